//! The table of messages that were refused.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use rusqlite::{Connection, Row, params};

use super::Sqlite;
use super::failure::Failure;
use crate::door::{Fault, Strength};
use crate::store::quarantine::{KEPT, MOST};
use crate::store::{Held, Quarantine, StoreError, row};

/// The oldest leave, where there are too many, at every so many: looking takes a walk past all that stay.
const SWEEP: i64 = 100;

#[async_trait]
impl Quarantine for Sqlite {
    async fn hold(&self, brand: &BrandId, refused: Vec<Held>, now: Timestamp) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.note("keep what was refused", move |db| hold(db, &brand, &refused, now)).await
    }

    async fn held(&self, brand: &BrandId, after: u64, limit: usize) -> Result<Vec<(u64, Held)>, StoreError> {
        let brand = brand.clone();
        self.read("read what was refused", move |db| held(db, &brand, after, limit)).await
    }

    async fn mend(&self, brand: &BrandId, number: u64, held: Held) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.write("mend what was refused", move |db| mend(db, &brand, number, &held)).await
    }

    async fn let_go(&self, brand: &BrandId, numbers: Vec<u64>) -> Result<usize, StoreError> {
        const SQL: &str = "DELETE FROM quarantine WHERE brand = ?1 AND number = ?2";
        let brand = brand.clone();
        let work = move |db: &Connection| {
            let mut gone = 0;
            for number in numbers {
                gone += db.prepare_cached(SQL)?.execute(params![brand.as_str(), signed(number)])?;
            }
            Ok(gone)
        };
        self.writer.write("let go of what was refused", work).await
    }
}

fn hold(connection: &Connection, brand: &BrandId, refused: &[Held], now: Timestamp) -> Result<(), Failure> {
    let brand = brand.as_str();
    let mut crowded = false;
    for held in refused {
        let mut insert = connection.prepare_cached(
            "INSERT INTO quarantine (brand, digest, received, strength, customer, message, field, value, rule)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (brand, digest) DO NOTHING",
        )?;
        let kept = insert.execute(params![
            brand,
            held.digest,
            row::micros(held.received),
            name(held.strength),
            held.customer.as_ref().map(CustomerId::as_str),
            held.message.to_string(),
            held.fault.field,
            held.fault.value,
            held.fault.rule,
        ])?;
        crowded |= kept > 0 && connection.last_insert_rowid() % SWEEP == 0;
    }
    if crowded {
        connection
            .prepare_cached(
                "DELETE FROM quarantine WHERE brand = ?1 AND number <=
                 (SELECT number FROM quarantine WHERE brand = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
            )?
            .execute(params![brand, signed(MOST)])?;
    }
    let oldest = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    connection
        .prepare_cached("DELETE FROM quarantine WHERE brand = ?1 AND received < ?2")?
        .execute(params![brand, row::micros(oldest)])?;
    Ok(())
}

fn held(
    connection: &Connection,
    brand: &BrandId,
    after: u64,
    limit: usize,
) -> Result<Vec<(u64, Held)>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT number, digest, received, strength, customer, message, field, value, rule FROM quarantine
         WHERE brand = ?1 AND number > ?2 ORDER BY number LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = select.query(params![brand.as_str(), signed(after), limit])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

fn mend(connection: &Connection, brand: &BrandId, number: u64, held: &Held) -> Result<(), Failure> {
    let mut update = connection.prepare_cached(
        "UPDATE quarantine SET customer = ?3, message = ?4, field = ?5, value = ?6, rule = ?7
         WHERE brand = ?1 AND number = ?2",
    )?;
    update.execute(params![
        brand.as_str(),
        signed(number),
        held.customer.as_ref().map(CustomerId::as_str),
        held.message.to_string(),
        held.fault.field,
        held.fault.value,
        held.fault.rule,
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<(u64, Held), Failure> {
    const CORRUPT: Failure = Failure::Corrupt("refused message");
    let customer: Option<String> = row.get(4)?;
    let held = Held {
        digest: row.get(1)?,
        received: row::instant(row.get(2)?).ok_or(CORRUPT)?,
        strength: match row.get_ref(3)?.as_str() {
            Ok("public") => Strength::Public,
            Ok("secret") => Strength::Secret,
            _ => return Err(CORRUPT),
        },
        customer: customer.map(CustomerId::new).transpose().map_err(|_| CORRUPT)?,
        message: row
            .get_ref(5)?
            .as_str()
            .ok()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or(CORRUPT)?,
        fault: Fault { field: row.get(6)?, value: row.get(7)?, rule: row.get(8)? },
    };
    Ok((u64::try_from(row.get::<_, i64>(0)?).map_err(|_| CORRUPT)?, held))
}

fn name(strength: Strength) -> &'static str {
    match strength {
        Strength::Public => "public",
        Strength::Secret => "secret",
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
