//! The offers, best first, each with its reason.

use super::heading::{Heading, Rank};
use super::{button, notice};
use crate::state::{Action, State, Verb};
use contract::experience::{Image, Offer};
use contract::words::Words;
use yew::{Callback, Html, html};

pub(super) fn list(state: &State, on: &Callback<Action>) -> Html {
    let shown = &*state.experience;
    let mut items: Vec<Html> = shown.offers.iter().map(|offer| card(state, offer, on)).collect();
    if let Some(said) = &state.notice {
        items.insert(said.place.min(items.len()), notice::notice(state, said, on));
    }
    let content = if items.is_empty() {
        html! { <p key="empty" part="empty">{ &shown.words.no_offers }</p> }
    } else {
        html! { <ul key="offers" part="offers" role="list">{ for items }</ul> }
    };
    let id = Some("offers".to_owned());
    let heading = Heading { rank: Rank::Section, part: "heading", id, focusable: true };
    html! {
        <section key="offers" part="section offers-section" aria-labelledby="offers">
            { heading.show(shown, &shown.words.offers) }
            { content }
        </section>
    }
}

fn card(state: &State, offer: &Offer, on: &Callback<Action>) -> Html {
    let words = &state.experience.words;
    let id = format!("offer-{}", offer.id);
    let title = Heading { rank: Rank::Entry, part: "title", id: Some(id.clone()), focusable: true };
    let text = [
        offer.why.first().map(|first| reason(first, words)),
        Some(title.show(&state.experience, &offer.title)),
        Some(html! { <p key="text" part="text">{ &offer.text }</p> }),
        why(offer, words),
        fine_print(offer),
        button::failure(state, &[Verb::Claim, Verb::Decline], &offer.id),
        actions(state, offer, on),
    ];
    html! {
        <li key={offer.id.clone()} part="item">
            <article part="card" aria-labelledby={id}>
                { for offer.image.iter().map(picture) }
                <div key="body" part="body">{ for text.into_iter().flatten() }</div>
            </article>
        </li>
    }
}

fn picture(image: &Image) -> Html {
    html! {
        <img
            key="image"
            part="image"
            src={image.src.clone()}
            alt={image.alt.clone()}
            width="4"
            height="3"
            loading="lazy"
            decoding="async"
        />
    }
}

/// The first reason stands above the offer, always in sight.
fn reason(first: &str, words: &Words) -> Html {
    html! {
        <p key="reason" part="reason"><span part="unseen">{ format!("{} ", words.why) }</span>{ first }</p>
    }
}

/// The other reasons and what would take the offer away, for who asks.
fn why(offer: &Offer, words: &Words) -> Option<Html> {
    let sentences: Vec<&String> = offer.why.iter().skip(1).chain(&offer.change).collect();
    (!sentences.is_empty()).then(|| {
        let sentences = sentences.into_iter().enumerate();
        html! {
            <details key="why" part="why">
                <summary part="question">{ &words.why }</summary>
                <ul part="reasons" role="list">
                    { for sentences.map(|(place, sentence)| html! { <li key={place}>{ sentence }</li> }) }
                </ul>
            </details>
        }
    })
}

/// The last hours. Empty: what counts them down puts a text into it, which hydrating takes out again.
pub(super) fn left(ends: &str) -> Html {
    html! { <time key="left" part="left" role="timer" aria-live="off" datetime={ends.to_owned()} /> }
}

fn fine_print(offer: &Offer) -> Option<Html> {
    let until = offer.until.as_ref().map(|until| {
        html! { <time key="until" part="until" datetime={until.iso.clone()}>{ &until.text }</time> }
    });
    let terms = offer.terms.as_ref().map(|terms| html! { <span key="terms" part="terms">{ terms }</span> });
    let left = offer.ends.as_deref().map(left);
    let parts: Vec<Html> = [until, left, terms].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| html! { <p key="fine" part="fine-print">{ for parts }</p> })
}

fn actions(state: &State, offer: &Offer, on: &Callback<Action>) -> Option<Html> {
    let act = |verb| button::act(state, on, verb, &offer.id, &offer.title, None);
    let actions: Vec<Html> = [
        offer.claimable.then(|| act(Verb::Claim)),
        // With a claim beside it, following the link is the lesser thing to do.
        offer.link.as_ref().and_then(|link| {
            button::link(
                link,
                if offer.claimable { "open" } else { "open main" },
                Some(&offer.id),
                &offer.title,
            )
        }),
        offer.declinable.then(|| act(Verb::Decline)),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!actions.is_empty()).then(|| html! { <div key="actions" part="actions">{ for actions }</div> })
}
