//! What is given, here, now, and why: a function of profile, program, slot and instant, with its reasons.
//!
//! Each offer is asked, in this order, whether it is for this place and time, for this customer, allowed by them, not
//! declined, not seen or claimed too often, left, and not held out. Those that pass are ranked, what is too much like
//! a better one is left out, and as many are listed as there is room for.

use crate::condition::Explanation;
use crate::id::{OfferId, Placement};
use crate::offer::Offer;
use crate::program::Tallies;
use crate::time::Timestamp;

mod situation; // everything a decision looks at
mod refusal; // why an offer is not given
mod sieve; // whether an offer can be given at all
mod caps; // how often one may be seen
mod quiet; // after trouble
mod pace; // a budget, day by day
mod holdout; // who is left out
pub mod rank; // which comes first
pub mod chance; // draws that can be repeated
mod round; // the offers against each other
mod choice; // what chance chose, for the log
mod ballot; // what it chose among
mod odds; // how likely each was
mod until; // how long it holds

pub use ballot::Ballot;
pub use choice::Choice;
pub use odds::Odds;
pub use refusal::Refusal;
pub use situation::{Situation, Visit};

use rank::{Room, Scorer, Thompson};
use round::Round;
use sieve::Sieve;

/// What is asked for: a place, and how many offers it has room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The place.
    pub placement: Placement,
    /// Room for so many, if fewer than the program allows there.
    pub limit: Option<usize>,
    /// What chance draws from where it must choose; the same seed draws the same.
    pub seed: u64,
}

/// What is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision<'a> {
    /// The offers to show, best first.
    pub listed: Vec<Listed<'a>>,
    round: Round<'a>,
}

/// An offer to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Why it is for this customer; `None` where it is for everyone.
    pub because: Option<Explanation<'a>>,
    /// What it is expected to bring more than showing nothing would, in minor units, as chance drew it; `None` where
    /// its rank is not left to chance.
    pub value: Option<f64>,
}

/// What is given, and what is not: each offer of the program once.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace<'a> {
    /// What is given: the same list as [`Situation::decide`] makes.
    pub listed: Vec<Listed<'a>>,
    /// The others, and the first thing that stood against each: those that cannot be given, in the order of the
    /// program, then those that were ranked, best first.
    pub withheld: Vec<Withheld<'a>>,
}

/// An offer that is not shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Withheld<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// The first thing that stood against it.
    pub refusal: Refusal,
    /// What was observed, where that was not enough.
    pub because: Option<Explanation<'a>>,
}

impl Situation<'_> {
    /// Decides what to show. What the customer could not take is not among it. Offers that cannot match are not looked
    /// at; [`Situation::trace`] tells of them.
    #[must_use]
    pub fn decide(&self, slot: &Slot, tallies: &Tallies) -> Decision<'_> {
        self.decide_by(slot, tallies, &Thompson)
    }

    /// The same, with another judge of what offers are worth.
    #[must_use]
    pub fn decide_by(&self, slot: &Slot, tallies: &Tallies, scorer: &dyn Scorer) -> Decision<'_> {
        let sieve = Sieve::of(self, tallies);
        let mut round = self.round(slot, &sieve);
        let offers = &self.program.offers;
        for (place, offer) in offers.index().candidates(offers, self, &slot.placement, sieve.personal) {
            if round.is_full_for(offer.priority) {
                break;
            }
            if sieve.may_show(offer).is_ok() {
                round.enter((place, offer), &sieve);
            }
        }
        let (listed, _) = sieve.part(round.rank(scorer));
        Decision { listed, round }
    }

    /// Decides what to show, and says of every other offer why it is not among it. It looks at all of them.
    #[must_use]
    pub fn trace(&self, slot: &Slot, tallies: &Tallies) -> Trace<'_> {
        let sieve = Sieve::of(self, tallies);
        let mut round = self.round(slot, &sieve);
        let mut withheld = Vec::new();
        for (place, offer) in self.program.offers.iter().enumerate() {
            match if offer.is_for(&slot.placement) {
                sieve.may_show(offer)
            } else {
                Err(Some(Refusal::NotHere))
            } {
                Ok(()) if round.enter((place, offer), &sieve) => {}
                Ok(()) => withheld.push(Withheld { offer, refusal: Refusal::HeldOut, because: None }),
                Err(refusal) => withheld.push(sieve.withheld(offer, refusal)),
            }
        }
        let (listed, others) = sieve.part(round.rank(&Thompson));
        withheld.extend(others);
        Trace { listed, withheld }
    }

    /// Whether an offer can be shown at all, wherever that is: why, where it is not for everyone, or why not.
    ///
    /// # Errors
    /// See [`Refusal`]: the first that stands against it. What comes of comparing offers is not among them, nor is
    /// `NotHere`.
    pub fn consider<'s>(
        &'s self,
        offer: &'s Offer,
        tallies: &Tallies,
    ) -> Result<Option<Explanation<'s>>, Refusal> {
        let sieve = Sieve::of(self, tallies);
        sieve.may_show(offer).map_err(|refusal| sieve.withheld(offer, refusal).refusal)?;
        match sieve.leaves_out(offer) {
            true => Err(Refusal::HeldOut),
            false => Ok(sieve.because(offer)),
        }
    }

    /// Whether the customer may take an offer. What is kept from them so as not to press them, or to learn, is theirs
    /// if they ask for it: they may have seen it where it was still listed.
    ///
    /// # Errors
    /// See [`Refusal`]: the first that stands against it.
    pub fn may_take(&self, offer: &Offer, tallies: &Tallies) -> Result<(), Refusal> {
        let sieve = Sieve::of(self, tallies);
        sieve.may_take(offer).map_err(|refusal| sieve.withheld(offer, refusal).refusal)
    }

    /// Whether "not for me" was said of an offer and still holds.
    #[must_use]
    pub fn is_resting(&self, offer: &Offer) -> bool {
        self.profile.declined.contains_key(&offer.id)
            && self.rested(offer).is_none_or(|until| self.now < until)
    }

    /// When a declined offer may come back; `None` for never.
    fn rested(&self, offer: &Offer) -> Option<Timestamp> {
        let declined = self.profile.declined.get(&offer.id)?;
        Some(self.days_after(*declined, offer.caps.rest_days?))
    }

    fn round(&self, slot: &Slot, sieve: &Sieve<'_, '_>) -> Round<'_> {
        let allowed = self.program.placements.get(&slot.placement).copied().unwrap_or(0);
        let offers = slot.limit.map_or(allowed, |limit| limit.min(allowed));
        let room = Room { offers, left: sieve.left, personal: sieve.personal };
        Round::new(room, slot.seed, self.program.holdout.is_some())
    }
}

impl Decision<'_> {
    /// The names of the offers to show, best first.
    pub fn ids(&self) -> impl Iterator<Item = &OfferId> {
        self.listed.iter().map(|listed| &listed.offer.id)
    }

    /// What chance chose among, for the log; nothing where there is nothing to learn from it.
    #[must_use]
    pub fn ballot(&self) -> Option<Ballot> {
        self.round.ballot(&self.listed)
    }
}
