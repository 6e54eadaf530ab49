//! What choices taught, remembered for a day: nothing is added to it before the next.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{BrandId, OfferId};
use domain::program::Evidence;
use domain::time::Timestamp;

use super::StoreError;

type Evidences = BTreeMap<OfferId, Evidence>;

/// What was learnt, of each brand.
#[derive(Clone, Default)]
pub(super) struct Learnt(Arc<Mutex<BTreeMap<BrandId, (Timestamp, Evidences)>>>);

/// What is remembered when a day is asked about.
pub(super) enum Known {
    /// That day's, or somebody else is looking and this is all there is.
    Today(Evidences),
    /// Another day's: whoever is told so is to look.
    Before(Evidences),
    /// Nothing: whoever is told so is to look.
    Nothing,
}

impl Learnt {
    /// What is known of a day.
    pub(super) fn known(&self, brand: &BrandId, today: Timestamp) -> Known {
        let mut brands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match brands.get_mut(brand) {
            Some((day, known)) if *day == today => Known::Today(known.clone()),
            Some((day, known)) => {
                *day = today;
                Known::Before(known.clone())
            }
            None => {
                brands.insert(brand.clone(), (today, Evidences::new()));
                Known::Nothing
            }
        }
    }

    /// Keeps what was found; where nothing could be, the next one looks again.
    pub(super) fn keep(
        &self,
        brand: &BrandId,
        today: Timestamp,
        found: Result<Evidences, StoreError>,
    ) -> Result<Evidences, StoreError> {
        let mut brands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &found {
            Ok(found) => brands.insert(brand.clone(), (today, found.clone())),
            Err(_) => brands.remove(brand),
        };
        found
    }
}
