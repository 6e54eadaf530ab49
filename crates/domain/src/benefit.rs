//! A customer uses what their tier gives. It is decided here and becomes an event.

use crate::decision::Situation;
use crate::event::Fact;
use crate::id::{BenefitId, TierId};
use crate::tier::Limit;
use crate::time::Date;

/// Why a benefit cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BenefitError {
    /// No tier of the program gives it.
    #[error("there is no benefit `{0}`")]
    Unknown(BenefitId),
    /// It is for known customers only.
    #[error("benefit `{0}` is for customers who are known")]
    Nobody(BenefitId),
    /// The customer's tier is too low.
    #[error("benefit `{benefit}` is given from tier `{from}` on")]
    NotGiven {
        /// The benefit.
        benefit: BenefitId,
        /// The lowest tier that gives it.
        from: TierId,
    },
    /// It was used as often as it may be.
    #[error("benefit `{benefit}` was used as often as it may be, and can be again from {again}")]
    UsedUp {
        /// The benefit.
        benefit: BenefitId,
        /// How often it may be.
        limit: Limit,
        /// The first day on which it can be used again, if the tier is then still held.
        again: Date,
    },
}

impl Situation<'_> {
    /// Decides whether the customer may use a benefit now. The fact to append holds whatever becomes of the tier.
    ///
    /// # Errors
    /// See [`BenefitError`].
    pub fn use_benefit(&self, benefit: &BenefitId) -> Result<Fact, BenefitError> {
        let unknown = || BenefitError::Unknown(benefit.clone());
        let (from, _) = self.program.ladder.giver(benefit).ok_or_else(unknown)?;
        if self.customer.is_none() {
            return Err(BenefitError::Nobody(benefit.clone()));
        }
        let today = self.program.zone.day(self.now);
        let allowance = self
            .standing
            .allowance(self.program, self.profile, benefit, today)
            .ok_or_else(|| BenefitError::NotGiven { benefit: benefit.clone(), from: from.id.clone() })?;
        match allowance.limited {
            Some((limit, 0, again)) => Err(BenefitError::UsedUp { benefit: benefit.clone(), limit, again }),
            _ => Ok(Fact::BenefitUsed { benefit: benefit.clone() }),
        }
    }
}
