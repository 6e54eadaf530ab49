//! A customer takes an offer, gives it back, or says it is not for them. Each is decided here and becomes an event.

use crate::decision::{Refusal, Situation};
use crate::event::Fact;
use crate::id::{ClaimId, OfferId};
use crate::offer::Offer;
use crate::program::Taken;
use crate::time::plus;

/// What came of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Claimed {
    /// A new claim; this is the fact to append.
    New(Fact),
    /// The customer already holds one that can be used.
    Held(ClaimId),
}

/// Why an act on an offer is refused.
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
}

impl Situation<'_> {
    /// Decides whether the customer may take an offer now, under the name `claim`.
    ///
    /// # Errors
    /// See [`ActError`].
    pub fn claim(&self, offer: &OfferId, taken: &Taken, claim: ClaimId) -> Result<Claimed, ActError> {
        let offer = self.known(offer)?;
        if let Some(open) = self.profile.open_claim(&offer.id, self.now) {
            return Ok(Claimed::Held(open.id.clone()));
        }
        let voucher = offer.voucher.ok_or_else(|| ActError::NothingToClaim(offer.id.clone()))?;
        if let Err(refusal) = self.consider(offer, taken) {
            return Err(ActError::NotOffered(offer.id.clone(), refusal));
        }
        let zone = &self.program.zone;
        let until = zone.end(plus(zone.day(self.now), voucher.valid_days));
        Ok(Claimed::New(Fact::OfferClaimed {
            claim,
            offer: offer.id.clone(),
            until,
            terms: offer.words.clone(),
        }))
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
            (Some(claim), Some(declined)) if *declined < claim.at => {
                Ok(Fact::ClaimReleased { claim: claim.id.clone() })
            }
            (_, Some(_)) => Ok(Fact::OfferRestored { offer: offer.id.clone() }),
            (Some(claim), None) => Ok(Fact::ClaimReleased { claim: claim.id.clone() }),
            (None, None) => Err(ActError::NothingToUndo(offer.id.clone())),
        }
    }

    fn known(&self, offer: &OfferId) -> Result<&Offer, ActError> {
        self.program.offer(offer).ok_or_else(|| ActError::UnknownOffer(offer.clone()))
    }
}
