//! How far the log has come.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::store::{StoreError, Versions};

#[async_trait]
impl Versions for Postgres {
    async fn version(&self, brand: &BrandId, names: &[CustomerId]) -> Result<i64, StoreError> {
        during("find a version", async { version(&mut self.lend().await?, brand, names).await }).await
    }
}

pub(super) async fn version(
    db: &mut Lent,
    brand: &BrandId,
    names: impl IntoIterator<Item = &CustomerId>,
) -> Result<i64, Failure> {
    let sql = "SELECT coalesce(max(seq), 0) FROM events WHERE brand = $1 AND customer = ANY($2)";
    let names: Vec<_> = names.into_iter().map(CustomerId::as_str).collect();
    let rows = db.query(sql, &[&brand.as_str(), &names]).await?;
    Ok(rows.first().ok_or(Failure::Corrupt("event"))?.try_get(0)?)
}
