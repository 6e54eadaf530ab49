//! The tables of events and of their names.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use async_trait::async_trait;
use domain::event::Event;
use domain::id::{BrandId, CustomerId, EventId, OfferId};
use domain::program::Tallies;
use domain::time::Timestamp;
use tokio_postgres::Row;

use super::connections::Lent;
use super::erased::Gate;
use super::failure::Failure;
use super::people::{self, Part};
use super::{Postgres, claims, during, invitations, locks};
use crate::memory::Memory;
use crate::store::{Act, Done, Kept, Log, StoreError, row};

#[async_trait]
impl Log for Postgres {
    async fn append(
        &self,
        brand: &BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError> {
        self.writer.append(brand.clone(), events, received).await
    }

    async fn history(&self, brand: &BrandId, customer: &CustomerId) -> Result<Vec<Event>, StoreError> {
        let work = async {
            let mut db = self.look().await?;
            let found = history(&mut db, brand, customer).await?;
            db.commit().await?;
            Ok(found)
        };
        during("read a history", work).await
    }

    async fn arrivals(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
    ) -> Result<Vec<(Timestamp, Event)>, StoreError> {
        let work = async {
            let mut db = self.look().await?;
            let found = arrivals(&mut db, brand, customer).await?;
            db.commit().await?;
            Ok(found)
        };
        during("read arrivals", work).await
    }

    async fn recall(&self, brand: &BrandId, customer: &CustomerId) -> Result<Memory, StoreError> {
        let work = async {
            let mut db = self.look().await?;
            let found = invitations::recall(&mut db, brand, customer).await?;
            db.commit().await?;
            Ok(found)
        };
        during("remember a customer", work).await
    }

    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        during("list customers", async { customers(&mut self.lend().await?, brand, after, limit).await })
            .await
    }

    async fn tallies(
        &self,
        brand: &BrandId,
        now: Timestamp,
        today: Timestamp,
    ) -> Result<Tallies, StoreError> {
        during("count what is taken", async {
            claims::tallies(&mut self.lend().await?, brand, now, today).await
        })
        .await
    }

    async fn ran_out(
        &self,
        brand: &BrandId,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<BTreeSet<OfferId>, StoreError> {
        during("look which claims ran out", async {
            claims::ran_out(&mut self.lend().await?, brand, after, until).await
        })
        .await
    }

    async fn act(&self, act: Act) -> Result<Done, StoreError> {
        let _waiting = self.waiting.try_acquire().map_err(|_| StoreError::Busy)?;
        let _turn = self.acts.acquire().await.map_err(|_| StoreError::Closed)?;
        self.months.see_to(&self.connections, act.now).await;
        during("decide on an act", async { decide(&mut self.lend().await?, act).await }).await
    }
}

/// An event, and when it was told.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) brand: &'a BrandId,
    pub(super) event: &'a Event,
    pub(super) received: Timestamp,
}

impl<'a> Told<'a> {
    fn key(&self) -> (&'a str, &'a str, &'a str) {
        (self.brand.as_str(), self.event.customer.as_str(), self.event.id.as_str())
    }
}

/// Keeps events, and the sums that follow from those that are new. All they concern is locked.
pub(super) async fn keep(db: &mut Lent, told: &[Told<'_>]) -> Result<Vec<Kept>, Failure> {
    let gate = Gate::of(db, told).await?;
    let mut seen = HashSet::new();
    let refused: Vec<_> = told.iter().map(|told| gate.refuses(told.brand, told.event)).collect();
    let first = told.iter().zip(&refused).filter(|(told, refused)| !**refused && seen.insert(told.key()));
    let mut new = names(db, &first.map(|(told, _)| *told).collect::<Vec<_>>()).await?;
    let kept = told.iter().zip(refused).map(|(told, refused)| {
        let (brand, customer, id) = told.key();
        match refused {
            true => Kept::Erased,
            false if new.remove(&(brand.to_owned(), customer.to_owned(), id.to_owned())) => Kept::New,
            false => Kept::Known,
        }
    });
    let kept: Vec<_> = kept.collect();
    let news: Vec<_> =
        told.iter().zip(&kept).filter(|(_, kept)| **kept == Kept::New).map(|(told, _)| *told).collect();
    if !news.is_empty() {
        insert(db, &news).await?;
        invitations::keep(db, &news).await?;
        follow(db, &news).await?;
    }
    Ok(kept)
}

/// Learns from events who is who, and sums up the claims that they concern.
async fn follow(db: &mut Lent, news: &[Told<'_>]) -> Result<(), Failure> {
    let mut claimants = BTreeMap::<&BrandId, BTreeSet<CustomerId>>::new();
    for Told { brand, event, .. } in news {
        if claims::concerns(&event.fact) {
            claimants.entry(brand).or_default().insert(event.customer.clone());
        }
        let learnt = people::learn(db, brand, event).await?;
        if !learnt.is_empty() {
            claimants.entry(brand).or_default().extend(learnt);
        }
    }
    for (brand, claimants) in claimants {
        claims::sum_up(db, brand, &claimants).await?;
    }
    Ok(())
}

/// Which names were not known before. From now on they are.
async fn names(db: &mut Lent, told: &[Told<'_>]) -> Result<HashSet<(String, String, String)>, Failure> {
    let (mut brands, mut customers, mut ids, mut received) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for told in told {
        brands.push(told.brand.as_str());
        customers.push(told.event.customer.as_str());
        ids.push(told.event.id.as_str());
        received.push(row::micros(told.received));
    }
    let sql = "INSERT INTO event_ids (brand, customer, id, received)
               SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
               ON CONFLICT DO NOTHING RETURNING brand, customer, id";
    let rows = db.query(sql, &[&brands, &customers, &ids, &received]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?))).collect()
}

async fn insert(db: &mut Lent, news: &[Told<'_>]) -> Result<(), Failure> {
    let facts = news.iter().map(|told| row::write(&told.event.fact)).collect::<Result<Vec<_>, _>>();
    let facts = facts.map_err(|_| Failure::Corrupt("fact"))?;
    let texts = |text: fn(&Told<'_>) -> String| news.iter().map(text).collect::<Vec<_>>();
    let numbers = |number: fn(&Told<'_>) -> i64| news.iter().map(number).collect::<Vec<_>>();
    let sql = "INSERT INTO events (brand, customer, id, at, received, fact)
               SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])";
    db.execute(
        sql,
        &[
            &texts(|told| told.brand.to_string()),
            &texts(|told| told.event.customer.to_string()),
            &texts(|told| told.event.id.to_string()),
            &numbers(|told| row::micros(told.event.at)),
            &numbers(|told| row::micros(told.received)),
            &facts,
        ],
    )
    .await?;
    let known = "UPDATE customers SET known = true
                 FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[])) AS told (of, name)
                 WHERE brand = told.of AND customer = told.name AND NOT known";
    db.execute(
        known,
        &[&texts(|told| told.brand.to_string()), &texts(|told| told.event.customer.to_string())],
    )
    .await?;
    Ok(())
}

/// Decides on an act and keeps what follows. What was taken by others while it waited is seen: each statement sees what
/// was committed before it.
async fn decide(db: &mut Lent, act: Act) -> Result<Done, Failure> {
    let Act { brand, customer, id, now, today, offer, decide } = act;
    db.begin().await?;
    locks::person(db, &brand, &customer).await?;
    let memory = invitations::recall(db, &brand, &customer).await?;
    // What came of it may have been kept under another of their names.
    for name in memory.names.keys().chain([&customer]) {
        if let Some(event) = find(db, &brand, name, &id).await? {
            db.roll_back().await?;
            return Ok(Done::Repeated(event));
        }
    }
    if let Some(offer) = &offer {
        locks::stock(db, &brand, offer).await?;
    }
    let tallies = claims::tallies(db, &brand, now, today).await?;
    let decided = catch_unwind(AssertUnwindSafe(|| decide(&memory, &tallies)));
    let event = match decided.map_err(|_| Failure::BrokenOff)? {
        Ok(Some(event)) => event,
        nothing => {
            db.roll_back().await?;
            return Ok(nothing.map_or_else(Done::Refused, |_| Done::Unneeded));
        }
    };
    keep(db, &[Told { brand: &brand, event: &event, received: now }]).await?;
    // As it was kept, so that whoever repeats the act is told exactly the same.
    let kept = find(db, &brand, &event.customer, &event.id).await?.ok_or(Failure::Corrupt("event"))?;
    db.commit().await?;
    Ok(Done::Kept(kept))
}

/// Everything that happened to whoever goes by a name.
pub(super) async fn history(
    db: &mut Lent,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<Vec<Event>, Failure> {
    let parts = people::parts(db, brand, customer).await?.parts;
    history_of(db, brand, &parts).await
}

/// Everything that happened under these names while they were somebody's.
pub(super) async fn history_of(
    db: &mut Lent,
    brand: &BrandId,
    parts: &[Part],
) -> Result<Vec<Event>, Failure> {
    let sql = "SELECT id, customer, at, fact FROM events
               WHERE brand = $1 AND customer = $2 AND at > $3 AND at <= $4
                   AND ($5::boolean IS NULL OR (kind = 'behaviour') = $5)";
    let mut events = Vec::new();
    for Part { name, after, until, behaviour, .. } in parts {
        for row in db.query(sql, &[&brand.as_str(), &name.as_str(), after, until, behaviour]).await? {
            events.push(event(&row)?);
        }
    }
    Ok(events)
}

/// The same, each with when it was first reported.
async fn arrivals(
    db: &mut Lent,
    brand: &BrandId,
    customer: &CustomerId,
) -> Result<Vec<(Timestamp, Event)>, Failure> {
    let sql = "SELECT id, customer, at, fact, received FROM events
               WHERE brand = $1 AND customer = $2 AND at > $3 AND at <= $4
                   AND ($5::boolean IS NULL OR (kind = 'behaviour') = $5)";
    let mut arrivals = Vec::new();
    for Part { name, after, until, behaviour, .. } in people::parts(db, brand, customer).await?.parts {
        for row in db.query(sql, &[&brand.as_str(), &name.as_str(), &after, &until, &behaviour]).await? {
            let received = row::instant(row.try_get(4)?).ok_or(Failure::Corrupt("event"))?;
            arrivals.push((received, event(&row)?));
        }
    }
    Ok(arrivals)
}

/// Customers who have a history, by name, after one; of those with several names the leading one.
async fn customers(
    db: &mut Lent,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<CustomerId>, Failure> {
    let sql = "SELECT customer FROM customers AS one WHERE brand = $1 AND customer > $2 AND known AND NOT EXISTS (
                   SELECT 1 FROM names WHERE brand = $1 AND name = one.customer
                       AND (\"leading\" <> name OR since < 9223372036854775807) AND NOT EXISTS (
                           SELECT 1 FROM events WHERE brand = $1 AND events.customer = one.customer
                               AND at > CASE kind WHEN 'behaviour' THEN coalesce(asserted_since, since) ELSE since END
                       )
               )
               ORDER BY customer LIMIT $3";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // No name is empty, so every name comes after the empty text.
    let after = after.map_or("", CustomerId::as_str);
    let rows = db.query(sql, &[&brand.as_str(), &after, &limit]).await?;
    rows.iter().map(|row| named(row, 0)).collect()
}

/// The customer whose name stands in a column.
pub(super) fn named(row: &Row, column: usize) -> Result<CustomerId, Failure> {
    CustomerId::new(row.try_get::<_, String>(column)?).map_err(|_| Failure::Corrupt("customer"))
}

async fn find(
    db: &mut Lent,
    brand: &BrandId,
    customer: &CustomerId,
    id: &EventId,
) -> Result<Option<Event>, Failure> {
    let sql = "SELECT events.id, events.customer, events.at, events.fact
               FROM event_ids JOIN events USING (brand, customer, id, received)
               WHERE brand = $1 AND customer = $2 AND id = $3";
    let rows = db.query(sql, &[&brand.as_str(), &customer.as_str(), &id.as_str()]).await?;
    rows.first().map(event).transpose()
}

/// An event as it was kept: id, customer, instant, fact.
pub(super) fn event(row: &Row) -> Result<Event, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("event");
    let id = EventId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?;
    Ok(Event {
        customer: CustomerId::new(row.try_get::<_, String>(1)?).map_err(|_| CORRUPT)?,
        at: row::instant(row.try_get(2)?).ok_or(CORRUPT)?,
        fact: row::read(id.as_str(), row.try_get(3)?).ok_or(CORRUPT)?,
        id,
    })
}
