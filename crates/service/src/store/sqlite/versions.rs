//! How far the log has come.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use rusqlite::Connection;

use super::failure::Failure;
use super::{Sqlite, log, people};
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
    let mut bought = connection.prepare_cached(
        "SELECT coalesce(max(seq), 0) FROM events WHERE brand = ?1 AND customer = ?2
             AND kind IN ('order_completed', 'order_refunded', 'order_cancelled')",
    )?;
    let mut invited =
        connection.prepare_cached("SELECT friend FROM invitations WHERE brand = ?1 AND inviter = ?2")?;
    let mut version = 0;
    for name in names {
        version = version.max(select.query_row([brand.as_str(), name.as_str()], |row| row.get(0))?);
        let mut friends = invited.query([brand.as_str(), name.as_str()])?;
        while let Some(friend) = friends.next()? {
            for name in people::bundle(connection, brand, &log::named(friend, 0)?)? {
                version = version.max(bought.query_row([brand.as_str(), name.as_str()], |row| row.get(0))?);
            }
        }
    }
    Ok(version)
}
