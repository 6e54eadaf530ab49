//! The table of claims: a sum of the events, kept beside them in the same transaction, so that counting what is taken
//! need not replay every history.

use domain::id::{BrandId, CustomerId, OfferId};
use domain::profile::{Outcome, Profile};
use domain::program::Taken;
use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::events;
use super::failure::Failure;
use crate::store::row;

/// Writes a customer's claims anew, as the domain sums them up from all that happened.
pub(super) fn sum_up(connection: &Connection, brand: &BrandId, customer: &CustomerId) -> Result<(), Failure> {
    let profile = Profile::as_of(Timestamp::MAX, events::history(connection, brand, customer)?);
    connection
        .prepare_cached("DELETE FROM claims WHERE brand = ?1 AND customer = ?2")?
        .execute([brand.as_str(), customer.as_str()])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO claims (brand, customer, claim, offer, taken_until) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for claim in &profile.claims {
        let taken_until = match claim.outcome {
            None => row::micros(claim.until),
            Some(Outcome::Redeemed(_)) => i64::MAX,
            Some(Outcome::Released(_)) => i64::MIN,
        };
        let (name, offer) = (claim.id.as_str(), claim.offer.as_str());
        insert.execute(params![brand.as_str(), customer.as_str(), name, offer, taken_until])?;
    }
    Ok(())
}

/// How many claims on each offer count at `now`. A claim made a moment after `now` by someone whose turn came
/// earlier counts too: it has been promised.
pub(super) fn taken(connection: &Connection, brand: &BrandId, now: Timestamp) -> Result<Taken, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT offer, count(*) FROM claims WHERE brand = ?1 AND taken_until > ?2 GROUP BY offer",
    )?;
    let mut rows = select.query(params![brand.as_str(), row::micros(now)])?;
    let mut taken = Taken::new();
    while let Some(row) = rows.next()? {
        let offer = OfferId::new(row.get::<_, String>(0)?).map_err(|_| Failure::Corrupt("claim"))?;
        let count: i64 = row.get(1)?;
        taken.insert(offer, count.unsigned_abs());
    }
    Ok(taken)
}
