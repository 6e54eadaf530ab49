//! The table of invitations: a sum of the events, kept beside them in the same transaction, so that nobody's history
//! need be searched for who invited whom.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::person::Person;
use domain::referral::Invitation;
use domain::time::Timestamp;
use rusqlite::{Connection, params};

use super::failure::Failure;
use super::log;
use super::people::{self, Part, Parts};
use crate::memory::Memory;
use crate::store::row;

const CORRUPT: Failure = Failure::Corrupt("invitation");

/// Everything that is remembered of whoever goes by a name. For who has one, invited nobody, and was not invited, three
/// looks at an index more than their history.
pub(super) fn recall(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<Memory, Failure> {
    let person = people::parts(connection, brand, customer)?;
    let history = log::history_of(connection, brand, &person.parts)?;
    let (mut invitations, mut purchases) = (BTreeMap::new(), BTreeMap::new());
    for friend in friends(connection, brand, &person)? {
        let friend = people::parts(connection, brand, &friend)?;
        invitations.insert(friend.customer.clone(), invited(connection, brand, &friend)?);
        purchases.insert(friend.customer.clone(), bought(connection, brand, &friend)?);
    }
    let own = invited(connection, brand, &person)?;
    if !own.is_empty() {
        invitations.insert(person.customer.clone(), own);
    }
    let Person { customer, names } = person.person();
    Ok(Memory { customer, names, history, invitations, purchases })
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

/// Those whom a person invited, by their leading names.
fn friends(
    connection: &Connection,
    brand: &BrandId,
    person: &Parts,
) -> Result<BTreeSet<CustomerId>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT friend FROM invitations WHERE brand = ?1 AND inviter = ?2 AND at > ?3 AND at <= ?4",
    )?;
    let mut found = BTreeSet::new();
    for Part { name, after, until, .. } in person.proven() {
        let mut rows = select.query(params![brand.as_str(), name.as_str(), after, until])?;
        while let Some(row) = rows.next()? {
            let friend = CustomerId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
            found.insert(people::leading_at(connection, brand, friend, i64::MAX)?);
        }
    }
    found.remove(&person.customer);
    Ok(found)
}

/// The invitations that a person had, from each inviter by their leading name.
fn invited(connection: &Connection, brand: &BrandId, person: &Parts) -> Result<Vec<Invitation>, Failure> {
    let mut select =
        connection.prepare_cached("SELECT inviter, at FROM invitations WHERE brand = ?1 AND friend = ?2")?;
    let mut found = Vec::new();
    for Part { name, .. } in person.proven() {
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            let by = CustomerId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
            let by = people::leading_at(connection, brand, by, row.get(1)?)?;
            found.push(Invitation { at: row::instant(row.get(1)?).ok_or(CORRUPT)?, by });
        }
    }
    Ok(found)
}

/// The orders of a person, and what was given back of them.
fn bought(connection: &Connection, brand: &BrandId, person: &Parts) -> Result<Vec<Event>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact FROM events
         WHERE brand = ?1 AND customer = ?2 AND at > ?3 AND at <= ?4
           AND kind IN ('order_completed', 'order_refunded', 'order_cancelled')",
    )?;
    let mut found = Vec::new();
    for Part { name, after, until, .. } in person.proven() {
        let mut rows = select.query(params![brand.as_str(), name.as_str(), after, until])?;
        while let Some(row) = rows.next()? {
            found.push(log::event(row)?);
        }
    }
    Ok(found)
}

/// Who invited any of these, under whatever name of theirs.
pub(super) fn inviters(
    connection: &Connection,
    brand: &BrandId,
    friends: &BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, Failure> {
    let mut found = BTreeSet::new();
    let mut any = connection.prepare_cached("SELECT 1 FROM invitations WHERE brand = ?1 LIMIT 1")?;
    if !any.exists([brand.as_str()])? {
        return Ok(found);
    }
    let mut select =
        connection.prepare_cached("SELECT inviter FROM invitations WHERE brand = ?1 AND friend = ?2")?;
    for friend in friends {
        for name in people::bundle(connection, brand, friend)? {
            let mut rows = select.query([brand.as_str(), name.as_str()])?;
            while let Some(row) = rows.next()? {
                found.insert(log::named(row, 0)?);
            }
        }
    }
    Ok(found)
}
