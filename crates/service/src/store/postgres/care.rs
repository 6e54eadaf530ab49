//! Erasing and forgetting, as the store's verbs.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::retention::Limits;
use domain::time::{Timestamp, Zone};

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, books, choices, during, erasure, forgetting};
use crate::store::care::{Aged, Beside, Booked, Erasure, Erasures, Forgotten, Swept};
use crate::store::{Actor, Care, StoreError};

/// So many names are compared with a list of erasures at once.
const NAMES: usize = 1_000;

#[async_trait]
impl Care for Postgres {
    async fn erase(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        at: Timestamp,
        zone: &Zone,
        actor: Actor,
    ) -> Result<Erasure, StoreError> {
        let work = async { erasure::erase(&mut self.lend().await?, brand, customer, at, zone, actor).await };
        during("erase a customer", work).await
    }

    async fn erasures(&self, brand: &BrandId) -> Result<Erasures, StoreError> {
        during("list erasures", async { erasure::list(&mut self.lend().await?, brand).await }).await
    }

    async fn erase_again(
        &self,
        brand: &BrandId,
        erasures: &Erasures,
        zone: &Zone,
    ) -> Result<Option<Erasure>, StoreError> {
        let work = async {
            let mut db = self.lend().await?;
            if !erasure::remember(&mut db, brand, erasures).await? {
                return Ok(None);
            }
            let (mut done, mut after) = (Erasure::default(), None::<CustomerId>);
            loop {
                let names = erasure::names(&mut db, brand, after.as_ref(), NAMES).await?;
                let Erasure { names: more, events } = erasure::again(&mut db, brand, &names, zone).await?;
                done = Erasure { names: done.names + more, events: done.events + events };
                match names.last() {
                    Some(last) => after = Some(last.clone()),
                    None => return Ok(Some(done)),
                }
            }
        };
        during("erase again", work).await
    }

    async fn aged(
        &self,
        brand: &BrandId,
        kind: Aged,
        from: Timestamp,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Timestamp, CustomerId)>, StoreError> {
        let work =
            async { forgetting::aged(&mut self.lend().await?, brand, kind, from, before, limit).await };
        during("look for what is old", work).await
    }

    async fn silent(
        &self,
        brand: &BrandId,
        before: Timestamp,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<(Vec<CustomerId>, Option<CustomerId>), StoreError> {
        let work = async { forgetting::silent(&mut self.lend().await?, brand, before, after, limit).await };
        during("look for who is silent", work).await
    }

    async fn forget(
        &self,
        brand: &BrandId,
        customers: Vec<CustomerId>,
        limits: &Limits,
        zone: &Zone,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        let work = async {
            forgetting::forget(&mut self.lend().await?, brand, &customers, limits, zone, most).await
        };
        during("forget what is old", work).await
    }

    async fn sweep(&self, brand: &BrandId, limits: &Swept, most: usize) -> Result<usize, StoreError> {
        let work = async { forgetting::sweep(&mut self.lend().await?, brand, limits, most).await };
        during("sweep what is old", work).await
    }

    async fn beside(&self, brand: &BrandId, names: &[CustomerId]) -> Result<Beside, StoreError> {
        during("read what is beside the log", async { beside(&mut self.lend().await?, brand, names).await })
            .await
    }

    async fn books(&self, brand: &BrandId) -> Result<Vec<Booked>, StoreError> {
        during("read the books", async { books::list(&mut self.lend().await?, brand).await }).await
    }
}

async fn beside(db: &mut Lent, brand: &BrandId, names: &[CustomerId]) -> Result<Beside, Failure> {
    let names: Vec<_> = names.iter().map(CustomerId::as_str).collect();
    let sql =
        "SELECT customer, placement, day, offer, at, looked_until, shown, propensity, held_out FROM choices
               WHERE brand = $1 AND customer = ANY($2) ORDER BY at, customer, placement, offer";
    let chosen = db.query(sql, &[&brand.as_str(), &names]).await?;
    let sql = "SELECT message FROM quarantine WHERE brand = $1 AND customer = ANY($2) ORDER BY number";
    let refused = db.query(sql, &[&brand.as_str(), &names]).await?;
    let message = |row: &tokio_postgres::Row| {
        serde_json::from_str(row.try_get(0)?).map_err(|_| Failure::Corrupt("refused message"))
    };
    Ok(Beside {
        choices: chosen.iter().map(choices::read).collect::<Result<_, _>>()?,
        refused: refused.iter().map(message).collect::<Result<_, _>>()?,
    })
}
