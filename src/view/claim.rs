//! The offers a customer has claimed, with the code to use them.

use super::heading::{Heading, Rank};
use super::{button, offer};
use crate::state::{Action, State, Verb};
use contract::experience::Claim;
use yew::{Callback, Html, html};

/// Nothing where there are none.
pub(super) fn list(state: &State, on: &Callback<Action>) -> Option<Html> {
    let shown = &*state.experience;
    (!shown.claims.is_empty()).then(|| {
        let id = Some("claims".to_owned());
        let heading = Heading { rank: Rank::Section, part: "heading", id, focusable: false };
        html! {
            <section key="claims" part="section claims-section" aria-labelledby="claims">
                { heading.show(shown, &shown.words.claims) }
                <ul key="claims" part="claims" role="list">
                    { for shown.claims.iter().map(|claim| ticket(state, claim, on)) }
                </ul>
            </section>
        }
    })
}

fn ticket(state: &State, claim: &Claim, on: &Callback<Action>) -> Html {
    let id = format!("claim-{}", claim.id);
    let terms = claim.terms.as_ref().map(|terms| html! { <span key="terms" part="terms">{ terms }</span> });
    let title = Heading { rank: Rank::Entry, part: "ticket-title", id: Some(id.clone()), focusable: true };
    let stub = [
        (!claim.code.is_empty()).then(|| code(state, claim, on)),
        button::failure(state, &[Verb::Undo], &claim.offer),
        Some(button::act(state, on, Verb::Undo, &claim.offer, &claim.title, None)),
    ];
    html! {
        <li key={claim.id.clone()} part="item">
            <article part="ticket" aria-labelledby={id}>
                <div key="body" part="ticket-body">
                    { title.show(&state.experience, &claim.title) }
                    <p key="text" part="ticket-text">{ &claim.text }</p>
                    <p key="fine" part="fine-print">
                        <time key="until" part="until" datetime={claim.until.iso.clone()}>{ &claim.until.text }</time>
                        { for claim.ends.as_deref().map(offer::left) }
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
