//! The table of notices.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use rusqlite::{Connection, params};

use super::Sqlite;
use super::failure::Failure;
use crate::store::notices::MOST;
use crate::store::{Notice, Notices, StoreError};

const CORRUPT: Failure = Failure::Corrupt("notice");

#[async_trait]
impl Notices for Sqlite {
    async fn notify(&self, brand: &BrandId, notices: Vec<Notice>) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.write("leave notices", move |db| notify(db, &brand, &notices)).await
    }

    async fn notices(&self, after: i64) -> Result<Vec<(i64, BrandId, Notice)>, StoreError> {
        self.read("read notices", move |db| list(db, after)).await
    }

    async fn pass_notices(&self, until: i64) -> Result<i64, StoreError> {
        let work = move |db: &Connection| {
            db.prepare_cached("DELETE FROM notices WHERE number <= ?1")?.execute([until])?;
            let last = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'notices'";
            Ok(db.prepare_cached(last)?.query_row([], |row| row.get(0))?)
        };
        self.writer.write("let go of notices", work).await
    }
}

fn notify(connection: &Connection, brand: &BrandId, notices: &[Notice]) -> Result<(), Failure> {
    let mut insert = connection.prepare_cached("INSERT INTO notices (brand, customer) VALUES (?1, ?2)")?;
    for notice in notices {
        insert.execute(params![brand.as_str(), notice.customer()])?;
    }
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    connection
        .prepare_cached("DELETE FROM notices WHERE number <= (SELECT max(number) FROM notices) - ?1")?
        .execute([most])?;
    Ok(())
}

fn list(connection: &Connection, after: i64) -> Result<Vec<(i64, BrandId, Notice)>, Failure> {
    let mut select = connection
        .prepare_cached("SELECT number, brand, customer FROM notices WHERE number > ?1 ORDER BY number")?;
    let mut rows = select.query([after])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let brand = BrandId::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?;
        let customer: Option<String> = row.get(2)?;
        let customer = customer.map(CustomerId::new).transpose().map_err(|_| CORRUPT)?;
        found.push((row.get(0)?, brand, Notice::of(customer)));
    }
    Ok(found)
}
