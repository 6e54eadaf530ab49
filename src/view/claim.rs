//! The offers a customer has claimed, with the code to use them.

use super::button;
use crate::state::{Action, State, Verb};
use contract::experience::Claim;
use yew::{Callback, Html, html};

/// Nothing where there are none.
pub(super) fn list(state: &State, on: &Callback<Action>) -> Option<Html> {
    let shown = &*state.experience;
    (!shown.claims.is_empty()).then(|| {
        html! {
            <section key="claims" part="section claims-section" aria-labelledby="claims">
                <h3 part="heading" id="claims">{ &shown.words.claims }</h3>
                <ul part="claims" role="list">
                    { for shown.claims.iter().map(|claim| ticket(state, claim, on)) }
                </ul>
            </section>
        }
    })
}

fn ticket(state: &State, claim: &Claim, on: &Callback<Action>) -> Html {
    let id = format!("claim-{}", claim.id);
    let terms = claim.terms.as_ref().map(|terms| html! { <span key="terms" part="terms">{ terms }</span> });
    let stub = [
        Some(code(state, claim, on)),
        button::failure(state, &[Verb::Undo], &claim.offer),
        Some(button::act(state, on, Verb::Undo, &claim.offer, &claim.title, None)),
    ];
    html! {
        <li key={claim.id.clone()} part="item">
            <article part="ticket" aria-labelledby={id.clone()}>
                <div key="body" part="ticket-body">
                    <h4 key="title" part="ticket-title" {id} tabindex="-1">{ &claim.title }</h4>
                    <p key="text" part="ticket-text">{ &claim.text }</p>
                    <p key="fine" part="fine-print">
                        <time key="until" part="until" datetime={claim.until.iso.clone()}>{ &claim.until.text }</time>
                        { for terms }
                    </p>
                </div>
                <div key="stub" part="stub">{ for stub.into_iter().flatten() }</div>
            </article>
        </li>
    }
}

/// The code, and the button that copies it and says whether it did.
fn code(state: &State, claim: &Claim, on: &Callback<Action>) -> Html {
    let words = &state.experience.words;
    let done = state.copied.as_ref().filter(|(id, _)| *id == claim.id).and_then(|(_, done)| *done);
    let label = match done {
        Some(true) => &words.copied,
        Some(false) => &words.copy_failed,
        None => &words.copy,
    };
    let onclick = {
        let id = claim.id.clone();
        on.reform(move |_| Action::Copy(id.clone()))
    };
    html! {
        <div key="code" part="voucher">
            <p key="label" part="code-label">{ &words.code }</p>
            <code key="code" part="code">{ &claim.code }</code>
            <button key="copy" type="button" part="copy" data-copy={claim.code.clone()} {onclick}>
                <span part="label">{ label }</span>
                <span part="unseen">{ format!(": {}", claim.title) }</span>
            </button>
        </div>
    }
}
