//! Whether an offer can be given at all: every step of a decision before offers are compared with each other.

use crate::condition::{Explanation, Facts};
use crate::id::OfferId;
use crate::offer::{Audience, Kind, Offer, Validity};
use crate::program::{Tallies, Tally};

use super::caps::Left;
use super::rank::Ranked;
use super::refusal::Refusal;
use super::situation::Situation;
use super::{Listed, Withheld};

/// What is asked of each offer, with what is the same for all of them asked once.
pub(super) struct Sieve<'s, 't> {
    situation: &'s Situation<'s>,
    tallies: &'t Tallies,
    facts: Facts<'s>,
    /// Whether offers may be chosen for the customer.
    pub(super) personal: bool,
    /// How many more of the brand's own ideas they may be shown.
    pub(super) left: Option<Left>,
    quiet: Result<(), Refusal>,
    open_claims: usize,
    held_out: bool,
}

impl<'s, 't> Sieve<'s, 't> {
    pub(super) fn of(situation: &'s Situation<'s>, tallies: &'t Tallies) -> Self {
        let Situation { program, profile, now, .. } = *situation;
        let customer = situation.customer.as_ref();
        let holdout = program.holdout.as_ref();
        Self {
            situation,
            tallies,
            facts: situation.facts(),
            personal: program.consent.allows(profile),
            left: situation.left_to_show(),
            quiet: situation.quiet(),
            open_claims: profile.claims.iter().filter(|claim| claim.is_open(now)).count(),
            held_out: customer.zip(holdout).is_some_and(|(customer, holdout)| holdout.leaves_out(customer)),
        }
    }

    /// Whether an offer may be shown. An error without a refusal means that the customer is not eligible: why, says
    /// [`Sieve::told`], for most decisions do not ask.
    pub(super) fn may_show(&self, offer: &Offer) -> Result<(), Option<Refusal>> {
        self.runs(offer)?;
        self.eligible(offer)?;
        if !self.personal && offer.kind != Kind::Service && offer.audience != Audience::Everyone {
            return Err(Some(Refusal::NoConsent));
        }
        self.rested(offer)?;
        let own_idea = offer.kind == Kind::Proactive;
        if own_idea {
            self.situation.shown_enough(offer)?;
        }
        self.may_claim(offer)?;
        if own_idea {
            if let Some(Left { offers: 0, of }) = self.left {
                return Err(Some(Refusal::SeenEnough(of)));
            }
            self.quiet.clone()?;
        }
        Ok(self.is_left(offer)?)
    }

    /// Whether an offer may be taken. Who has seen it may take it, and whoever it is kept from may have it.
    pub(super) fn may_take(&self, offer: &Offer) -> Result<(), Option<Refusal>> {
        self.runs(offer)?;
        self.eligible(offer)?;
        self.rested(offer)?;
        self.may_claim(offer)?;
        Ok(self.is_left(offer)?)
    }

    /// Whether the customer is one of those left out. Nobody is for whom offers may not be chosen: what they are shown
    /// does not depend on who they are.
    pub(super) fn leaves_out(&self, offer: &Offer) -> bool {
        let own = |customer| offer.holdout.as_ref().is_some_and(|holdout| holdout.leaves_out(customer));
        self.personal
            && offer.kind == Kind::Proactive
            && (self.held_out || self.situation.customer.as_ref().is_some_and(own))
    }

    /// Why an offer is for the customer, or is not; `None` where it is for everyone.
    pub(super) fn because(&self, offer: &'s Offer) -> Option<Explanation<'s>> {
        match &offer.audience {
            Audience::Everyone => None,
            Audience::Customers(condition) => Some(condition.check(&self.facts)),
        }
    }

    /// The ranked ones that are listed, with what they are for, and the others.
    pub(super) fn part(&self, ranked: Vec<Ranked<'s>>) -> (Vec<Listed<'s>>, Vec<Withheld<'s>>) {
        let (mut listed, mut others) = (Vec::new(), Vec::new());
        for Ranked { offer, value, fate, .. } in ranked {
            match fate.refusal() {
                None => listed.push(Listed { offer, because: self.because(offer), value }),
                Some(refusal) => others.push(Withheld { offer, refusal, because: None }),
            }
        }
        (listed, others)
    }

    /// A refusal, with what was observed where that was not enough.
    pub(super) fn withheld(&self, offer: &'s Offer, refusal: Option<Refusal>) -> Withheld<'s> {
        let because = if refusal.is_none() { self.because(offer) } else { None };
        let first_failing = || because.as_ref().and_then(Explanation::first_failing);
        let not_eligible = || Refusal::NotEligible(first_failing().map(|finding| finding.to_string()));
        Withheld { offer, refusal: refusal.unwrap_or_else(not_eligible), because }
    }

    pub(super) fn tally(&self, offer: &OfferId) -> Tally {
        self.tallies.get(offer).copied().unwrap_or_default()
    }

    fn runs(&self, offer: &Offer) -> Result<(), Refusal> {
        let now = self.situation.now;
        match offer.validity {
            Validity { from: Some(from), .. } if now < from => Err(Refusal::NotYet(from)),
            Validity { until: Some(until), .. } if now >= until => Err(Refusal::Over(until)),
            Validity { .. } => Ok(()),
        }
    }

    fn eligible(&self, offer: &Offer) -> Result<(), Option<Refusal>> {
        match &offer.audience {
            Audience::Everyone => Ok(()),
            Audience::Customers(_) if self.situation.customer.is_none() => Err(Some(Refusal::Unknown)),
            Audience::Customers(condition) if condition.holds(&self.facts) => Ok(()),
            Audience::Customers(_) => Err(None),
        }
    }

    fn rested(&self, offer: &Offer) -> Result<(), Refusal> {
        match self.situation.is_resting(offer) {
            true => Err(Refusal::Declined(self.situation.rested(offer))),
            false => Ok(()),
        }
    }

    fn may_claim(&self, offer: &Offer) -> Result<(), Refusal> {
        let Situation { program, profile, now, .. } = *self.situation;
        if let Some(held) = profile.open_claim(&offer.id, now) {
            return Err(Refusal::Held(held.until));
        }
        let claims = profile.claims.iter().filter(|claim| claim.offer == offer.id && claim.counts(now));
        if claims.count() as u64 >= offer.caps.claims {
            return Err(Refusal::ClaimLimit(offer.caps.claims));
        }
        if offer.kind == Kind::Proactive && offer.voucher.is_some() && self.open_claims >= program.open_claims
        {
            return Err(Refusal::OpenClaims(program.open_claims));
        }
        Ok(())
    }

    fn is_left(&self, offer: &Offer) -> Result<(), Refusal> {
        if offer.stock.is_none() && offer.budget.is_none() {
            return Ok(());
        }
        let tally = self.tally(&offer.id);
        if offer.stock.is_some_and(|stock| tally.held >= stock) {
            return Err(Refusal::OutOfStock);
        }
        match offer.is_paced(&tally, &self.situation.program.zone, self.situation.now) {
            true => Err(Refusal::Paced),
            false => Ok(()),
        }
    }
}
