//! What choices teach: of the customers an offer was given, and of those it was not, how many bought.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{BrandId, CustomerId, OfferId};
use domain::profile::Profile;
use domain::program::{Arm, Evidence};
use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::failure::Failure;
use super::log;
use crate::store::{StoreError, row};

type Evidences = BTreeMap<OfferId, Evidence>;

/// Counts each customer once for an offer, by the first choice there was: on which side chance put them, and whether
/// they bought, and kept, something while it was looked for. Choices that are still looked on do not count yet.
pub(super) fn of(connection: &Connection, brand: &BrandId, today: Timestamp) -> Result<Evidences, Failure> {
    // Beside an aggregate of `min`, the other columns are those of its row. Who ordered at all is found here; whether
    // they kept it is left to the domain.
    let mut select = connection.prepare_cached(
        "SELECT offer, customer, at, looked_until, shown, EXISTS (
             SELECT 1 FROM events WHERE brand = ?1 AND customer = first.customer AND kind = 'order_completed'
                 AND events.at >= first.at AND events.at < looked_until
         )
         FROM (SELECT offer, customer, min(at) AS at, looked_until, shown FROM choices
               WHERE brand = ?1 AND looked_until <= ?2 GROUP BY offer, customer) AS first",
    )?;
    let mut rows = select.query(params![brand.as_str(), row::micros(today)])?;
    let mut found = Evidences::new();
    while let Some(row) = rows.next()? {
        const CORRUPT: Failure = Failure::Corrupt("choice");
        let offer = OfferId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
        let (at, until) = (row.get(2)?, row.get(3)?);
        let bought = row.get(5)? && {
            let customer = CustomerId::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?;
            let profile = Profile::as_of(today, log::history(connection, brand, &customer)?);
            profile.orders.iter().any(|order| (at..until).contains(&row::micros(order.at)))
        };
        let evidence = found.entry(offer).or_default();
        let arm: &mut Arm = if row.get(4)? { &mut evidence.given } else { &mut evidence.held_out };
        arm.customers += 1;
        arm.bought += u64::from(bought);
    }
    Ok(found)
}

/// What was learnt, kept for a day: nothing is added to it before the next.
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
