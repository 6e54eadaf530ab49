//! The table of the audit trail.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use rusqlite::{Connection, Row, params};

use super::Sqlite;
use super::failure::Failure;
use super::secret::Secret;
use crate::store::{Actor, Audit, AuditEntry, Deed, Noted, StoreError, row};

#[async_trait]
impl Audit for Sqlite {
    async fn note(&self, brand: &BrandId, entry: Noted) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.write("write an audit entry", move |db| note(db, &brand, &entry)).await
    }

    async fn noted(
        &self,
        brand: &BrandId,
        about: Option<&CustomerId>,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let (brand, about) = (brand.clone(), about.cloned());
        self.read("read the audit trail", move |db| list(db, &brand, about.as_ref(), before, limit)).await
    }
}

/// Adds an entry.
pub(super) fn note(connection: &Connection, brand: &BrandId, entry: &Noted) -> Result<(), Failure> {
    let Noted { at, actor, deed, subject, details } = entry;
    let secret = Secret::of(connection)?;
    let subject = subject.as_ref().map(|name| secret.hash(brand, name)).transpose()?;
    connection
        .prepare_cached(
            "INSERT INTO audit (brand, at, actor, deed, subject, details) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![brand.as_str(), row::micros(*at), actor.word(), deed.word(), subject, details])?;
    Ok(())
}

fn list(
    connection: &Connection,
    brand: &BrandId,
    about: Option<&CustomerId>,
    before: Option<u64>,
    limit: usize,
) -> Result<Vec<AuditEntry>, Failure> {
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let (before, limit) = (before.map_or(i64::MAX, signed), i64::try_from(limit).unwrap_or(i64::MAX));
    let mut entries = Vec::new();
    match about {
        Some(name) => {
            let subject = Secret::of(connection)?.hash(brand, name)?;
            let mut select = connection.prepare_cached(
                "SELECT number, at, actor, deed, subject, details FROM audit
                 WHERE brand = ?1 AND number < ?2 AND subject = ?4 ORDER BY number DESC LIMIT ?3",
            )?;
            let mut rows = select.query(params![brand.as_str(), before, limit, subject])?;
            while let Some(row) = rows.next()? {
                entries.push(read(row)?);
            }
        }
        None => {
            let mut select = connection.prepare_cached(
                "SELECT number, at, actor, deed, subject, details FROM audit
                 WHERE brand = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3",
            )?;
            let mut rows = select.query(params![brand.as_str(), before, limit])?;
            while let Some(row) = rows.next()? {
                entries.push(read(row)?);
            }
        }
    }
    Ok(entries)
}

fn read(row: &Row<'_>) -> Result<AuditEntry, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("audit entry");
    let word = |at| row.get::<_, String>(at);
    Ok(AuditEntry {
        number: u64::try_from(row.get::<_, i64>(0)?).map_err(|_| CORRUPT)?,
        at: row::instant(row.get(1)?).ok_or(CORRUPT)?,
        actor: Actor::named(&word(2)?).ok_or(CORRUPT)?,
        deed: Deed::named(&word(3)?).ok_or(CORRUPT)?,
        subject: row.get(4)?,
        details: row.get(5)?,
    })
}
