//! One offer taken by a customer, and where that stands.

use crate::event::Terms;
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
}

/// A claim begins, what was set aside becomes one, or is set aside anew. What has ended stays ended, but that
/// what ran out before it was claimed may be set aside again; and a claim keeps its terms.
pub(super) fn take(
    claims: &mut Vec<Claim>,
    at: Timestamp,
    id: ClaimId,
    offer: OfferId,
    until: Timestamp,
    terms: Option<Terms>,
) {
    let Some(known) = claims.iter_mut().find(|known| known.id == id) else {
        return claims.push(Claim { id, offer, at, until, terms, outcome: None });
    };
    let only_reserved = known.offer == offer && known.terms.is_none() && known.outcome.is_none();
    let open = known.is_open(at);
    if only_reserved && (open || terms.is_none()) {
        known.at = if open { known.at } else { at };
        (known.until, known.terms) = (until, terms);
    }
}

/// A claim ends. A till that accepted one whose time had run out did so; what was only set aside cannot be used,
/// and what ran out cannot be given back.
pub(super) fn end(claims: &mut [Claim], id: &ClaimId, outcome: Outcome) {
    let Some(claim) = claims.iter_mut().find(|claim| claim.id == *id && claim.outcome.is_none()) else {
        return;
    };
    let ends = match outcome {
        Outcome::Released(at) => claim.is_open(at),
        Outcome::Redeemed(_) => claim.terms.is_some(),
    };
    if ends {
        claim.outcome = Some(outcome);
    }
}
