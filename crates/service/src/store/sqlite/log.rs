//! The table of events.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId, EventId, OfferId};
use domain::program::Tallies;
use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::erased::Gate;
use super::failure::Failure;
use super::people::{self, Part};
use super::{Sqlite, claims, invitations};
use crate::memory::Memory;
use crate::store::{Act, Done, Kept, Log, StoreError, row};

#[async_trait]
impl Log for Sqlite {
    async fn append(
        &self,
        brand: &BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError> {
        let brand = brand.clone();
        self.writer.note("keep events", move |db| append(db, &brand, &events, received)).await
    }

    async fn history(&self, brand: &BrandId, customer: &CustomerId) -> Result<Vec<Event>, StoreError> {
        let (brand, customer) = (brand.clone(), customer.clone());
        self.read("read a history", move |db| history(db, &brand, &customer)).await
    }

    async fn arrivals(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
    ) -> Result<Vec<(Timestamp, Event)>, StoreError> {
        let (brand, customer) = (brand.clone(), customer.clone());
        self.read("read arrivals", move |db| arrivals(db, &brand, &customer)).await
    }

    async fn recall(&self, brand: &BrandId, customer: &CustomerId) -> Result<Memory, StoreError> {
        let (brand, customer) = (brand.clone(), customer.clone());
        self.read("remember a customer", move |db| invitations::recall(db, &brand, &customer)).await
    }

    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let (brand, after) = (brand.clone(), after.cloned());
        self.read("list customers", move |db| customers(db, &brand, after.as_ref(), limit)).await
    }

    async fn tallies(
        &self,
        brand: &BrandId,
        now: Timestamp,
        today: Timestamp,
    ) -> Result<Tallies, StoreError> {
        let brand = brand.clone();
        self.read("count what is taken", move |db| claims::tallies(db, &brand, now, today)).await
    }

    async fn ran_out(
        &self,
        brand: &BrandId,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<BTreeSet<OfferId>, StoreError> {
        let brand = brand.clone();
        self.read("look which claims ran out", move |db| claims::ran_out(db, &brand, after, until)).await
    }

    async fn act(&self, act: Act) -> Result<Done, StoreError> {
        self.writer.write("decide on an act", move |db| decide(db, act)).await
    }
}

/// Keeps events and, where one concerns a claim, the sum of its customer's claims.
pub(super) fn append(
    connection: &Connection,
    brand: &BrandId,
    events: &[Event],
    received: Timestamp,
) -> Result<Vec<Kept>, Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO events (brand, customer, id, seq, at, received, fact) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO NOTHING",
    )?;
    let before: i64 =
        connection.prepare_cached("SELECT seq FROM events_end")?.query_row([], |row| row.get(0))?;
    let mut seq = before;
    let (mut kept, mut claimants) = (Vec::with_capacity(events.len()), BTreeSet::new());
    let mut gate = Gate::of(connection, brand)?;
    for event in events {
        if gate.refuses(event)? {
            kept.push(Kept::Erased);
            continue;
        }
        let fact = row::write(&event.fact).map_err(|_| Failure::Corrupt("fact"))?;
        let rows = insert.execute(params![
            brand.as_str(),
            event.customer.as_str(),
            event.id.as_str(),
            seq + 1,
            row::micros(event.at),
            row::micros(received),
            fact,
        ])?;
        seq += rows as i64;
        if rows == 1 && concerns_a_claim(&event.fact) {
            claimants.insert(event.customer.clone());
        }
        if rows == 1 {
            claimants.extend(people::learn(connection, brand, event)?);
        }
        if let Fact::FriendInvited { friend } = &event.fact
            && rows == 1
        {
            invitations::keep(connection, brand, &event.customer, friend, event.at)?;
        }
        kept.push(if rows == 1 { Kept::New } else { Kept::Known });
    }
    if seq > before {
        connection.prepare_cached("UPDATE events_end SET seq = ?1")?.execute([seq])?;
    }
    for customer in claimants {
        claims::sum_up(connection, brand, &customer)?;
    }
    Ok(kept)
}

/// Decides on an act and keeps what follows.
fn decide(connection: &Connection, act: Act) -> Result<Done, Failure> {
    let memory = invitations::recall(connection, &act.brand, &act.customer)?;
    // What came of it may have been kept under another of their names.
    for name in memory.names.keys().chain([&act.customer]) {
        if let Some(event) = find(connection, &act.brand, name, &act.id)? {
            return Ok(Done::Repeated(event));
        }
    }
    let tallies = claims::tallies(connection, &act.brand, act.now, act.today)?;
    match (act.decide)(&memory, &tallies) {
        Err(refused) => Ok(Done::Refused(refused)),
        Ok(None) => Ok(Done::Unneeded),
        Ok(Some(event)) => {
            append(connection, &act.brand, std::slice::from_ref(&event), act.now)?;
            // As it was kept, so that whoever repeats the act is told exactly the same.
            let kept = find(connection, &act.brand, &event.customer, &event.id)?;
            Ok(Done::Kept(kept.ok_or(Failure::Corrupt("event"))?))
        }
    }
}

/// Everything that happened to whoever goes by a name.
pub(super) fn history(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<Vec<Event>, Failure> {
    history_of(connection, brand, &people::parts(connection, brand, customer)?.parts)
}

/// Everything that happened under these names while they were somebody's.
pub(super) fn history_of(
    connection: &Connection,
    brand: &BrandId,
    parts: &[Part],
) -> Result<Vec<Event>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact FROM events WHERE brand = ?1 AND customer = ?2 AND at > ?3 AND at <= ?4
             AND (?5 IS NULL OR (kind = 'behaviour') = ?5)",
    )?;
    let mut events = Vec::new();
    for Part { name, after, until, behaviour, .. } in parts {
        let mut rows = select.query(params![brand.as_str(), name.as_str(), after, until, behaviour])?;
        while let Some(row) = rows.next()? {
            events.push(event(row)?);
        }
    }
    Ok(events)
}

/// The same, each with when it was first reported.
fn arrivals(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<Vec<(Timestamp, Event)>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact, received FROM events
         WHERE brand = ?1 AND customer = ?2 AND at > ?3 AND at <= ?4
             AND (?5 IS NULL OR (kind = 'behaviour') = ?5)",
    )?;
    let mut arrivals = Vec::new();
    for Part { name, after, until, behaviour, .. } in people::parts(connection, brand, customer)?.parts {
        let mut rows = select.query(params![brand.as_str(), name.as_str(), after, until, behaviour])?;
        while let Some(row) = rows.next()? {
            let received = row::instant(row.get(4)?).ok_or(Failure::Corrupt("event"))?;
            arrivals.push((received, event(row)?));
        }
    }
    Ok(arrivals)
}

/// Customers who have a history, by name, after one; of those with several names the leading one.
fn customers(
    connection: &Connection,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<CustomerId>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT customer FROM (SELECT DISTINCT customer FROM events WHERE brand = ?1 AND customer > ?2) AS known
         WHERE NOT EXISTS (
             SELECT 1 FROM names WHERE brand = ?1 AND name = known.customer
                 AND (leading <> name OR since < 9223372036854775807) AND NOT EXISTS (
                     SELECT 1 FROM events WHERE brand = ?1 AND events.customer = known.customer
                         AND at > CASE kind WHEN 'behaviour' THEN coalesce(asserted_since, since) ELSE since END
                 )
         )
         ORDER BY customer LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // No name is empty, so every name comes after the empty text.
    let mut rows = select.query(params![brand.as_str(), after.map_or("", CustomerId::as_str), limit])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(named(row, 0)?);
    }
    Ok(names)
}

fn find(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
    id: &EventId,
) -> Result<Option<Event>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, customer, at, fact FROM events WHERE brand = ?1 AND customer = ?2 AND id = ?3",
    )?;
    let key = [brand.as_str(), customer.as_str(), id.as_str()];
    select.query_row(key, |row| Ok(event(row))).optional()?.transpose()
}

/// The customer whose name stands in a column.
pub(super) fn named(row: &Row<'_>, column: usize) -> Result<CustomerId, Failure> {
    CustomerId::new(row.get::<_, String>(column)?).map_err(|_| Failure::Corrupt("customer"))
}

/// An event as it was kept: id, customer, instant, fact.
pub(super) fn event(row: &Row<'_>) -> Result<Event, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("event");
    let id = EventId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
    let fact = row.get_ref(3)?.as_str().ok().and_then(|fact| row::read(id.as_str(), fact));
    Ok(Event {
        id,
        customer: CustomerId::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?,
        at: row::instant(row.get(2)?).ok_or(CORRUPT)?,
        fact: fact.ok_or(CORRUPT)?,
    })
}

fn concerns_a_claim(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::OfferReserved { .. }
            | Fact::OfferClaimed { .. }
            | Fact::ClaimReleased { .. }
            | Fact::VoucherRedeemed { .. }
    )
}
