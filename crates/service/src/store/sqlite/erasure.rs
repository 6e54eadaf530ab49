//! Erasing a person from every table.

use std::collections::BTreeSet;

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::time::{Timestamp, Zone};
use rusqlite::{Connection, params};

use super::failure::Failure;
use super::people::Part;
use super::secret::Secret;
use super::{books, erased, log, people, sums};
use crate::store::care::{Erasure, Erasures, books as required};
use crate::store::row;

/// Tables that say of a customer what no sum does.
const THEIRS: [&str; 5] = ["sessions", "choices", "quarantine", "vouchers", "notices"];

/// Erases a person: everything that was kept or happened until `at`.
pub(super) fn erase(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
    at: Timestamp,
    zone: &Zone,
) -> Result<Erasure, Failure> {
    let traces = traces(connection, brand, people::parts(connection, brand, customer)?.parts)?;
    let events = take(connection, brand, &traces, at, zone)?;
    let secret = Secret::of(connection)?;
    let names: BTreeSet<&CustomerId> = traces.iter().map(|trace| &trace.name).collect();
    for name in &names {
        erased::keep(connection, brand, &secret.hash(brand, name)?, at)?;
    }
    Ok(Erasure { names: names.len(), events })
}

/// The erasures there were.
pub(super) fn list(connection: &Connection, brand: &BrandId) -> Result<Erasures, Failure> {
    let secret = Secret::of(connection)?.fingerprint();
    Ok(Erasures { secret, names: erased::list(connection, brand)? })
}

/// Takes a list of erasures over, so that what happened before is not taken in again; unless it is of another store.
pub(super) fn remember(
    connection: &Connection,
    brand: &BrandId,
    erasures: &Erasures,
) -> Result<bool, Failure> {
    if Secret::of(connection)?.fingerprint() != erasures.secret {
        return Ok(false);
    }
    for (name, at) in &erasures.names {
        erased::keep(connection, brand, name, *at)?;
    }
    Ok(true)
}

/// Of some names those that were erased, as of then, once more. The list has each of a person's names by itself.
pub(super) fn again(
    connection: &Connection,
    brand: &BrandId,
    names: &[CustomerId],
    zone: &Zone,
) -> Result<Erasure, Failure> {
    let (secret, mut done) = (Secret::of(connection)?, Erasure::default());
    for name in names {
        if let Some(at) = erased::when(connection, brand, &secret.hash(brand, name)?)? {
            let parts = people::parts(connection, brand, name)?.parts;
            let only = parts.into_iter().filter(|part| part.name == *name).collect();
            let events = take(connection, brand, &traces(connection, brand, only)?, at, zone)?;
            done.events += events;
            done.names += usize::from(events > 0);
        }
    }
    Ok(done)
}

/// The next names, after one, under which anything is kept.
pub(super) fn names(
    connection: &Connection,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<CustomerId>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT customer FROM (
             SELECT * FROM (SELECT DISTINCT customer FROM events
                 WHERE brand = ?1 AND customer > ?2 ORDER BY customer LIMIT ?3)
             UNION SELECT * FROM (SELECT DISTINCT customer FROM claims
                 WHERE brand = ?1 AND customer > ?2 ORDER BY customer LIMIT ?3)
             UNION SELECT * FROM (SELECT DISTINCT inviter FROM invitations
                 WHERE brand = ?1 AND inviter > ?2 ORDER BY inviter LIMIT ?3)
             UNION SELECT * FROM (SELECT DISTINCT customer FROM choices
                 WHERE brand = ?1 AND customer > ?2 ORDER BY customer LIMIT ?3)
         ) ORDER BY customer LIMIT ?3",
    )?;
    let (after, limit) = (after.map_or("", CustomerId::as_str), i64::try_from(limit).unwrap_or(i64::MAX));
    let mut rows = select.query(params![brand.as_str(), after, limit])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(log::named(row, 0)?);
    }
    Ok(names)
}

/// Where a person is to be found: all of their known names, and under the anonymous names they were identified by what
/// may have been theirs. What is surely somebody else's stays.
fn traces(connection: &Connection, brand: &BrandId, parts: Vec<Part>) -> Result<Vec<Part>, Failure> {
    let (known, anonymous): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| !part.name.is_anonymous());
    if known.is_empty() {
        return Ok(anonymous);
    }
    let known: BTreeSet<CustomerId> = known.into_iter().map(|part| part.name).collect();
    let mut identified: BTreeSet<CustomerId> = anonymous.into_iter().map(|part| part.name).collect();
    for name in &known {
        let facts = log::history(connection, brand, name)?;
        let names = facts.iter().filter_map(|event| event.fact.identifies(&event.customer));
        identified.extend(names.map(|(name, _)| name.clone()));
    }
    // By whatever was said last it may have been theirs, also where that was only asserted.
    let mut select = connection.prepare_cached(
        "SELECT owner, until, coalesce(asserted_since, since),
             CASE WHEN asserted_since IS NULL THEN NULL ELSE 0 END FROM names WHERE brand = ?1 AND name = ?2
         UNION ALL SELECT asserted_owner, asserted_until, asserted_since, 1 FROM names
         WHERE brand = ?1 AND name = ?2 AND asserted_since IS NOT NULL",
    )?;
    let mut traces = Vec::new();
    for name in identified {
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            let owner: String = row.get(0)?;
            let theirs = known.iter().any(|name| name.as_str() == owner);
            let after = if theirs { i64::MIN } else { row.get(1)? };
            traces.push(Part {
                after,
                until: row.get(2)?,
                behaviour: row.get(3)?,
                ..Part::whole(name.clone())
            });
        }
    }
    traces.extend(known.into_iter().map(Part::whole));
    Ok(traces)
}

/// Takes out of every table what is of some names, or names them, and sums up what is left. Says how many events it was.
fn take(
    connection: &Connection,
    brand: &BrandId,
    traces: &[Part],
    at: Timestamp,
    zone: &Zone,
) -> Result<usize, Failure> {
    let (mut theirs, mut others) = (Vec::new(), 0);
    let mut touched: BTreeSet<CustomerId> = traces.iter().map(|trace| trace.name.clone()).collect();
    thoroughly(connection, |db| {
        for trace in traces {
            for event in log::history_of(db, brand, std::slice::from_ref(trace))? {
                if remove(db, brand, &event, at)? {
                    touched.extend(erased::named(&event.fact).cloned());
                    theirs.push(event);
                }
            }
            for table in THEIRS {
                db.prepare_cached(&format!("DELETE FROM {table} WHERE brand = ?1 AND customer = ?2"))?
                    .execute([brand.as_str(), trace.name.as_str()])?;
            }
        }
        for trace in traces.iter().filter(|trace| trace.until == i64::MAX) {
            for event in naming(db, brand, &trace.name)? {
                if remove(db, brand, &event, at)? {
                    touched.insert(event.customer);
                    others += 1;
                }
            }
        }
        sums::mend(db, brand, &touched)
    })?;
    books::add(connection, brand, &required(&theirs, zone))?;
    Ok(theirs.len() + others)
}

/// The events of others that name somebody.
fn naming(connection: &Connection, brand: &BrandId, name: &CustomerId) -> Result<Vec<Event>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact FROM events
         WHERE brand = ?1 AND coalesce(fact ->> 'friend', fact ->> 'anonymous', fact ->> 'other') = ?2
             AND kind IN ('friend_invited', 'identified', 'merged', 'unmerged')",
    )?;
    let mut rows = select.query([brand.as_str(), name.as_str()])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(log::event(row)?);
    }
    Ok(events)
}

/// Removes an event that was kept, or happened, until an instant.
fn remove(connection: &Connection, brand: &BrandId, event: &Event, at: Timestamp) -> Result<bool, Failure> {
    let mut delete = connection.prepare_cached(
        "DELETE FROM events WHERE brand = ?1 AND customer = ?2 AND id = ?3 AND (received <= ?4 OR at <= ?4)",
    )?;
    let key = params![brand.as_str(), event.customer.as_str(), event.id.as_str(), row::micros(at)];
    Ok(delete.execute(key)? > 0)
}

/// Does work whose deletions are overwritten in the file, and not only let go of.
pub(super) fn thoroughly<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let overwrite =
        |how: &str| connection.query_row(&format!("PRAGMA secure_delete = {how}"), [], |_| Ok(()));
    overwrite("on")?;
    let done = work(connection);
    overwrite("fast")?;
    done
}
