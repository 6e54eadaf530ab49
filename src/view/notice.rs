//! A sentence in the place where an offer was.

use super::button;
use crate::state::{Action, Notice, State, Verb};
use yew::{Callback, Html, html};

pub(super) fn notice(state: &State, notice: &Notice, on: &Callback<Action>) -> Html {
    let words = &state.experience.words;
    let text = &notice.text;
    let undo = notice.undo.then(|| {
        let id = Some("undo".into());
        button::act(state, on, Verb::Undo, &notice.offer, text, id)
    });
    let failure = button::failure(state, &[Verb::Undo], &notice.offer);
    html! {
        <li key={format!("notice-{}", notice.offer)} part="notice">
            <p key="text" part="notice-text" id="notice" tabindex="-1">{ text }</p>
            { for failure }
            <div key="actions" part="actions">
                { for undo }
                <button key="dismiss" type="button" part="dismiss" onclick={on.reform(|_| Action::Dismiss)}>
                    { &words.dismiss }
                </button>
            </div>
        </li>
    }
}
