//! Forgetting what is old: found by age, decided on by person.

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::retention::Limits;
use domain::time::{Timestamp, Zone};

use super::connections::Lent;
use super::failure::Failure;
use super::locks::{self, Lock};
use super::people::Part;
use super::{erasure, invitations, log};
use crate::store::care::{Aged, Forgotten, Swept};
use crate::store::row;

/// Who has something of a kind that is older than `before`, and how old what was found is.
pub(super) async fn aged(
    db: &mut Lent,
    brand: &BrandId,
    kind: Aged,
    from: Timestamp,
    before: Timestamp,
    limit: usize,
) -> Result<Vec<(Timestamp, CustomerId)>, Failure> {
    // Each kind in a text of its own: an index of some kinds is used where it is sure that no other is meant.
    let sql = match kind {
        Aged::Behaviour => {
            "SELECT at, customer FROM events WHERE brand = $1 AND kind = 'behaviour' AND at >= $2 AND at < $3
             ORDER BY at LIMIT $4"
        }
        Aged::Shown => {
            "SELECT at, customer FROM events WHERE brand = $1 AND kind = 'offer_shown' AND at >= $2 AND at < $3
             ORDER BY at LIMIT $4"
        }
        Aged::Contacts => {
            "SELECT at, customer FROM events WHERE brand = $1 AND kind = 'contact_closed' AND at >= $2 AND at < $3
             ORDER BY at LIMIT $4"
        }
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for row in db.query(sql, &[&brand.as_str(), &row::micros(from), &row::micros(before), &limit]).await? {
        let at = row::instant(row.try_get(0)?).ok_or(Failure::Corrupt("event"))?;
        found.push((at, log::named(&row, 1)?));
    }
    Ok(found)
}

/// Of the next customers by name those of whom nothing happened since; and who was the last of all that were looked at.
pub(super) async fn silent(
    db: &mut Lent,
    brand: &BrandId,
    before: Timestamp,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<(Vec<CustomerId>, Option<CustomerId>), Failure> {
    let sql =
        "SELECT customer, (SELECT max(at) FROM events WHERE brand = $1 AND events.customer = one.customer)
               FROM customers AS one WHERE brand = $1 AND customer > $2 AND known ORDER BY customer LIMIT $3";
    let after = after.map_or("", CustomerId::as_str);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (mut silent, mut last) = (Vec::new(), None);
    for row in db.query(sql, &[&brand.as_str(), &after, &limit]).await? {
        let customer = log::named(&row, 0)?;
        if row.try_get::<_, Option<i64>>(1)?.is_some_and(|at| at < row::micros(before)) {
            silent.push(customer.clone());
        }
        last = Some(customer);
    }
    Ok((silent, last))
}

/// Forgets what is older than its limit, of one customer after the other, until so many events are gone.
pub(super) async fn forget(
    db: &mut Lent,
    brand: &BrandId,
    customers: &[CustomerId],
    limits: &Limits,
    zone: &Zone,
    most: usize,
) -> Result<Forgotten, Failure> {
    let mut forgotten = Forgotten::default();
    for customer in customers {
        db.begin().await?;
        locks::people(db, brand, Lock::Alone).await?;
        let history = invitations::recall(db, brand, customer).await?.history;
        let left = most.saturating_sub(forgotten.events);
        match limits.customers.filter(|_| limits.forget_all(&history)) {
            Some(limit) => {
                forgotten.events += erasure::wipe(db, brand, customer, limit, zone).await?.events;
                forgotten.customers += 1;
                db.commit().await?;
            }
            None => {
                // Under an anonymous name lies what was several people's.
                let history = match customer.is_anonymous() {
                    true => log::history_of(db, brand, &[Part::whole(customer.clone())]).await?,
                    false => history,
                };
                let old = limits.forgotten(&history);
                remove(db, brand, &old[..old.len().min(left)]).await?;
                db.commit().await?;
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

async fn remove(db: &mut Lent, brand: &BrandId, events: &[&Event]) -> Result<(), Failure> {
    locks::customers(db, &events.iter().map(|event| (brand, event.customer.clone())).collect()).await?;
    for event in events {
        erasure::remove(db, brand, event, Timestamp::MAX).await?;
    }
    erasure::leave(db, brand, events.iter().map(|event| &event.customer)).await
}

/// Forgets some of what is kept for a time that no program changes.
pub(super) async fn sweep(
    db: &mut Lent,
    brand: &BrandId,
    limits: &Swept,
    most: usize,
) -> Result<usize, Failure> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let (choices, beacons) = (limits.choices.to_string(), limits.beacons.to_string());
    let [sessions, quarantine, audit] = [limits.sessions, limits.quarantine, limits.audit].map(row::micros);
    let brand = brand.as_str();
    let mut swept = 0;
    let delete = "DELETE FROM choices WHERE (brand, customer, placement, day, offer) IN (
                      SELECT brand, customer, placement, day, offer FROM choices
                      WHERE brand = $1 AND day < $2 LIMIT $3)";
    swept += db.execute(delete, &[&brand, &choices, &most]).await?;
    let delete = "DELETE FROM beacons WHERE (brand, day, surface, path, code, first) IN (
                      SELECT brand, day, surface, path, code, first FROM beacons
                      WHERE brand = $1 AND day < $2 LIMIT $3)";
    swept += db.execute(delete, &[&brand, &beacons, &most]).await?;
    let delete = "DELETE FROM quarantine WHERE number IN (
                      SELECT number FROM quarantine WHERE brand = $1 AND received < $2 LIMIT $3)";
    swept += db.execute(delete, &[&brand, &quarantine, &most]).await?;
    let delete = "DELETE FROM audit WHERE number IN (
                      SELECT number FROM audit WHERE brand = $1 AND at < $2 LIMIT $3)";
    swept += db.execute(delete, &[&brand, &audit, &most]).await?;
    swept += db.execute("DELETE FROM sessions WHERE expires < $1", &[&sessions]).await?;
    swept += db.execute("DELETE FROM identities_used WHERE expires < $1", &[&sessions]).await?;
    Ok(usize::try_from(swept).unwrap_or(usize::MAX))
}
