//! What can be done about an offer or a matter: a button that acts, a link that leads on.

use crate::state::{Action, State, Verb};
use contract::experience::{Experience, Link};
use yew::{AttrValue, Callback, Html, html};

/// It stays the same element in every state, so the focus stays on it. `title` is heard, not seen: it tells this
/// button from the others with the same word.
pub(super) fn act(
    state: &State,
    on: &Callback<Action>,
    verb: Verb,
    offer: &str,
    title: &str,
    id: Option<AttrValue>,
) -> Html {
    let busy = state.is_under_way(verb, offer);
    let shown = &*state.experience;
    let label =
        if state.has_failed(verb, offer) { &shown.words.retry } else { word(shown, verb, offer, busy) };
    let onclick = {
        let offer = offer.to_owned();
        on.reform(move |_| Action::Act(verb, offer.clone()))
    };
    html! {
        <button
            key={verb.name()}
            id={id}
            type="button"
            part={part(verb)}
            data-act={verb.name()}
            data-offer={offer.to_owned()}
            aria-disabled={busy.then_some("true")}
            {onclick}
        >
            <span part="label">{ label }</span>
            <span part="unseen">{ format!(": {title}") }</span>
        </button>
    }
}

fn word<'a>(shown: &'a Experience, verb: Verb, of: &str, busy: bool) -> &'a str {
    let words = &shown.words;
    match verb {
        Verb::Close => shown.matters.iter().find(|matter| matter.id == of).map_or("", |matter| &matter.close),
        Verb::Claim if busy => &words.claiming,
        Verb::Claim => &words.claim,
        Verb::Decline => &words.decline,
        Verb::Undo => &words.undo,
    }
}

/// The one thing an offer is about is its main one.
fn part(verb: Verb) -> &'static str {
    match verb {
        Verb::Claim => "claim main",
        Verb::Decline => "decline",
        Verb::Undo => "undo",
        Verb::Close => "close",
    }
}

/// Where an offer or a matter leads on; nothing where the address could run.
pub(super) fn link(link: &Link, part: &'static str, offer: Option<&str>, title: &str) -> Option<Html> {
    let leads_somewhere = link.href.starts_with("https://") || link.href.starts_with('/');
    leads_somewhere.then(|| {
        html! {
            <a key="open" {part} href={link.href.clone()} rel="noopener" data-offer={offer.map(str::to_owned)}>
                <span part="label">{ &link.label }</span>
                <span part="unseen">{ format!(": {title}") }</span>
            </a>
        }
    })
}

/// Said beside the buttons of an offer when an act on it failed.
pub(super) fn failure(state: &State, verbs: &[Verb], offer: &str) -> Option<Html> {
    let failure = verbs.iter().find_map(|verb| state.failure(*verb, offer))?;
    let text = failure.text.as_ref().unwrap_or(&state.experience.words.failed);
    Some(html! { <p key="failed" part="failed">{ text }</p> })
}
