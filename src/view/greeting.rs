//! The first lines.

use contract::experience::Experience;
use yew::{Html, html};

pub(super) fn greeting(shown: &Experience) -> Html {
    let lead = shown.lead.iter().map(|lead| html! { <p key="lead" part="lead">{ lead }</p> });
    html! {
        <header key="greeting" part="header">
            <h2 key="greeting" part="greeting" id="greeting">{ &shown.greeting }</h2>
            { for lead }
        </header>
    }
}
