//! What a tier gives.

use contract::experience::{Benefit, Experience};
use yew::{Html, html};

/// Nothing where there are none.
pub(super) fn list(shown: &Experience) -> Option<Html> {
    let benefits = &shown.benefits;
    (!benefits.is_empty()).then(|| {
        html! {
            <section key="benefits" part="section benefits-section" aria-labelledby="benefits">
                <h3 part="heading" id="benefits">{ &shown.words.benefits }</h3>
                <ul part="benefits" role="list">{ for benefits.iter().map(benefit) }</ul>
            </section>
        }
    })
}

fn benefit(benefit: &Benefit) -> Html {
    let left = benefit.left.iter().map(|left| html! { <p key="left" part="benefit-left">{ left }</p> });
    html! {
        <li key={benefit.id.clone()} part="benefit">
            <h4 key="title" part="benefit-title">{ &benefit.title }</h4>
            <p key="text" part="benefit-text">{ &benefit.text }</p>
            { for left }
        </li>
    }
}
