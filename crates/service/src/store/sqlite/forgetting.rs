//! Forgetting what is old: found by age, decided on by person.

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::retention::Limits;
use domain::time::{Timestamp, Zone};
use rusqlite::{Connection, ToSql, params};

use super::erasure::{self, thoroughly};
use super::failure::Failure;
use super::people::Part;
use super::{invitations, log};
use crate::store::care::{Aged, Forgotten, Swept};
use crate::store::row;

/// Who has something of a kind that is older than `before`, and how old what was found is.
pub(super) fn aged(
    connection: &Connection,
    brand: &BrandId,
    kind: Aged,
    from: Timestamp,
    before: Timestamp,
    limit: usize,
) -> Result<Vec<(Timestamp, CustomerId)>, Failure> {
    // Each kind in a text of its own: an index of some kinds is used where it is sure that no other is meant.
    let mut select = connection.prepare_cached(match kind {
        Aged::Behaviour => {
            "SELECT at, customer FROM events WHERE brand = ?1 AND kind = 'behaviour' AND at >= ?2 AND at < ?3
             ORDER BY at LIMIT ?4"
        }
        Aged::Shown => {
            "SELECT at, customer FROM events WHERE brand = ?1 AND kind = 'offer_shown' AND at >= ?2 AND at < ?3
             ORDER BY at LIMIT ?4"
        }
        Aged::Contacts => {
            "SELECT at, customer FROM events WHERE brand = ?1 AND kind = 'contact_closed' AND at >= ?2 AND at < ?3
             ORDER BY at LIMIT ?4"
        }
    })?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = select.query(params![brand.as_str(), row::micros(from), row::micros(before), limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let at = row::instant(row.get(0)?).ok_or(Failure::Corrupt("event"))?;
        found.push((at, log::named(row, 1)?));
    }
    Ok(found)
}

/// Of the next customers by name those of whom nothing happened since; and who was the last of all that were looked at.
pub(super) fn silent(
    connection: &Connection,
    brand: &BrandId,
    before: Timestamp,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<(Vec<CustomerId>, Option<CustomerId>), Failure> {
    let mut select = connection.prepare_cached(
        "SELECT customer, max(at) FROM events WHERE brand = ?1 AND customer > ?2
         GROUP BY customer ORDER BY customer LIMIT ?3",
    )?;
    let after = after.map_or("", CustomerId::as_str);
    let mut rows = select.query(params![brand.as_str(), after, i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let (mut silent, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let customer = log::named(row, 0)?;
        if row.get::<_, i64>(1)? < row::micros(before) {
            silent.push(customer.clone());
        }
        last = Some(customer);
    }
    Ok((silent, last))
}

/// Forgets what is older than its limit, of one customer after the other, until so many events are gone.
pub(super) fn forget(
    connection: &Connection,
    brand: &BrandId,
    customers: &[CustomerId],
    limits: &Limits,
    zone: &Zone,
    most: usize,
) -> Result<Forgotten, Failure> {
    let mut forgotten = Forgotten::default();
    for customer in customers {
        let history = invitations::recall(connection, brand, customer)?.history;
        let left = most.saturating_sub(forgotten.events);
        match limits.customers.filter(|_| limits.forget_all(&history)) {
            Some(limit) => {
                forgotten.events += erasure::erase(connection, brand, customer, limit, zone)?.events;
                forgotten.customers += 1;
            }
            None => {
                // Under an anonymous name lies what was several people's.
                let history = match customer.is_anonymous() {
                    true => log::history_of(connection, brand, &[Part::whole(customer.clone())])?,
                    false => history,
                };
                let old = limits.forgotten(&history);
                thoroughly(connection, |db| remove(db, brand, old.iter().take(left)))?;
                forgotten.events += old.len().min(left);
                if old.len() > left {
                    break;
                }
            }
        }
        forgotten.done += 1;
        if forgotten.events >= most {
            break;
        }
    }
    Ok(forgotten)
}

fn remove<'e>(
    connection: &Connection,
    brand: &BrandId,
    events: impl Iterator<Item = &'e &'e Event>,
) -> Result<(), Failure> {
    let mut delete =
        connection.prepare_cached("DELETE FROM events WHERE brand = ?1 AND customer = ?2 AND id = ?3")?;
    for event in events {
        delete.execute([brand.as_str(), event.customer.as_str(), event.id.as_str()])?;
    }
    Ok(())
}

/// Forgets some of what is kept for a time that no program changes.
pub(super) fn sweep(
    connection: &Connection,
    brand: &BrandId,
    limits: &Swept,
    most: usize,
) -> Result<usize, Failure> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let (choices, beacons) = (limits.choices.to_string(), limits.beacons.to_string());
    let [sessions, quarantine, audit] = [limits.sessions, limits.quarantine, limits.audit].map(row::micros);
    let brand = brand.as_str();
    let of_brand: [(&str, &dyn ToSql); 4] = [
        (
            "DELETE FROM choices WHERE (brand, customer, placement, day, offer) IN (
                 SELECT brand, customer, placement, day, offer FROM choices
                 WHERE brand = ?1 AND day < ?2 LIMIT ?3)",
            &choices,
        ),
        (
            "DELETE FROM beacons WHERE (brand, day, surface, path, code, first) IN (
                 SELECT brand, day, surface, path, code, first FROM beacons
                 WHERE brand = ?1 AND day < ?2 LIMIT ?3)",
            &beacons,
        ),
        (
            "DELETE FROM quarantine WHERE number IN (
                 SELECT number FROM quarantine WHERE brand = ?1 AND received < ?2 LIMIT ?3)",
            &quarantine,
        ),
        (
            "DELETE FROM audit WHERE number IN (
                 SELECT number FROM audit WHERE brand = ?1 AND at < ?2 LIMIT ?3)",
            &audit,
        ),
    ];
    let mut swept = 0;
    for (delete, limit) in of_brand {
        swept += connection.prepare_cached(delete)?.execute(params![brand, limit, most])?;
    }
    for delete in
        ["DELETE FROM sessions WHERE expires < ?1", "DELETE FROM identities_used WHERE expires < ?1"]
    {
        swept += connection.prepare_cached(delete)?.execute([sessions])?;
    }
    Ok(swept)
}
