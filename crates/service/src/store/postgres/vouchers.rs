//! The table of vouchers.

use async_trait::async_trait;
use domain::id::{BrandId, ClaimId, CustomerId};
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::store::{StoreError, Vouchers};
use crate::voucher::Handle;

#[async_trait]
impl Vouchers for Postgres {
    async fn keep_vouchers(
        &self,
        brand: &BrandId,
        secret: &str,
        vouchers: Vec<(Handle, CustomerId, ClaimId)>,
    ) -> Result<(), StoreError> {
        during("keep vouchers", async { keep(&mut self.lend().await?, brand, secret, vouchers).await }).await
    }

    async fn vouchers(
        &self,
        brand: &BrandId,
        handle: &Handle,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
        const SQL: &str = "SELECT customer, claim FROM vouchers WHERE brand = $1 AND handle = $2
             UNION SELECT \"leading\", claim FROM vouchers JOIN names ON names.brand = vouchers.brand AND name = customer
             WHERE vouchers.brand = $1 AND handle = $2";
        let work = async {
            let rows = self.lend().await?.query(SQL, &[&brand.as_str(), &handle.as_slice()]).await?;
            rows.iter().map(read).collect()
        };
        during("find a voucher", work).await
    }

    async fn claims_without_voucher(
        &self,
        brand: &BrandId,
        secret: &str,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
        const SQL: &str = "SELECT customer, claim FROM claims WHERE brand = $1 AND NOT EXISTS (
                 SELECT 1 FROM vouchers WHERE vouchers.brand = $1 AND vouchers.claim = claims.claim AND secret = $2
             )";
        let work = async {
            let rows = self.lend().await?.query(SQL, &[&brand.as_str(), &secret]).await?;
            rows.iter().map(read).collect()
        };
        during("find vouchers", work).await
    }
}

/// In order, so that no two wait for one another.
async fn keep(
    db: &mut Lent,
    brand: &BrandId,
    secret: &str,
    mut vouchers: Vec<(Handle, CustomerId, ClaimId)>,
) -> Result<(), Failure> {
    vouchers.sort_by(|(_, _, one), (_, _, other)| one.cmp(other));
    let claims: Vec<_> = vouchers.iter().map(|(_, _, claim)| claim.as_str()).collect();
    let customers: Vec<_> = vouchers.iter().map(|(_, customer, _)| customer.as_str()).collect();
    let handles: Vec<_> = vouchers.iter().map(|(handle, _, _)| handle.as_slice()).collect();
    let sql = "INSERT INTO vouchers (brand, secret, claim, customer, handle)
               SELECT $1::text, $2::text, * FROM unnest($3::text[], $4::text[], $5::bytea[])
               ON CONFLICT DO NOTHING";
    db.execute(sql, &[&brand.as_str(), &secret, &claims, &customers, &handles]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<(CustomerId, ClaimId), Failure> {
    const CORRUPT: Failure = Failure::Corrupt("voucher");
    let customer = CustomerId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?;
    Ok((customer, ClaimId::new(row.try_get::<_, String>(1)?).map_err(|_| CORRUPT)?))
}
