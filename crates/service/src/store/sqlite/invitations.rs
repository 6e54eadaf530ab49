//! The table of invitations: a sum of the events, kept beside them in the same transaction, so that nobody's history
//! need be searched for who invited whom.

use std::collections::BTreeMap;

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::referral::Invitation;
use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::failure::Failure;
use super::log;
use crate::memory::Memory;
use crate::store::row;

/// Everything that is remembered of a customer. For who invited nobody, and was not invited, one look at the index
/// more than their history.
pub(super) fn recall(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<Memory, Failure> {
    let history = log::history(connection, brand, customer)?;
    let invitations = around(connection, brand, customer)?;
    let purchases = match invitations.keys().any(|invited| invited != customer) {
        true => purchases(connection, brand, customer)?,
        false => BTreeMap::new(),
    };
    Ok(Memory { customer: customer.clone(), history, invitations, purchases })
}

/// Keeps an invitation; of several of the same friend by the same customer, the earliest.
pub(super) fn keep(
    connection: &Connection,
    brand: &BrandId,
    inviter: &CustomerId,
    friend: &CustomerId,
    at: Timestamp,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO invitations (brand, friend, inviter, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (brand, friend, inviter) DO UPDATE SET at = min(at, excluded.at)",
        )?
        .execute(params![brand.as_str(), friend.as_str(), inviter.as_str(), row::micros(at)])?;
    Ok(())
}

/// The invitations of a customer, and all invitations of those they invited.
fn around(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<BTreeMap<CustomerId, Vec<Invitation>>, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("invitation");
    let mut select = connection.prepare_cached(
        "SELECT friend, inviter, at FROM invitations WHERE brand = ?1 AND friend IN
             (SELECT ?2 UNION ALL SELECT friend FROM invitations WHERE brand = ?1 AND inviter = ?2)",
    )?;
    let mut rows = select.query([brand.as_str(), customer.as_str()])?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    while let Some(row) = rows.next()? {
        let friend = CustomerId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
        let by = CustomerId::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?;
        let at = row::instant(row.get(2)?).ok_or(CORRUPT)?;
        found.entry(friend).or_default().push(Invitation { at, by });
    }
    Ok(found)
}

/// The orders of everybody a customer invited, and what was given back of them.
fn purchases(
    connection: &Connection,
    brand: &BrandId,
    inviter: &CustomerId,
) -> Result<BTreeMap<CustomerId, Vec<Event>>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact FROM events
         WHERE brand = ?1 AND customer IN (SELECT friend FROM invitations WHERE brand = ?1 AND inviter = ?2)
           AND kind IN ('order_completed', 'order_refunded', 'order_cancelled')",
    )?;
    let mut rows = select.query([brand.as_str(), inviter.as_str()])?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    while let Some(row) = rows.next()? {
        let event = log::event(row)?;
        found.entry(event.customer.clone()).or_default().push(event);
    }
    Ok(found)
}
