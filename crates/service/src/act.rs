//! Claim, decline, undo: decided in the domain, kept as events.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use contract::act::Outcome;
use domain::claim::{ActError, Claimed};
use domain::decision::{Situation, Visit};
use domain::event::{Event, Fact};
use domain::id::{BrandId, ClaimId, CustomerId, EventId, OfferId};
use domain::profile::Profile;
use domain::program::{Program, Tallies, Tally};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::Error;
use crate::hex::hex;
use crate::memory::Memory;
use crate::store::{Act, Done};
use crate::{keys, till};

/// What a customer does with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Takes it.
    Claim,
    /// Says that it is not for them.
    Decline,
    /// Takes the last of these back.
    Undo,
}

/// An act a customer asks for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Of which brand.
    pub brand: BrandId,
    /// Who asks.
    pub customer: CustomerId,
    /// Where and how they are met.
    pub visit: Visit,
    /// What is to be done.
    pub verb: Verb,
    /// With which offer.
    pub offer: OfferId,
    /// The same key is the same wish, however often it is sent.
    pub key: String,
}

/// Does what is wished, once. Says whether it was done just now.
///
/// # Errors
/// [`Error::Act`] where it is refused, [`Error::KeyReused`] where the key named another wish, [`Error::Store`].
pub async fn act(app: &Arc<App>, wish: Wish) -> Result<(Outcome, bool), Error> {
    let now = app.clock.now();
    let id = event_id(&wish)?;
    let turned = Arc::new(AtomicBool::new(false));
    let decide = {
        let (app, wish, id, turned) = (Arc::clone(app), wish.clone(), id.clone(), Arc::clone(&turned));
        Box::new(move |memory: &Memory, tallies: &Tallies| {
            // Now that it is its turn: what others did while it waited has happened.
            let now = app.clock.now();
            let unknown = || ActError::UnknownOffer(wish.offer.clone());
            let rules = app.brands.get(&wish.brand).ok_or_else(unknown)?;
            let program = &rules.program;
            let profile = memory.profile(now);
            let fact = decide(
                &Situation::of(program, memory.customer.clone(), &profile, wish.visit.clone(), now),
                tallies,
                &wish,
                &id,
            )?;
            turned.store(runs_out_or_comes_back(program, &wish.offer, tallies, fact.as_ref(), now), Relaxed);
            let event = |fact| Event { id, customer: memory.keeper(&fact, &wish.customer), at: now, fact };
            Ok(fact.map(event))
        })
    };
    let (brand, customer) = (wish.brand.clone(), wish.customer.clone());
    let today = app.brands.get(&brand).map_or(now, |brand| {
        let zone = &brand.program.zone;
        zone.start(zone.day(now))
    });
    let offer = matches!(wish.verb, Verb::Claim).then(|| wish.offer.clone());
    match app.act(Act { brand, customer, id, now, today, offer, decide }).await? {
        Done::Kept(event) => {
            till::keep_voucher(app, &wish.brand, &event);
            if turned.load(Relaxed) {
                app.live.everyone(&wish.brand);
            }
            Ok((wish.verb.outcome(), true))
        }
        Done::Unneeded => Ok((wish.verb.outcome(), false)),
        Done::Repeated(event) if is_of(app, &wish, &event.fact).await? => Ok((wish.verb.outcome(), false)),
        Done::Repeated(_) => Err(Error::KeyReused),
        Done::Refused(error) => Err(error.into()),
    }
}

impl Verb {
    /// The one that an address names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "claim" => Some(Self::Claim),
            "decline" => Some(Self::Decline),
            "undo" => Some(Self::Undo),
            _ => None,
        }
    }

    /// What comes of it.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Claim => Outcome::Claimed,
            Self::Decline => Outcome::Declined,
            Self::Undo => Outcome::Undone,
        }
    }
}

fn decide(
    situation: &Situation<'_>,
    tallies: &Tallies,
    wish: &Wish,
    id: &EventId,
) -> Result<Option<Fact>, ActError> {
    match wish.verb {
        Verb::Claim => {
            let claim = ClaimId::new(id.as_str()).map_err(|_| ActError::UnknownOffer(wish.offer.clone()))?;
            Ok(match situation.claim(&wish.offer, tallies, claim)? {
                Claimed::New(fact) => Some(fact),
                Claimed::Held(_) => None,
            })
        }
        Verb::Decline => situation.decline(&wish.offer),
        Verb::Undo => situation.undo(&wish.offer).map(Some),
    }
}

/// Whether an offer is there for nobody any more once this is kept, or is there again.
fn runs_out_or_comes_back(
    program: &Program,
    offer: &OfferId,
    tallies: &Tallies,
    fact: Option<&Fact>,
    now: Timestamp,
) -> bool {
    let Some(offer) = program.offers.named(offer) else { return false };
    let before = tallies.get(&offer.id).copied().unwrap_or_default();
    let taken = |held, today| Tally { held, today, ..before };
    let after = match fact {
        Some(Fact::OfferClaimed { .. }) => taken(before.held + 1, before.today + 1),
        Some(Fact::ClaimReleased { .. }) => {
            taken(before.held.saturating_sub(1), before.today.saturating_sub(1))
        }
        _ => return false,
    };
    offer.is_left(&before, &program.zone, now) != offer.is_left(&after, &program.zone, now)
}

/// Keeps what `follows` for a customer from what is known of them when it is their turn, if anything does. Asked again, it
/// follows or does not from what is known by then: there is no key to know it by.
///
/// # Errors
/// [`Error::Store`], or that there are no random numbers.
pub(crate) async fn keep(
    app: &Arc<App>,
    brand: &BrandId,
    customer: &CustomerId,
    what: &str,
    follows: impl FnOnce(&Profile, Timestamp) -> Option<Fact> + Send + 'static,
) -> Result<(), Error> {
    let (id, now) = (fresh(what)?, app.clock.now());
    let decide = {
        let (app, customer, id) = (Arc::clone(app), customer.clone(), id.clone());
        Box::new(move |memory: &Memory, _: &Tallies| {
            // Now that it is its turn: what was said while it waited has been said.
            let at = app.clock.now();
            Ok(follows(&memory.profile(at), at).map(|fact| Event { id, customer, at, fact }))
        })
    };
    let (brand, customer) = (brand.clone(), customer.clone());
    app.act(Act { brand, customer, id, now, today: now, offer: None, decide }).await?;
    Ok(())
}

/// A name that no event has had.
pub(crate) fn fresh(what: &str) -> Result<EventId, Error> {
    let id = EventId::new(format!("{what}-{}", hex(&keys::random()?[..16])));
    id.map_err(|rule| Error::field("id", "", &rule.to_string()))
}

/// The name of the event that may follow from a wish: the customer and the key, so that no two customers' keys meet.
fn event_id(wish: &Wish) -> Result<EventId, Error> {
    named("act", &wish.customer, &wish.key)
}

/// The name of the event that may follow from what is asked for a customer under a key.
pub(crate) fn named(what: &str, customer: &CustomerId, key: &str) -> Result<EventId, Error> {
    let hash = Sha256::new().chain_update(customer.as_str()).chain_update([0]).chain_update(key).finalize();
    EventId::new(format!("{what}-{}", hex(&hash[..16])))
        .map_err(|rule| Error::field("Idempotency-Key", "", &rule.to_string()))
}

/// Whether what was kept under a key is what this wish would have led to.
async fn is_of(app: &App, wish: &Wish, fact: &Fact) -> Result<bool, Error> {
    match (wish.verb, fact) {
        (Verb::Claim, Fact::OfferClaimed { offer, .. })
        | (Verb::Decline, Fact::OfferDeclined { offer })
        | (Verb::Undo, Fact::OfferRestored { offer }) => Ok(*offer == wish.offer),
        (Verb::Undo, Fact::ClaimReleased { claim: released }) => {
            let history = app.store.history(&wish.brand, &wish.customer).await?;
            Ok(history.iter().any(|event| match &event.fact {
                Fact::OfferClaimed { claim, offer, .. } => claim == released && *offer == wish.offer,
                _ => false,
            }))
        }
        _ => Ok(false),
    }
}
