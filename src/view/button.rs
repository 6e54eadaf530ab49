//! A button that acts on an offer.

use crate::state::{Action, State, Verb};
use contract::words::Words;
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
    let words = &state.experience.words;
    let label = if state.has_failed(verb, offer) { &words.retry } else { word(words, verb, busy) };
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

fn word(words: &Words, verb: Verb, busy: bool) -> &str {
    match verb {
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
    }
}

/// Said beside the buttons of an offer when an act on it failed.
pub(super) fn failure(state: &State, verbs: &[Verb], offer: &str) -> Option<Html> {
    let failure = verbs.iter().find_map(|verb| state.failure(*verb, offer))?;
    let text = failure.text.as_ref().unwrap_or(&state.experience.words.failed);
    Some(html! { <p key="failed" part="failed">{ text }</p> })
}
