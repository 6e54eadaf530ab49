//! The table of vouchers.

use async_trait::async_trait;
use domain::id::{BrandId, ClaimId, CustomerId};
use rusqlite::{Connection, ToSql, params};

use super::Sqlite;
use super::failure::Failure;
use crate::store::{StoreError, Vouchers};
use crate::voucher::Handle;

#[async_trait]
impl Vouchers for Sqlite {
    async fn keep_vouchers(
        &self,
        brand: &BrandId,
        secret: &str,
        vouchers: Vec<(Handle, CustomerId, ClaimId)>,
    ) -> Result<(), StoreError> {
        let (brand, secret) = (brand.clone(), secret.to_owned());
        self.writer.write("keep vouchers", move |db| keep(db, &brand, &secret, &vouchers)).await
    }

    async fn vouchers(
        &self,
        brand: &BrandId,
        handle: &Handle,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
        let (brand, handle) = (brand.clone(), *handle);
        let select = "SELECT customer, claim FROM vouchers WHERE brand = ?1 AND handle = ?2
             UNION SELECT leading, claim FROM vouchers JOIN names ON names.brand = vouchers.brand AND name = customer
             WHERE vouchers.brand = ?1 AND handle = ?2";
        self.read("find a voucher", move |db| list(db, select, &[&brand.as_str(), &handle])).await
    }

    async fn claims_without_voucher(
        &self,
        brand: &BrandId,
        secret: &str,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
        let (brand, secret) = (brand.clone(), secret.to_owned());
        let select = "SELECT customer, claim FROM claims WHERE brand = ?1 AND NOT EXISTS (
                 SELECT 1 FROM vouchers WHERE vouchers.brand = ?1 AND vouchers.claim = claims.claim AND secret = ?2
             )";
        self.read("find vouchers", move |db| list(db, select, &[&brand.as_str(), &secret])).await
    }
}

fn keep(
    connection: &Connection,
    brand: &BrandId,
    secret: &str,
    vouchers: &[(Handle, CustomerId, ClaimId)],
) -> Result<(), Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO vouchers (brand, claim, secret, handle, customer) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
    )?;
    for (handle, customer, claim) in vouchers {
        insert.execute(params![brand.as_str(), claim.as_str(), secret, handle, customer.as_str()])?;
    }
    Ok(())
}

fn list(
    connection: &Connection,
    select: &str,
    of: &[&dyn ToSql],
) -> Result<Vec<(CustomerId, ClaimId)>, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("voucher");
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query(of)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let customer = CustomerId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?;
        found.push((customer, ClaimId::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?));
    }
    Ok(found)
}
