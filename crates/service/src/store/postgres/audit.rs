//! The table of the audit trail.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::secret::Secret;
use super::{Postgres, during};
use crate::store::{Actor, Audit, AuditEntry, Deed, Noted, StoreError, row};

#[async_trait]
impl Audit for Postgres {
    async fn note(&self, brand: &BrandId, entry: Noted) -> Result<(), StoreError> {
        during("write an audit entry", async { note(&mut self.lend().await?, brand, &entry).await }).await
    }

    async fn noted(
        &self,
        brand: &BrandId,
        about: Option<&CustomerId>,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        during("read the audit trail", async {
            list(&mut self.lend().await?, brand, about, before, limit).await
        })
        .await
    }
}

/// Adds an entry.
pub(super) async fn note(db: &mut Lent, brand: &BrandId, entry: &Noted) -> Result<(), Failure> {
    let Noted { at, actor, deed, subject, details } = entry;
    let secret = Secret::of(db).await?;
    let subject = subject.as_ref().map(|name| secret.hash(brand, name)).transpose()?;
    let subject = subject.as_ref().map(<[u8; 32]>::as_slice);
    let sql = "INSERT INTO audit (brand, at, actor, deed, subject, details) VALUES ($1, $2, $3, $4, $5, $6)";
    let (actor, deed) = (actor.word(), deed.word());
    db.execute(sql, &[&brand.as_str(), &row::micros(*at), &actor, &deed, &subject, details]).await?;
    Ok(())
}

async fn list(
    db: &mut Lent,
    brand: &BrandId,
    about: Option<&CustomerId>,
    before: Option<u64>,
    limit: usize,
) -> Result<Vec<AuditEntry>, Failure> {
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let (before, limit) = (before.map_or(i64::MAX, signed), i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = match about {
        Some(name) => {
            let subject = Secret::of(db).await?.hash(brand, name)?;
            let sql = "SELECT number, at, actor, deed, subject, details FROM audit
                       WHERE brand = $1 AND number < $2 AND subject = $4 ORDER BY number DESC LIMIT $3";
            db.query(sql, &[&brand.as_str(), &before, &limit, &subject.as_slice()]).await?
        }
        None => {
            let sql = "SELECT number, at, actor, deed, subject, details FROM audit
                       WHERE brand = $1 AND number < $2 ORDER BY number DESC LIMIT $3";
            db.query(sql, &[&brand.as_str(), &before, &limit]).await?
        }
    };
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<AuditEntry, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("audit entry");
    let subject: Option<&[u8]> = row.try_get(4)?;
    Ok(AuditEntry {
        number: u64::try_from(row.try_get::<_, i64>(0)?).map_err(|_| CORRUPT)?,
        at: row::instant(row.try_get(1)?).ok_or(CORRUPT)?,
        actor: Actor::named(row.try_get(2)?).ok_or(CORRUPT)?,
        deed: Deed::named(row.try_get(3)?).ok_or(CORRUPT)?,
        subject: subject.map(|hash| hash.try_into().map_err(|_| CORRUPT)).transpose()?,
        details: row.try_get(5)?,
    })
}
