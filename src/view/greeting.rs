//! The first lines.

use super::heading::{Heading, Rank};
use contract::experience::Experience;
use yew::{Html, html};

pub(super) fn greeting(shown: &Experience) -> Html {
    let lead = shown.lead.iter().map(|lead| html! { <p key="lead" part="lead">{ lead }</p> });
    let id = Some("greeting".to_owned());
    let heading = Heading { rank: Rank::First, part: "greeting", id, focusable: false };
    html! {
        <header key="greeting" part="header">
            { heading.show(shown, &shown.greeting) }
            { for lead }
        </header>
    }
}
