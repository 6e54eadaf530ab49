//! The table of programs.

use async_trait::async_trait;
use domain::id::BrandId;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::store::{Programs, Publication, Publisher, StoreError, row};

#[async_trait]
impl Programs for Postgres {
    async fn publish(&self, brand: &BrandId, program: Publication) -> Result<String, StoreError> {
        during("publish a program", async { publish(&mut self.lend().await?, brand, &program).await }).await
    }

    async fn version_in_force(&self, brand: &BrandId) -> Result<Option<String>, StoreError> {
        during("find the program in force", async { version(&mut self.lend().await?, brand).await }).await
    }

    async fn program_in_force(&self, brand: &BrandId) -> Result<Option<Publication>, StoreError> {
        during("read the program in force", async { in_force(&mut self.lend().await?, brand).await }).await
    }
}

/// One after the other: two services may start with the same file.
async fn publish(db: &mut Lent, brand: &BrandId, program: &Publication) -> Result<String, Failure> {
    let Publication { version: new, text, at, by } = program;
    db.begin().await?;
    let lock = "SELECT pg_advisory_xact_lock(hashtextextended('program of ' || $1::text, 0))";
    db.execute(lock, &[&brand.as_str()]).await?;
    let old = version(db, brand).await?;
    let known = match by {
        Publisher::File => {
            let sql = "SELECT 1 FROM programs WHERE brand = $1 AND version = $2 LIMIT 1";
            !db.query(sql, &[&brand.as_str(), new]).await?.is_empty()
        }
        Publisher::Key(_) => old.as_ref() == Some(new),
    };
    if let (true, Some(old)) = (known, old) {
        db.roll_back().await?;
        return Ok(old);
    }
    let sql = "INSERT INTO programs (brand, version, published, publisher, text) VALUES ($1, $2, $3, $4, $5)";
    db.execute(sql, &[&brand.as_str(), new, &row::micros(*at), &by.name(), text]).await?;
    db.commit().await?;
    Ok(new.clone())
}

async fn version(db: &mut Lent, brand: &BrandId) -> Result<Option<String>, Failure> {
    let sql = "SELECT version FROM programs WHERE brand = $1 ORDER BY seq DESC LIMIT 1";
    let rows = db.query(sql, &[&brand.as_str()]).await?;
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
}

async fn in_force(db: &mut Lent, brand: &BrandId) -> Result<Option<Publication>, Failure> {
    let sql = "SELECT version, text, published, publisher FROM programs WHERE brand = $1
               ORDER BY seq DESC LIMIT 1";
    db.query(sql, &[&brand.as_str()]).await?.first().map(publication).transpose()
}

fn publication(row: &Row) -> Result<Publication, Failure> {
    Ok(Publication {
        version: row.try_get(0)?,
        text: row.try_get(1)?,
        at: row::instant(row.try_get(2)?).ok_or(Failure::Corrupt("program"))?,
        by: Publisher::named(row.try_get(3)?),
    })
}
