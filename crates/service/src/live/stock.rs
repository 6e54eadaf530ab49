//! What is left of offers of which there are only so many.

use domain::offer::Offer;
use domain::program::{Program, Tallies};
use domain::time::Timestamp;

use crate::store::{Store, StoreError};

/// What was taken of a program's offers, at one time.
pub(crate) struct Stock<'p> {
    program: &'p Program,
    tallies: Tallies,
    at: Timestamp,
}

impl<'p> Stock<'p> {
    /// What is taken at `at`. Where there is enough of everything, nothing is counted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) async fn count(
        store: &dyn Store,
        program: &'p Program,
        at: Timestamp,
    ) -> Result<Self, StoreError> {
        let tallies = match limited(program).next() {
            None => Tallies::new(),
            Some(_) => {
                let today = program.zone.start(program.zone.day(at));
                store.tallies(&program.brand, at, today).await?
            }
        };
        Ok(Self { program, tallies, at })
    }

    /// Whether an offer is there again of which none was left `before`.
    pub(crate) fn is_back_since(&self, before: &Self) -> bool {
        limited(self.program).any(|offer| !before.has(offer) && self.has(offer))
    }

    fn has(&self, offer: &Offer) -> bool {
        let tally = self.tallies.get(&offer.id).copied().unwrap_or_default();
        offer.is_left(&tally, &self.program.zone, self.at)
    }
}

/// The offers of which there are only so many, in all or for a day.
pub(crate) fn limited(program: &Program) -> impl Iterator<Item = &Offer> {
    program.offers.iter().filter(|offer| offer.stock.is_some() || offer.budget.is_some())
}
