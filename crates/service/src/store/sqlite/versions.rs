//! How far the log has come.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use rusqlite::Connection;

use super::Sqlite;
use super::failure::Failure;
use crate::store::{StoreError, Versions};

#[async_trait]
impl Versions for Sqlite {
    async fn version(&self, brand: &BrandId, names: &[CustomerId]) -> Result<i64, StoreError> {
        let (brand, names) = (brand.clone(), names.to_vec());
        self.read("find a version", move |db| version(db, &brand, &names)).await
    }
}

pub(super) fn version<'n>(
    connection: &Connection,
    brand: &BrandId,
    names: impl IntoIterator<Item = &'n CustomerId>,
) -> Result<i64, Failure> {
    let mut select = connection
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM events WHERE brand = ?1 AND customer = ?2")?;
    let mut version = 0;
    for name in names {
        version = version.max(select.query_row([brand.as_str(), name.as_str()], |row| row.get(0))?);
    }
    Ok(version)
}
