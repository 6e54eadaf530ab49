//! One offer taken by a customer, and where that stands.

use std::collections::BTreeMap;

use crate::event::{Event, Fact, Terms};
use crate::id::{ClaimId, OfferId};
use crate::time::Timestamp;

/// One offer taken by this customer, or set aside for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub id: ClaimId,
    /// The offer taken.
    pub offer: OfferId,
    /// When it was taken, or first set aside.
    pub at: Timestamp,
    /// It can be used, or is set aside, before this instant.
    pub until: Timestamp,
    /// The words that were promised; `None` while it is only set aside.
    pub terms: Option<Terms>,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

/// Where a claim stands at an instant: reserved, then claimed, then one of the three ways to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimState {
    /// Set aside, and free again at this instant unless it is confirmed before.
    Reserved(Timestamp),
    /// Taken: the terms are frozen, and it can be used before this instant.
    Claimed(Timestamp),
    /// Used in a purchase, at this instant.
    Redeemed(Timestamp),
    /// Its time ran out, at this instant.
    Expired(Timestamp),
    /// Given back unused, at this instant.
    Released(Timestamp),
}

/// How a claim ended. A claim that has not ended is open until its time runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Given back unused.
    Released(Timestamp),
    /// Used in a purchase.
    Redeemed(Timestamp),
}

impl Claim {
    /// Where it stands at `now`.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> ClaimState {
        match (self.outcome, &self.terms) {
            (Some(Outcome::Redeemed(at)), _) => ClaimState::Redeemed(at),
            (Some(Outcome::Released(at)), _) => ClaimState::Released(at),
            (None, _) if now >= self.until => ClaimState::Expired(self.until),
            (None, None) => ClaimState::Reserved(self.until),
            (None, Some(_)) => ClaimState::Claimed(self.until),
        }
    }

    /// Whether it is held at `now`: set aside, or taken and good to be used.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        matches!(self.state(now), ClaimState::Reserved(_) | ClaimState::Claimed(_))
    }

    /// Whether it counts at `now` towards how often one customer may take an offer: everything but what was given
    /// back unused, and what ran out before it was claimed.
    #[must_use]
    pub fn counts(&self, now: Timestamp) -> bool {
        match self.state(now) {
            ClaimState::Reserved(_) | ClaimState::Claimed(_) | ClaimState::Redeemed(_) => true,
            ClaimState::Expired(_) => self.terms.is_some(),
            ClaimState::Released(_) => false,
        }
    }

    /// Whether it takes one from the stock at `now`: while it is held, and for ever once it was used.
    #[must_use]
    pub fn takes_stock(&self, now: Timestamp) -> bool {
        self.is_open(now) || matches!(self.outcome, Some(Outcome::Redeemed(_)))
    }

    /// What was set aside becomes a claim, or is set aside anew. What has ended stays ended, but that what ran out
    /// before it was claimed may be set aside again; and a claim keeps its terms.
    fn take(&mut self, taken: Self) {
        let only_reserved = self.offer == taken.offer && self.terms.is_none() && self.outcome.is_none();
        let open = self.is_open(taken.at);
        if only_reserved && (open || taken.terms.is_none()) {
            *self = Self { at: if open { self.at } else { taken.at }, ..taken };
        }
    }

    /// A claim ends, once. A till that accepted one whose time had run out did so; what was only set aside cannot be
    /// used, and what ran out cannot be given back.
    fn end(&mut self, outcome: Outcome) {
        let ends = match outcome {
            Outcome::Released(at) => self.is_open(at),
            Outcome::Redeemed(_) => self.terms.is_some() && self.outcome.is_none(),
        };
        if ends {
            self.outcome = Some(outcome);
        }
    }
}

/// Every claim, in the order in which they were first made, from events in order.
pub(super) fn settle(events: &[Event]) -> Vec<Claim> {
    let mut claims = Vec::<Claim>::new();
    let mut places = BTreeMap::<&ClaimId, usize>::new();
    for Event { at, fact, .. } in events {
        let (id, step) = match fact {
            Fact::OfferReserved { claim, offer, until } => (claim, Ok((offer, *until, None))),
            Fact::OfferClaimed { claim, offer, until, terms } => (claim, Ok((offer, *until, Some(terms)))),
            Fact::ClaimReleased { claim } => (claim, Err(Outcome::Released(*at))),
            Fact::VoucherRedeemed { claim } => (claim, Err(Outcome::Redeemed(*at))),
            _ => continue,
        };
        let step = step.map(|(offer, until, terms)| {
            let (id, offer, terms) = (id.clone(), offer.clone(), terms.cloned());
            Claim { id, offer, at: *at, until, terms, outcome: None }
        });
        match (places.get(id).and_then(|place| claims.get_mut(*place)), step) {
            (Some(known), Ok(taken)) => known.take(taken),
            (Some(known), Err(outcome)) => known.end(outcome),
            (None, Ok(taken)) => {
                places.insert(id, claims.len());
                claims.push(taken);
            }
            (None, Err(_)) => {}
        }
    }
    claims
}
