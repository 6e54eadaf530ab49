//! The table of messages that were refused.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::door::{Fault, Strength};
use crate::store::quarantine::{KEPT, MOST};
use crate::store::{Held, Quarantine, StoreError, row};

#[async_trait]
impl Quarantine for Postgres {
    async fn hold(&self, brand: &BrandId, refused: Vec<Held>, now: Timestamp) -> Result<(), StoreError> {
        during("keep what was refused", async { hold(&mut self.lend().await?, brand, &refused, now).await })
            .await
    }

    async fn held(&self, brand: &BrandId, after: u64, limit: usize) -> Result<Vec<(u64, Held)>, StoreError> {
        during("read what was refused", async { held(&mut self.lend().await?, brand, after, limit).await })
            .await
    }

    async fn mend(&self, brand: &BrandId, number: u64, held: Held) -> Result<(), StoreError> {
        during("mend what was refused", async { mend(&mut self.lend().await?, brand, number, &held).await })
            .await
    }

    async fn let_go(&self, brand: &BrandId, numbers: Vec<u64>) -> Result<usize, StoreError> {
        const SQL: &str = "DELETE FROM quarantine WHERE brand = $1 AND number = ANY($2)";
        let numbers: Vec<i64> = numbers.into_iter().map(signed).collect();
        let work = async { self.lend().await?.execute(SQL, &[&brand.as_str(), &numbers]).await };
        during("let go of what was refused", work).await.map(count)
    }
}

async fn hold(db: &mut Lent, brand: &BrandId, refused: &[Held], now: Timestamp) -> Result<(), Failure> {
    let insert =
        "INSERT INTO quarantine (brand, digest, received, strength, customer, message, field, value, rule)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (brand, digest) DO NOTHING";
    let brand = brand.as_str();
    db.begin().await?;
    let mut refused: Vec<_> = refused.iter().collect();
    // Always in order, so that no two wait for one another.
    refused.sort_by_key(|held| held.digest);
    for held in refused {
        db.execute(
            insert,
            &[
                &brand,
                &held.digest.as_slice(),
                &row::micros(held.received),
                &name(held.strength),
                &held.customer.as_ref().map(CustomerId::as_str),
                &held.message.to_string(),
                &plain(&held.fault.field),
                &plain(&held.fault.value),
                &plain(&held.fault.rule),
            ],
        )
        .await?;
    }
    db.commit().await?;
    let sweep = "DELETE FROM quarantine WHERE brand = $1 AND (received < $2 OR number <=
                 (SELECT number FROM quarantine WHERE brand = $1 ORDER BY number DESC LIMIT 1 OFFSET $3))";
    let oldest = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    db.execute(sweep, &[&brand, &row::micros(oldest), &signed(MOST)]).await?;
    Ok(())
}

async fn held(db: &mut Lent, brand: &BrandId, after: u64, limit: usize) -> Result<Vec<(u64, Held)>, Failure> {
    let sql =
        "SELECT number, digest, received, strength, customer, message, field, value, rule FROM quarantine
               WHERE brand = $1 AND number > $2 ORDER BY number LIMIT $3";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    db.query(sql, &[&brand.as_str(), &signed(after), &limit]).await?.iter().map(read).collect()
}

async fn mend(db: &mut Lent, brand: &BrandId, number: u64, held: &Held) -> Result<(), Failure> {
    let sql = "UPDATE quarantine SET customer = $3, message = $4, field = $5, value = $6, rule = $7
               WHERE brand = $1 AND number = $2";
    db.execute(
        sql,
        &[
            &brand.as_str(),
            &signed(number),
            &held.customer.as_ref().map(CustomerId::as_str),
            &held.message.to_string(),
            &plain(&held.fault.field),
            &plain(&held.fault.value),
            &plain(&held.fault.rule),
        ],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<(u64, Held), Failure> {
    const CORRUPT: Failure = Failure::Corrupt("refused message");
    let customer: Option<String> = row.try_get(4)?;
    let held = Held {
        digest: row.try_get::<_, &[u8]>(1)?.try_into().map_err(|_| CORRUPT)?,
        received: row::instant(row.try_get(2)?).ok_or(CORRUPT)?,
        strength: match row.try_get(3)? {
            "public" => Strength::Public,
            "secret" => Strength::Secret,
            _ => return Err(CORRUPT),
        },
        customer: customer.map(CustomerId::new).transpose().map_err(|_| CORRUPT)?,
        message: serde_json::from_str(row.try_get(5)?).map_err(|_| CORRUPT)?,
        fault: Fault { field: row.try_get(6)?, value: row.try_get(7)?, rule: row.try_get(8)? },
    };
    Ok((u64::try_from(row.try_get::<_, i64>(0)?).map_err(|_| CORRUPT)?, held))
}

fn name(strength: Strength) -> &'static str {
    match strength {
        Strength::Public => "public",
        Strength::Secret => "secret",
    }
}

/// What was refused may hold what this database cannot: the character that ends texts in C.
fn plain(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn count(rows: u64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}
