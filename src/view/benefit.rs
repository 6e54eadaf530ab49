//! What a tier gives.

use super::heading::{Heading, Rank};
use contract::experience::{Benefit, Experience};
use yew::{Html, html};

/// Nothing where there are none.
pub(super) fn list(shown: &Experience) -> Option<Html> {
    let benefits = &shown.benefits;
    (!benefits.is_empty()).then(|| {
        let id = Some("benefits".to_owned());
        let heading = Heading { rank: Rank::Section, part: "heading", id, focusable: false };
        html! {
            <section key="benefits" part="section benefits-section" aria-labelledby="benefits">
                { heading.show(shown, &shown.words.benefits) }
                <ul key="benefits" part="benefits" role="list">
                    { for benefits.iter().map(|one| benefit(shown, one)) }
                </ul>
            </section>
        }
    })
}

fn benefit(shown: &Experience, benefit: &Benefit) -> Html {
    let left = benefit.left.iter().map(|left| html! { <p key="left" part="benefit-left">{ left }</p> });
    let title = Heading { rank: Rank::Entry, part: "benefit-title", id: None, focusable: false };
    html! {
        <li key={benefit.id.clone()} part="benefit">
            { title.show(shown, &benefit.title) }
            <p key="text" part="benefit-text">{ &benefit.text }</p>
            { for left }
        </li>
    }
}
