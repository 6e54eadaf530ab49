//! The tables of sessions and of the identity tokens that opened them.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Sqlite;
use super::failure::Failure;
use crate::store::{SessionRow, Sessions, StoreError, row};

#[async_trait]
impl Sessions for Sqlite {
    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError> {
        self.writer.write("open a session", move |db| open(db, &session)).await
    }

    async fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError> {
        let token_hash = *token_hash;
        const VERB: &str = "find a session";
        let find = move |db: &Connection| find(db, &token_hash, now);
        match &self.readers {
            Some(readers) => readers.read_here(VERB, find).await,
            None => self.writer.write(VERB, find).await,
        }
    }

    async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let token_hash = *token_hash;
        self.writer.write("end a session", move |db| end(db, &token_hash)).await
    }
}

/// No session lives as long: one that ended so long before a new one will end is over, whatever the time is now.
const A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// Keeps a session unless its identity token was used before, and forgets those that are long over.
fn open(connection: &Connection, session: &SessionRow) -> Result<bool, Failure> {
    let expires = row::micros(session.expires);
    for sweep in ["DELETE FROM sessions WHERE expires < ?1", "DELETE FROM identities_used WHERE expires < ?1"]
    {
        connection.prepare_cached(sweep)?.execute([expires - A_DAY])?;
    }
    let brand = session.brand.as_str();
    let first = connection
        .prepare_cached(
            "INSERT INTO identities_used (brand, identity, expires) VALUES (?1, ?2, ?3)
             ON CONFLICT (brand, identity) DO NOTHING",
        )?
        .execute(params![brand, session.identity, expires])?;
    if first == 0 {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "INSERT INTO sessions (token_hash, brand, customer, expires, identity) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![session.token_hash, brand, session.customer.as_str(), expires, session.identity])?;
    Ok(true)
}

/// The session that has not ended.
fn find(
    connection: &Connection,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<SessionRow>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT token_hash, brand, customer, expires, identity FROM sessions WHERE token_hash = ?1 AND expires > ?2",
    )?;
    select.query_row(params![token_hash, row::micros(now)], |row| Ok(session(row))).optional()?.transpose()
}

/// Ends a session, if there is one.
fn end(connection: &Connection, token_hash: &[u8; 32]) -> Result<(), Failure> {
    connection.prepare_cached("DELETE FROM sessions WHERE token_hash = ?1")?.execute([token_hash])?;
    Ok(())
}

fn session(row: &Row<'_>) -> Result<SessionRow, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("session");
    Ok(SessionRow {
        token_hash: row.get(0)?,
        brand: BrandId::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?,
        customer: CustomerId::new(row.get::<_, String>(2)?).map_err(|_| CORRUPT)?,
        expires: row::instant(row.get(3)?).ok_or(CORRUPT)?,
        identity: row.get(4)?,
    })
}
