//! A customer takes an offer, gives it back, or says it is not for them; a till accepts what they took. Each is decided
//! here and becomes an event.
//!
//! A claim is reserved for a while, then claimed, with its terms frozen, then redeemed, expired or released. Most claims
//! are reserved and confirmed in one step.

use std::time::Duration;

use crate::benefit::BenefitError;
use crate::decision::{Refusal, Situation};
use crate::event::Fact;
use crate::id::{ClaimId, OfferId};
use crate::offer::Offer;
use crate::profile::{Claim, ClaimState};
use crate::program::Tallies;
use crate::time::{Timestamp, plus};

/// What came of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Claimed {
    /// A new claim, or a step further with one; this is the fact to append.
    New(Fact),
    /// The customer already holds one that is as far.
    Held(ClaimId),
}

/// Why an act on an offer or a claim is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ActError {
    /// The program has no such offer.
    #[error("there is no offer `{0}`")]
    UnknownOffer(OfferId),
    /// The offer is a link, with nothing to claim.
    #[error("offer `{0}` has no voucher to claim")]
    NothingToClaim(OfferId),
    /// The offer is not for this customer now.
    #[error("offer `{0}` cannot be claimed")]
    NotOffered(OfferId, Refusal),
    /// There is nothing to take back.
    #[error("there is no act on offer `{0}` to undo")]
    NothingToUndo(OfferId),
    /// The customer has no such claim.
    #[error("there is no claim `{0}`")]
    UnknownClaim(ClaimId),
    /// Another claim of the customer's has this name.
    #[error("there is already a claim `{0}`")]
    NameUsed(ClaimId),
    /// The claim is only set aside, and must be confirmed first.
    #[error("claim `{0}` has not been confirmed")]
    Unconfirmed(ClaimId),
    /// A benefit cannot be used.
    #[error(transparent)]
    Benefit(#[from] BenefitError),
    /// The claim has come to an end, and this is how.
    #[error("claim `{0}` has ended")]
    Ended(ClaimId, ClaimState),
}

impl Situation<'_> {
    /// Sets an offer aside for so long, under the name `claim`: it takes one from the stock until then, and
    /// [`Situation::confirm`] makes it the customer's. A name whose reservation ran out may be used again.
    ///
    /// # Errors
    /// [`ActError::NameUsed`], and why the offer cannot be claimed.
    pub fn reserve(
        &self,
        offer: &OfferId,
        tallies: &Tallies,
        claim: ClaimId,
        hold: Duration,
    ) -> Result<Claimed, ActError> {
        let offer = self.known(offer)?;
        if let Some(open) = self.profile.open_claim(&offer.id, self.now) {
            return Ok(Claimed::Held(open.id.clone()));
        }
        let ran_out =
            |known: &Claim| known.offer == offer.id && !known.counts(self.now) && known.outcome.is_none();
        if self.named(&claim).is_some_and(|known| !ran_out(known)) {
            return Err(ActError::NameUsed(claim));
        }
        self.offered(offer, tallies)?;
        let until = self.now.saturating_add(hold).unwrap_or(Timestamp::MAX);
        Ok(Claimed::New(Fact::OfferReserved { claim, offer: offer.id.clone(), until }))
    }

    /// Makes what was set aside the customer's: the words of the offer as they are now bind the brand until the claim
    /// ends. Nothing else is asked again, for what is set aside is promised.
    ///
    /// # Errors
    /// [`ActError::UnknownClaim`], [`ActError::Ended`] where its time ran out or it was given back, and
    /// [`ActError::UnknownOffer`] or [`ActError::NothingToClaim`] where the program has changed since.
    pub fn confirm(&self, claim: &ClaimId) -> Result<Claimed, ActError> {
        let claim = self.claimed(claim)?;
        match claim.state(self.now) {
            ClaimState::Reserved(_) => self.promise(self.known(&claim.offer)?, claim.id.clone()),
            ClaimState::Claimed(_) => Ok(Claimed::Held(claim.id.clone())),
            ended => Err(ActError::Ended(claim.id.clone(), ended)),
        }
    }

    /// Decides whether the customer may take an offer now, under the name `claim`: reserves and confirms in one step.
    /// Who had it set aside gets that, under the name it has.
    ///
    /// # Errors
    /// See [`ActError`].
    pub fn claim(&self, offer: &OfferId, tallies: &Tallies, claim: ClaimId) -> Result<Claimed, ActError> {
        let offer = self.known(offer)?;
        if let Some(open) = self.profile.open_claim(&offer.id, self.now) {
            return self.confirm(&open.id);
        }
        if self.named(&claim).is_some() {
            return Err(ActError::NameUsed(claim));
        }
        self.offered(offer, tallies)?;
        self.promise(offer, claim)
    }

    /// Gives a claim back: nothing new where it was given back before or its time has run out.
    ///
    /// # Errors
    /// [`ActError::UnknownClaim`], and [`ActError::Ended`] where it was redeemed.
    pub fn release(&self, claim: &ClaimId) -> Result<Option<Fact>, ActError> {
        let claim = self.claimed(claim)?;
        match claim.state(self.now) {
            ClaimState::Reserved(_) | ClaimState::Claimed(_) => Ok(Some(released(claim))),
            ClaimState::Expired(_) | ClaimState::Released(_) => Ok(None),
            redeemed @ ClaimState::Redeemed(_) => Err(ActError::Ended(claim.id.clone(), redeemed)),
        }
    }

    /// Accepts a claim at a till: once.
    ///
    /// # Errors
    /// [`ActError::UnknownClaim`], [`ActError::Unconfirmed`] where it is only set aside, and [`ActError::Ended`] where
    /// it was redeemed before, given back, or its time has run out.
    pub fn redeem(&self, claim: &ClaimId) -> Result<Fact, ActError> {
        let claim = self.claimed(claim)?;
        match claim.state(self.now) {
            ClaimState::Claimed(_) => Ok(Fact::VoucherRedeemed { claim: claim.id.clone() }),
            ClaimState::Reserved(_) => Err(ActError::Unconfirmed(claim.id.clone())),
            ended => Err(ActError::Ended(claim.id.clone(), ended)),
        }
    }

    /// Decides what "not for me" means: nothing new where it was said before.
    ///
    /// # Errors
    /// [`ActError::UnknownOffer`].
    pub fn decline(&self, offer: &OfferId) -> Result<Option<Fact>, ActError> {
        let offer = self.known(offer)?;
        Ok((!self.is_resting(offer)).then(|| Fact::OfferDeclined { offer: offer.id.clone() }))
    }

    /// Takes back what the customer last did with an offer: an open claim is given back, a "not for me" forgotten.
    ///
    /// # Errors
    /// [`ActError::UnknownOffer`], and [`ActError::NothingToUndo`] where there is neither.
    pub fn undo(&self, offer: &OfferId) -> Result<Fact, ActError> {
        let offer = self.known(offer)?;
        let declined = self.profile.declined.get(&offer.id).filter(|_| self.is_resting(offer));
        match (self.profile.open_claim(&offer.id, self.now), declined) {
            // What rests cannot be claimed, so of two acts at one instant the claim came first.
            (Some(claim), Some(declined)) if *declined < claim.at => Ok(released(claim)),
            (_, Some(_)) => Ok(Fact::OfferRestored { offer: offer.id.clone() }),
            (Some(claim), None) => Ok(released(claim)),
            (None, None) => Err(ActError::NothingToUndo(offer.id.clone())),
        }
    }

    fn known(&self, offer: &OfferId) -> Result<&Offer, ActError> {
        self.program.offer(offer).ok_or_else(|| ActError::UnknownOffer(offer.clone()))
    }

    fn claimed(&self, claim: &ClaimId) -> Result<&Claim, ActError> {
        self.named(claim).ok_or_else(|| ActError::UnknownClaim(claim.clone()))
    }

    fn named(&self, claim: &ClaimId) -> Option<&Claim> {
        self.profile.claims.iter().find(|known| known.id == *claim)
    }

    fn offered(&self, offer: &Offer, tallies: &Tallies) -> Result<(), ActError> {
        if offer.voucher.is_none() {
            return Err(ActError::NothingToClaim(offer.id.clone()));
        }
        self.may_take(offer, tallies).map_err(|refusal| ActError::NotOffered(offer.id.clone(), refusal))
    }

    fn promise(&self, offer: &Offer, claim: ClaimId) -> Result<Claimed, ActError> {
        let voucher = offer.voucher.ok_or_else(|| ActError::NothingToClaim(offer.id.clone()))?;
        let zone = &self.program.zone;
        let until = zone.end(plus(zone.day(self.now), voucher.valid_days));
        let (offer, terms) = (offer.id.clone(), offer.words.clone());
        Ok(Claimed::New(Fact::OfferClaimed { claim, offer, until, terms }))
    }
}

fn released(claim: &Claim) -> Fact {
    Fact::ClaimReleased { claim: claim.id.clone() }
}
