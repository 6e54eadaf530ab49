//! The table of claims: a sum of the events, kept beside them in the same transaction, so that counting what is taken
//! need not replay every history. Two tables of counts follow it by triggers.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Fact;
use domain::id::{BrandId, CustomerId, OfferId};
use domain::profile::{ClaimState, Profile};
use domain::program::Tallies;
use domain::time::Timestamp;
use rusqlite::{Connection, Statement, ToSql, params};

use super::failure::Failure;
use super::log;
use super::people::{self, Part};
use crate::store::row;

/// The quarter of an hour in which counts are kept of what was made: every zone's days begin with one.
const QUARTER: i64 = 15 * 60 * 1_000_000;

/// Writes the claims anew of whoever goes by a name, as the domain sums them up from all that happened under any of their
/// names: what nobody may call theirs takes from the stock all the same.
pub(super) fn sum_up(connection: &Connection, brand: &BrandId, customer: &CustomerId) -> Result<(), Failure> {
    let names = people::bundle(connection, brand, customer)?;
    let mut clear = connection.prepare_cached("DELETE FROM claims WHERE brand = ?1 AND customer = ?2")?;
    for name in &names {
        clear.execute([brand.as_str(), name.as_str()])?;
    }
    let whole: Vec<Part> = names.into_iter().map(Part::whole).collect();
    let events = log::history_of(connection, brand, &whole)?;
    let mut made = BTreeMap::new();
    for event in &events {
        if let Fact::OfferReserved { claim, .. } | Fact::OfferClaimed { claim, .. } = &event.fact {
            let first = made.entry(claim.clone()).or_insert((event.at, event.customer.clone()));
            *first = first.clone().min((event.at, event.customer.clone()));
        }
    }
    let end = Timestamp::MAX;
    let profile = Profile::as_of(end, events);
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO claims (brand, customer, claim, offer, taken_until, made)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for claim in &profile.claims {
        let taken_until = match claim.state(end) {
            ClaimState::Reserved(until) | ClaimState::Claimed(until) | ClaimState::Expired(until) => {
                row::micros(until)
            }
            ClaimState::Redeemed(_) => i64::MAX,
            ClaimState::Released(_) => i64::MIN,
        };
        let Some((_, customer)) = made.get(&claim.id) else { continue };
        let (name, offer, at) = (claim.id.as_str(), claim.offer.as_str(), row::micros(claim.at));
        insert.execute(params![brand.as_str(), customer.as_str(), name, offer, taken_until, at])?;
    }
    Ok(())
}

/// How many claims of some names were redeemed, by offer.
pub(super) fn redeemed(
    connection: &Connection,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<BTreeMap<String, i64>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT offer FROM claims WHERE brand = ?1 AND customer = ?2 AND taken_until = 9223372036854775807",
    )?;
    let mut redeemed = BTreeMap::new();
    for name in names {
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            *redeemed.entry(row.get(0)?).or_default() += 1;
        }
    }
    Ok(redeemed)
}

/// Keeps that so many more are redeemed, of which the log does not tell any more.
pub(super) fn keep_redeemed(
    connection: &Connection,
    brand: &BrandId,
    gone: BTreeMap<String, i64>,
) -> Result<(), Failure> {
    let mut add = connection.prepare_cached(
        "INSERT INTO redeemed (brand, offer, claims) VALUES (?1, ?2, ?3)
         ON CONFLICT (brand, offer) DO UPDATE SET claims = claims + excluded.claims",
    )?;
    for (offer, claims) in gone {
        add.execute(params![brand.as_str(), offer, claims])?;
    }
    Ok(())
}

/// How many claims on each offer count at `now`, and how many of them were made since `today`. A claim made a moment
/// after `now` by someone whose turn came earlier counts too: it has been promised.
pub(super) fn tallies(
    connection: &Connection,
    brand: &BrandId,
    now: Timestamp,
    today: Timestamp,
) -> Result<Tallies, Failure> {
    let (brand, now, today) = (brand.as_str(), row::micros(now), row::micros(today) / QUARTER);
    let mut tallies = Tallies::new();
    let mut held = connection.prepare_cached(
        "SELECT offer, sum(claims) FROM (
             SELECT offer, claims FROM claims_held WHERE brand = ?1 AND taken_until > ?2
             UNION ALL SELECT offer, claims FROM redeemed WHERE brand = ?1
         ) GROUP BY offer",
    )?;
    count(&mut held, &[&brand, &now], |offer, claims| tallies.entry(offer).or_default().held = claims)?;
    let mut made = connection.prepare_cached(
        "SELECT offer, sum(claims) FROM claims_made
         WHERE brand = ?1 AND made >= ?3 AND taken_until > ?2 GROUP BY offer",
    )?;
    count(&mut made, &[&brand, &now, &today], |offer, claims| {
        tallies.entry(offer).or_default().today = claims;
    })?;
    Ok(tallies)
}

/// The offers of which a claim ran out after an instant and until another.
pub(super) fn ran_out(
    connection: &Connection,
    brand: &BrandId,
    after: Timestamp,
    until: Timestamp,
) -> Result<BTreeSet<OfferId>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT offer FROM claims_held WHERE brand = ?1 AND taken_until > ?2 AND taken_until <= ?3",
    )?;
    let mut rows = select.query(params![brand.as_str(), row::micros(after), row::micros(until)])?;
    let mut offers = BTreeSet::new();
    while let Some(row) = rows.next()? {
        offers.insert(OfferId::new(row.get::<_, String>(0)?).map_err(|_| Failure::Corrupt("claim"))?);
    }
    Ok(offers)
}

fn count(
    select: &mut Statement<'_>,
    of: &[&dyn ToSql],
    mut found: impl FnMut(OfferId, u64),
) -> Result<(), Failure> {
    let mut rows = select.query(of)?;
    while let Some(row) = rows.next()? {
        let offer = OfferId::new(row.get::<_, String>(0)?).map_err(|_| Failure::Corrupt("claim"))?;
        found(offer, row.get::<_, i64>(1)?.unsigned_abs());
    }
    Ok(())
}
