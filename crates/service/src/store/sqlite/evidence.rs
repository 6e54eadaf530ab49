//! What choices teach: of the customers an offer was given, and of those it was not, how many bought.

use std::collections::BTreeMap;

use domain::id::{BrandId, CustomerId, OfferId};
use domain::profile::Profile;
use domain::program::{Arm, Evidence};
use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::failure::Failure;
use super::log;
use crate::store::row;

type Evidences = BTreeMap<OfferId, Evidence>;

/// Counts each customer once for an offer, by the first choice there was: on which side chance put them, and whether
/// they bought, and kept, something while it was looked for. Choices that are still looked on do not count yet.
pub(super) fn of(connection: &Connection, brand: &BrandId, today: Timestamp) -> Result<Evidences, Failure> {
    // Beside an aggregate of `min`, the other columns are those of its row. Who ordered at all is found here; whether
    // they kept it is left to the domain. What was chosen while it is in doubt who it was for teaches nothing.
    let mut select = connection.prepare_cached(
        "SELECT offer, person, at, looked_until, shown, EXISTS (
             SELECT 1 FROM events WHERE brand = ?1 AND kind = 'order_completed'
                 AND events.at >= first.at AND events.at < looked_until AND customer IN (
                     SELECT first.person UNION ALL SELECT name FROM names WHERE brand = ?1 AND leading = first.person
                 )
         )
         FROM (
             SELECT offer, CASE WHEN until >= at THEN leading ELSE customer END AS person,
                 min(at) AS at, looked_until, shown
             FROM choices LEFT JOIN names ON names.brand = ?1 AND name = customer
             WHERE choices.brand = ?1 AND looked_until <= ?2 AND (name IS NULL OR until >= at OR since < at)
             GROUP BY 1, 2
         ) AS first",
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
