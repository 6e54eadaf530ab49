//! What is given, here, now, and why: a function of profile, program, slot and instant, with its reasons.

use crate::condition::{Facts, Finding};
use crate::id::{OfferId, Placement};
use crate::lifecycle::Lifecycle;
use crate::offer::{Audience, Offer, Validity};
use crate::profile::Profile;
use crate::program::{Program, Taken};
use crate::tier::Standing;
use crate::time::{Timestamp, plus};

/// One customer's situation at an instant: everything a decision looks at.
#[derive(Debug)]
pub struct Situation<'a> {
    /// The brand's rules.
    pub program: &'a Program,
    /// What is known of the customer, as of `now`.
    pub profile: &'a Profile,
    /// Whether they are known at all. A visitor who is not is offered what is for everyone.
    pub known: bool,
    /// Where the relationship stands.
    pub lifecycle: Lifecycle,
    /// What it has earned.
    pub standing: Standing<'a>,
    /// The instant.
    pub now: Timestamp,
}

/// What is asked for: a place, and how many offers it has room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The place.
    pub placement: Placement,
    /// Room for so many, if fewer than the program allows there.
    pub limit: Option<usize>,
}

/// What is given, and what is not.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision<'a> {
    /// The offers to show, best first.
    pub listed: Vec<Listed<'a>>,
    /// The others: those that cannot be given, in the order of the program, then those without room, best first.
    pub rejected: Vec<(&'a Offer, Refusal)>,
}

/// An offer to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// What was observed of the customer that it is for; nothing where it is for everyone.
    pub because: Vec<Finding>,
}

/// Why an offer is not given.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It is not for this place.
    NotHere,
    /// It has not begun.
    NotYet(Timestamp),
    /// It is over.
    Over(Timestamp),
    /// It is for known customers only.
    Unknown,
    /// It is not for this customer; every finding that was made.
    NotEligible(Vec<Finding>),
    /// The customer said "not for me", and this is when it may come back.
    Declined(Option<Timestamp>),
    /// The customer holds a claim on it that can be used before this instant.
    Held(Timestamp),
    /// The customer has claimed it as often as one may.
    ClaimLimit(u64),
    /// The customer holds as many claims as one may.
    OpenClaims(usize),
    /// The customer has seen it as often as one should.
    ShownEnough(u64),
    /// All are taken.
    OutOfStock,
    /// There are better ones, and no more room.
    NoRoom,
}

impl<'a> Situation<'a> {
    /// The situation of a known customer.
    #[must_use]
    pub fn of(program: &'a Program, profile: &'a Profile, now: Timestamp) -> Self {
        let today = program.zone.day(now);
        Self {
            program,
            profile,
            known: true,
            lifecycle: program.stages.lifecycle(profile, &program.zone, today),
            standing: program.ladder.standing(&program.points, profile, &program.zone, today),
            now,
        }
    }

    /// The situation of a visitor who is not known. `nobody` is the empty profile.
    #[must_use]
    pub fn of_visitor(program: &'a Program, nobody: &'a Profile, now: Timestamp) -> Self {
        Self { known: false, ..Self::of(program, nobody, now) }
    }

    /// Decides what to show. What the customer could not take is not among it.
    #[must_use]
    pub fn decide(&self, slot: &Slot, taken: &Taken) -> Decision<'a> {
        let (mut listed, mut rejected) = (Vec::new(), Vec::new());
        for offer in &self.program.offers {
            let here = offer.placements.is_empty() || offer.placements.contains(&slot.placement);
            match if here { self.consider(offer, taken) } else { Err(Refusal::NotHere) } {
                Ok(because) => listed.push(Listed { offer, because }),
                Err(refusal) => rejected.push((offer, refusal)),
            }
        }
        listed.sort_by(|a, b| (b.offer.priority, &a.offer.id).cmp(&(a.offer.priority, &b.offer.id)));
        let allowed = self.program.placements.get(&slot.placement).copied().unwrap_or(0);
        let room = slot.limit.map_or(allowed, |limit| limit.min(allowed)).min(listed.len());
        rejected.extend(listed.drain(room..).map(|left| (left.offer, Refusal::NoRoom)));
        Decision { listed, rejected }
    }

    /// Whether an offer can be given at all, wherever it is shown: the findings it is for, or why not.
    ///
    /// # Errors
    /// See [`Refusal`]; `NotHere` and `NoRoom` are not among them.
    pub fn consider(&self, offer: &Offer, taken: &Taken) -> Result<Vec<Finding>, Refusal> {
        match offer.validity {
            Validity { from: Some(from), .. } if self.now < from => return Err(Refusal::NotYet(from)),
            Validity { until: Some(until), .. } if self.now >= until => return Err(Refusal::Over(until)),
            Validity { .. } => {}
        }
        let because = self.eligible(offer)?;
        if self.is_resting(offer) {
            return Err(Refusal::Declined(self.rested(offer)));
        }
        self.within_caps(offer)?;
        if offer.stock.is_some_and(|stock| taken.get(&offer.id).copied().unwrap_or(0) >= stock) {
            return Err(Refusal::OutOfStock);
        }
        Ok(because)
    }

    /// Whether "not for me" was said of an offer and still holds.
    #[must_use]
    pub fn is_resting(&self, offer: &Offer) -> bool {
        self.profile.declined.contains_key(&offer.id)
            && self.rested(offer).is_none_or(|until| self.now < until)
    }

    fn eligible(&self, offer: &Offer) -> Result<Vec<Finding>, Refusal> {
        let Audience::Customers(condition) = &offer.audience else { return Ok(Vec::new()) };
        if !self.known {
            return Err(Refusal::Unknown);
        }
        let facts = Facts {
            program: self.program,
            profile: self.profile,
            lifecycle: &self.lifecycle,
            standing: &self.standing,
            now: self.now,
        };
        match condition.check(&facts) {
            (true, findings) => Ok(findings),
            (false, findings) => Err(Refusal::NotEligible(findings)),
        }
    }

    fn within_caps(&self, offer: &Offer) -> Result<(), Refusal> {
        if let Some(held) = self.profile.open_claim(&offer.id, self.now) {
            return Err(Refusal::Held(held.until));
        }
        let claims = self.profile.claims.iter().filter(|claim| claim.offer == offer.id && claim.counts());
        if claims.count() as u64 >= offer.caps.claims {
            return Err(Refusal::ClaimLimit(offer.caps.claims));
        }
        let open = self.profile.claims.iter().filter(|claim| claim.is_open(self.now)).count();
        if offer.voucher.is_some() && open >= self.program.open_claims {
            return Err(Refusal::OpenClaims(self.program.open_claims));
        }
        let Some((most, days)) = offer.caps.shown else { return Ok(()) };
        let zone = &self.program.zone;
        let since = zone.start(plus(zone.day(self.now), 1_i32.saturating_sub(days)));
        let shown = self.profile.shown.get(&offer.id).into_iter().flatten();
        match shown.rev().take_while(|(at, _)| *at >= since).count() as u64 {
            seen if seen >= most => Err(Refusal::ShownEnough(most)),
            _ => Ok(()),
        }
    }

    /// When a declined offer may come back; `None` for never.
    fn rested(&self, offer: &Offer) -> Option<Timestamp> {
        let (declined, days) = (self.profile.declined.get(&offer.id)?, offer.caps.rest_days?);
        let zone = &self.program.zone;
        Some(zone.start(plus(zone.day(*declined), days)))
    }
}

impl Decision<'_> {
    /// The names of the offers to show, best first.
    pub fn ids(&self) -> impl Iterator<Item = &OfferId> {
        self.listed.iter().map(|listed| &listed.offer.id)
    }
}
