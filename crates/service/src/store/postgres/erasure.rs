//! Erasing a person from every table.

use std::collections::BTreeSet;

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::time::{Timestamp, Zone};

use super::connections::Lent;
use super::failure::Failure;
use super::locks::{self, Lock};
use super::people::Part;
use super::secret::Secret;
use super::{audit, books, erased, log, people, sums};
use crate::store::care::{Erasure, Erasures, books as required};
use crate::store::{Actor, Deed, Noted, row};

/// What says of a customer what no sum does.
const THEIRS: [&str; 5] = [
    "DELETE FROM sessions WHERE brand = $1 AND customer = $2",
    "DELETE FROM choices WHERE brand = $1 AND customer = $2",
    "DELETE FROM quarantine WHERE brand = $1 AND customer = $2",
    "DELETE FROM vouchers WHERE brand = $1 AND customer = $2",
    "DELETE FROM notices WHERE brand = $1 AND customer = $2",
];

/// Erases a person: everything that was kept or happened until `at`.
pub(super) async fn erase(
    db: &mut Lent,
    brand: &BrandId,
    customer: &CustomerId,
    at: Timestamp,
    zone: &Zone,
    actor: Actor,
) -> Result<Erasure, Failure> {
    db.begin().await?;
    locks::people(db, brand, Lock::Alone).await?;
    let done = wipe(db, brand, customer, at, zone).await?;
    let details = format!("{} names, {} events", done.names, done.events);
    let entry = Noted { at, actor, deed: Deed::Erase, subject: Some(customer.clone()), details };
    audit::note(db, brand, &entry).await?;
    db.commit().await?;
    Ok(done)
}

/// The same, while nobody else learns who a brand's people are.
pub(super) async fn wipe(
    db: &mut Lent,
    brand: &BrandId,
    customer: &CustomerId,
    at: Timestamp,
    zone: &Zone,
) -> Result<Erasure, Failure> {
    let parts = people::parts(db, brand, customer).await?.parts;
    let traces = traces(db, brand, parts).await?;
    let events = take(db, brand, &traces, at, zone).await?;
    let secret = Secret::of(db).await?;
    let names: BTreeSet<&CustomerId> = traces.iter().map(|trace| &trace.name).collect();
    for name in &names {
        erased::keep(db, brand, &secret.hash(brand, name)?, at).await?;
    }
    Ok(Erasure { names: names.len(), events })
}

/// The erasures there were.
pub(super) async fn list(db: &mut Lent, brand: &BrandId) -> Result<Erasures, Failure> {
    let secret = Secret::of(db).await?.fingerprint();
    Ok(Erasures { secret, names: erased::list(db, brand).await? })
}

/// Takes a list of erasures over, so that what happened before is not taken in again; unless it is of another store.
pub(super) async fn remember(db: &mut Lent, brand: &BrandId, erasures: &Erasures) -> Result<bool, Failure> {
    if Secret::of(db).await?.fingerprint() != erasures.secret {
        return Ok(false);
    }
    db.begin().await?;
    for (name, at) in &erasures.names {
        erased::keep(db, brand, name, *at).await?;
    }
    db.commit().await?;
    Ok(true)
}

/// Of some names those that were erased, as of then, once more. The list has each of a person's names by itself.
pub(super) async fn again(
    db: &mut Lent,
    brand: &BrandId,
    names: &[CustomerId],
    zone: &Zone,
) -> Result<Erasure, Failure> {
    let (secret, mut done) = (Secret::of(db).await?, Erasure::default());
    for name in names {
        if let Some(at) = erased::when(db, brand, &secret.hash(brand, name)?).await? {
            db.begin().await?;
            locks::people(db, brand, Lock::Alone).await?;
            let parts = people::parts(db, brand, name).await?.parts;
            let only = parts.into_iter().filter(|part| part.name == *name).collect();
            let only = traces(db, brand, only).await?;
            let events = take(db, brand, &only, at, zone).await?;
            db.commit().await?;
            done.events += events;
            done.names += usize::from(events > 0);
        }
    }
    Ok(done)
}

/// The next names, after one, under which anything is kept.
pub(super) async fn names(
    db: &mut Lent,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<CustomerId>, Failure> {
    let sql = "SELECT customer FROM (
                   (SELECT customer FROM customers
                    WHERE brand = $1 AND customer > $2 ORDER BY customer LIMIT $3)
                   UNION (SELECT DISTINCT customer FROM claims
                    WHERE brand = $1 AND customer > $2 ORDER BY customer LIMIT $3)
                   UNION (SELECT DISTINCT inviter FROM invitations
                    WHERE brand = $1 AND inviter > $2 ORDER BY inviter LIMIT $3)
                   UNION (SELECT DISTINCT customer FROM choices
                    WHERE brand = $1 AND customer > $2 ORDER BY customer LIMIT $3)
               ) AS kept ORDER BY customer LIMIT $3";
    let (after, limit) = (after.map_or("", CustomerId::as_str), i64::try_from(limit).unwrap_or(i64::MAX));
    db.query(sql, &[&brand.as_str(), &after, &limit]).await?.iter().map(|row| log::named(row, 0)).collect()
}

/// Where a person is to be found: all of their known names, and under the anonymous names they were identified by what
/// may have been theirs. What is surely somebody else's stays.
async fn traces(db: &mut Lent, brand: &BrandId, parts: Vec<Part>) -> Result<Vec<Part>, Failure> {
    let (known, anonymous): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| !part.name.is_anonymous());
    if known.is_empty() {
        return Ok(anonymous);
    }
    let known: BTreeSet<CustomerId> = known.into_iter().map(|part| part.name).collect();
    let mut identified: BTreeSet<CustomerId> = anonymous.into_iter().map(|part| part.name).collect();
    for name in &known {
        let facts = log::history(db, brand, name).await?;
        let names = facts.iter().filter_map(|event| event.fact.identifies(&event.customer));
        identified.extend(names.map(|(name, _)| name.clone()));
    }
    // By whatever was said last it may have been theirs, also where that was only asserted.
    let sql = "SELECT owner, until, coalesce(asserted_since, since),
                   CASE WHEN asserted_since IS NULL THEN NULL ELSE false END
               FROM names WHERE brand = $1 AND name = $2
               UNION ALL SELECT asserted_owner, asserted_until, asserted_since, true FROM names
               WHERE brand = $1 AND name = $2 AND asserted_since IS NOT NULL";
    let mut traces = Vec::new();
    for name in identified {
        for row in db.query(sql, &[&brand.as_str(), &name.as_str()]).await? {
            let owner: &str = row.try_get(0)?;
            let theirs = known.iter().any(|name| name.as_str() == owner);
            let after = if theirs { i64::MIN } else { row.try_get(1)? };
            let (until, behaviour) = (row.try_get(2)?, row.try_get(3)?);
            traces.push(Part { after, until, behaviour, ..Part::whole(name.clone()) });
        }
    }
    traces.extend(known.into_iter().map(Part::whole));
    Ok(traces)
}

/// Takes out of every table what is of some names, or names them, and sums up what is left. Says how many events it was.
async fn take(
    db: &mut Lent,
    brand: &BrandId,
    traces: &[Part],
    at: Timestamp,
    zone: &Zone,
) -> Result<usize, Failure> {
    let (mut theirs, mut others) = (Vec::new(), 0);
    let mut touched: BTreeSet<CustomerId> = traces.iter().map(|trace| trace.name.clone()).collect();
    locks::customers(db, &touched.iter().map(|name| (brand, name.clone())).collect()).await?;
    for trace in traces {
        for event in log::history_of(db, brand, std::slice::from_ref(trace)).await? {
            if remove(db, brand, &event, at).await? {
                touched.extend(erased::named(&event.fact).cloned());
                theirs.push(event);
            }
        }
        for delete in THEIRS {
            db.execute(delete, &[&brand.as_str(), &trace.name.as_str()]).await?;
        }
    }
    for trace in traces.iter().filter(|trace| trace.until == i64::MAX) {
        for event in naming(db, brand, &trace.name).await? {
            if remove(db, brand, &event, at).await? {
                touched.insert(event.customer);
                others += 1;
            }
        }
    }
    sums::mend(db, brand, &touched).await?;
    leave(db, brand, touched.iter()).await?;
    books::add(db, brand, &required(&theirs, zone)).await?;
    Ok(theirs.len() + others)
}

/// The events of others that name somebody.
async fn naming(db: &mut Lent, brand: &BrandId, name: &CustomerId) -> Result<Vec<Event>, Failure> {
    let sql = "SELECT id, customer, at, fact FROM events WHERE brand = $1 AND event_names(fact) = $2";
    db.query(sql, &[&brand.as_str(), &name.as_str()]).await?.iter().map(log::event).collect()
}

/// Removes an event that was kept, or happened, until an instant.
pub(super) async fn remove(
    db: &mut Lent,
    brand: &BrandId,
    event: &Event,
    at: Timestamp,
) -> Result<bool, Failure> {
    let (brand, customer, id) = (brand.as_str(), event.customer.as_str(), event.id.as_str());
    let sql = "DELETE FROM events WHERE brand = $1 AND customer = $2 AND id = $3
                   AND (received <= $4 OR at <= $4)";
    if db.execute(sql, &[&brand, &customer, &id, &row::micros(at)]).await? == 0 {
        return Ok(false);
    }
    let sql = "DELETE FROM event_ids WHERE brand = $1 AND customer = $2 AND id = $3";
    db.execute(sql, &[&brand, &customer, &id]).await?;
    Ok(true)
}

/// Lets go of the rows of those of whom nothing is left. Whom another one has locked has something.
pub(super) async fn leave(
    db: &mut Lent,
    brand: &BrandId,
    names: impl Iterator<Item = &CustomerId>,
) -> Result<(), Failure> {
    let names: Vec<_> = names.map(CustomerId::as_str).collect();
    let sql = "DELETE FROM customers WHERE (brand, customer) IN (
                   SELECT brand, customer FROM customers AS one
                   WHERE brand = $1 AND customer = ANY($2) AND NOT EXISTS (
                       SELECT 1 FROM events WHERE events.brand = $1 AND events.customer = one.customer
                   ) FOR UPDATE SKIP LOCKED)";
    db.execute(sql, &[&brand.as_str(), &names]).await?;
    Ok(())
}
