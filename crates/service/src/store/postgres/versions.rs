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
    let latest = db.query(sql, &[&brand.as_str(), &names]).await?;
    let latest = latest.first().ok_or(Failure::Corrupt("event"))?.try_get(0)?;
    let sql = "SELECT friend FROM invitations WHERE brand = $1 AND inviter = ANY($2)
               UNION SELECT other.name FROM invitations
                   JOIN names ON names.brand = $1 AND names.name = friend
                   JOIN names AS other ON other.brand = $1 AND other.\"leading\" = names.\"leading\"
               WHERE invitations.brand = $1 AND inviter = ANY($2)";
    let friends = db.query(sql, &[&brand.as_str(), &names]).await?;
    if friends.is_empty() {
        return Ok(latest);
    }
    let friends = friends.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    let sql = "SELECT coalesce(max(seq), 0) FROM events WHERE brand = $1 AND customer = ANY($2)
                   AND kind IN ('order_completed', 'order_refunded', 'order_cancelled')";
    let bought = db.query(sql, &[&brand.as_str(), &friends]).await?;
    Ok(latest.max(bought.first().ok_or(Failure::Corrupt("event"))?.try_get(0)?))
}
