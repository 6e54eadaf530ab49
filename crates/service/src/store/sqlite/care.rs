//! Erasing and forgetting, as the store's verbs.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::retention::Limits;
use domain::time::{Timestamp, Zone};

use rusqlite::Connection;

use super::failure::Failure;
use super::{Sqlite, audit, books, choices, erasure, forgetting};
use crate::store::care::{Aged, Beside, Booked, Erasure, Erasures, Forgotten, Swept};
use crate::store::{Actor, Care, Deed, Noted, StoreError};

/// So many names are compared with a list of erasures at once.
const NAMES: usize = 1_000;

#[async_trait]
impl Care for Sqlite {
    async fn erase(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        at: Timestamp,
        zone: &Zone,
        actor: Actor,
    ) -> Result<Erasure, StoreError> {
        let (brand, customer, zone) = (brand.clone(), customer.clone(), zone.clone());
        let work = move |db: &_| {
            let erasure = erasure::erase(db, &brand, &customer, at, &zone)?;
            let details = format!("{} names, {} events", erasure.names, erasure.events);
            let entry = Noted { at, actor, deed: Deed::Erase, subject: Some(customer), details };
            audit::note(db, &brand, &entry)?;
            Ok(erasure)
        };
        self.writer.write("erase a customer", work).await
    }

    async fn erasures(&self, brand: &BrandId) -> Result<Erasures, StoreError> {
        let brand = brand.clone();
        self.read("list erasures", move |db| erasure::list(db, &brand)).await
    }

    async fn erase_again(
        &self,
        brand: &BrandId,
        erasures: &Erasures,
        zone: &Zone,
    ) -> Result<Option<Erasure>, StoreError> {
        const VERB: &str = "erase again";
        let theirs = erasures.clone();
        let noted = {
            let brand = brand.clone();
            move |db: &_| erasure::remember(db, &brand, &theirs)
        };
        if !self.writer.write(VERB, noted).await? {
            return Ok(None);
        }
        let (mut done, mut after) = (Erasure::default(), None::<CustomerId>);
        loop {
            let (brand, zone, from) = (brand.clone(), zone.clone(), after.clone());
            let work = move |db: &_| {
                let names = erasure::names(db, &brand, from.as_ref(), NAMES)?;
                Ok((erasure::again(db, &brand, &names, &zone)?, names.last().cloned()))
            };
            let (Erasure { names, events }, last) = self.writer.write(VERB, work).await?;
            done = Erasure { names: done.names + names, events: done.events + events };
            after = match last {
                Some(last) => Some(last),
                None => return Ok(Some(done)),
            };
        }
    }

    async fn aged(
        &self,
        brand: &BrandId,
        kind: Aged,
        from: Timestamp,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Timestamp, CustomerId)>, StoreError> {
        let brand = brand.clone();
        let work = move |db: &_| forgetting::aged(db, &brand, kind, from, before, limit);
        self.read("look for what is old", work).await
    }

    async fn silent(
        &self,
        brand: &BrandId,
        before: Timestamp,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<(Vec<CustomerId>, Option<CustomerId>), StoreError> {
        let (brand, after) = (brand.clone(), after.cloned());
        let work = move |db: &_| forgetting::silent(db, &brand, before, after.as_ref(), limit);
        self.read("look for who is silent", work).await
    }

    async fn forget(
        &self,
        brand: &BrandId,
        customers: Vec<CustomerId>,
        limits: &Limits,
        zone: &Zone,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        let (brand, limits, zone) = (brand.clone(), *limits, zone.clone());
        let work = move |db: &_| forgetting::forget(db, &brand, &customers, &limits, &zone, most);
        self.writer.write("forget what is old", work).await
    }

    async fn sweep(&self, brand: &BrandId, limits: &Swept, most: usize) -> Result<usize, StoreError> {
        let (brand, limits) = (brand.clone(), *limits);
        self.writer.write("sweep what is old", move |db| forgetting::sweep(db, &brand, &limits, most)).await
    }

    async fn beside(&self, brand: &BrandId, names: &[CustomerId]) -> Result<Beside, StoreError> {
        let (brand, names) = (brand.clone(), names.to_vec());
        self.read("read what is beside the log", move |db| beside(db, &brand, &names)).await
    }

    async fn books(&self, brand: &BrandId) -> Result<Vec<Booked>, StoreError> {
        let brand = brand.clone();
        self.read("read the books", move |db| books::list(db, &brand)).await
    }
}

fn beside(connection: &Connection, brand: &BrandId, names: &[CustomerId]) -> Result<Beside, Failure> {
    let mut beside = Beside::default();
    for name in names {
        let mut select = connection.prepare_cached(
            "SELECT customer, placement, day, offer, at, looked_until, shown, propensity, held_out FROM choices
             WHERE brand = ?1 AND customer = ?2",
        )?;
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            beside.choices.push(choices::read(row)?);
        }
        let mut select = connection.prepare_cached(
            "SELECT message FROM quarantine WHERE brand = ?1 AND customer = ?2 ORDER BY number",
        )?;
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            let message = row.get_ref(0)?.as_str().ok().and_then(|text| serde_json::from_str(text).ok());
            beside.refused.push(message.ok_or(Failure::Corrupt("refused message"))?);
        }
    }
    beside.choices.sort_by_key(|chosen| chosen.at);
    Ok(beside)
}
