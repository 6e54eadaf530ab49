//! The table of notices.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::store::notices::MOST;
use crate::store::{Notice, Notices, StoreError};

const CORRUPT: Failure = Failure::Corrupt("notice");

#[async_trait]
impl Notices for Postgres {
    async fn notify(&self, brand: &BrandId, notices: Vec<Notice>) -> Result<(), StoreError> {
        during("leave notices", async { notify(&mut self.lend().await?, brand, &notices).await }).await
    }

    async fn notices(&self, after: i64) -> Result<Vec<(i64, BrandId, Notice)>, StoreError> {
        during("read notices", async { list(&mut self.lend().await?, after).await }).await
    }

    async fn pass_notices(&self, until: i64) -> Result<i64, StoreError> {
        let work = async {
            let mut db = self.lend().await?;
            db.execute("DELETE FROM notices WHERE number <= $1", &[&until]).await?;
            let sql = "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('notices', 'number')::regclass), 0)";
            let rows = db.query(sql, &[]).await?;
            Ok(rows.first().ok_or(CORRUPT)?.try_get(0)?)
        };
        during("let go of notices", work).await
    }
}

/// One after the other, so that whoever has read a number has read all before it.
async fn notify(db: &mut Lent, brand: &BrandId, notices: &[Notice]) -> Result<(), Failure> {
    db.begin().await?;
    db.execute("SELECT pg_advisory_xact_lock(hashtextextended('notices', 0))", &[]).await?;
    let customers: Vec<_> = notices.iter().map(Notice::customer).collect();
    let sql = "INSERT INTO notices (brand, customer) SELECT $1, customer
               FROM unnest($2::text[]) WITH ORDINALITY AS told (customer, place) ORDER BY place";
    db.execute(sql, &[&brand.as_str(), &customers]).await?;
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let sql = "DELETE FROM notices WHERE number <= (SELECT max(number) FROM notices) - $1";
    db.execute(sql, &[&most]).await?;
    db.commit().await
}

async fn list(db: &mut Lent, after: i64) -> Result<Vec<(i64, BrandId, Notice)>, Failure> {
    let sql = "SELECT number, brand, customer FROM notices WHERE number > $1 ORDER BY number";
    let mut found = Vec::new();
    for row in db.query(sql, &[&after]).await? {
        let brand = BrandId::new(row.try_get::<_, String>(1)?).map_err(|_| CORRUPT)?;
        let customer: Option<String> = row.try_get(2)?;
        let customer = customer.map(CustomerId::new).transpose().map_err(|_| CORRUPT)?;
        found.push((row.try_get(0)?, brand, Notice::of(customer)));
    }
    Ok(found)
}
