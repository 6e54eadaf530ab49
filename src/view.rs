//! What a customer sees: pure functions, state in, HTML out. One noun a file.
//!
//! Rules that keep hydration and Yew 0.23 safe: every list is keyed, nothing optional stands beside something fixed
//! without a key, no `style` attribute (a strict content security policy forbids it), texts are text.

mod benefit;
mod button;
mod claim;
mod greeting;
mod heading;
mod masked;
mod matter;
mod notice;
mod offer;
mod standing;

use crate::state::{Action, State};
use yew::{Callback, Html, html};

/// All of it: the inner HTML of the widget's root.
pub fn widget(state: &State, on: &Callback<Action>) -> Html {
    let shown = &*state.experience;
    let parts = [
        Some(greeting::greeting(shown)),
        shown.standing.as_ref().map(|standing| standing::standing(shown, standing)),
        matter::list(state, on),
        claim::list(state, on),
        Some(offer::list(state, on)),
        benefit::list(shown),
    ];
    html! {
        <section part="widget" lang={shown.locale.clone()} dir={shown.dir.clone()} aria-labelledby="greeting">
            { for parts.into_iter().flatten() }
        </section>
    }
}
