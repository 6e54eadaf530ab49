//! What is in progress: begun on one surface, to be finished or closed on any. Where others may see the screen, that
//! something is, and the way to it.

use super::button;
use super::heading::{Heading, Rank};
use super::masked::masked;
use crate::state::{Action, State, Verb};
use contract::experience::Matter;
use yew::{Callback, Html, html};

/// Nothing where there is nothing in progress.
pub(super) fn list(state: &State, on: &Callback<Action>) -> Option<Html> {
    let shown = &*state.experience;
    let content = match &shown.hidden {
        Some(text) => masked(shown, text, "matters"),
        None if shown.matters.is_empty() => return None,
        None => html! {
            <ul key="matters" part="matters" role="list">
                { for shown.matters.iter().map(|one| matter(state, one, on)) }
            </ul>
        },
    };
    let id = Some("matters".to_owned());
    let heading = Heading { rank: Rank::Section, part: "heading", id, focusable: true };
    Some(html! {
        <section key="matters" part="section matters-section" aria-labelledby="matters">
            { heading.show(shown, &shown.words.matters) }
            { content }
        </section>
    })
}

fn matter(state: &State, matter: &Matter, on: &Callback<Action>) -> Html {
    let title = Heading { rank: Rank::Entry, part: "matter-title", id: None, focusable: false };
    let actions = [
        matter.link.as_ref().and_then(|link| button::link(link, "open", None, &matter.title)),
        Some(button::act(state, on, Verb::Close, &matter.id, &matter.title, None)),
    ];
    html! {
        <li key={matter.id.clone()} part="matter">
            <div key="text" part="matter-body">
                { title.show(&state.experience, &matter.title) }
                <p key="since" part="matter-since">
                    <time datetime={matter.since.iso.clone()}>{ &matter.since.text }</time>
                </p>
                { for button::failure(state, &[Verb::Close], &matter.id) }
            </div>
            <div key="actions" part="actions">{ for actions.into_iter().flatten() }</div>
        </li>
    }
}
