//! The tables of sessions and of the identity tokens that opened them.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::store::{SessionRow, Sessions, StoreError, row};

#[async_trait]
impl Sessions for Postgres {
    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError> {
        during("open a session", async { open(&mut self.lend().await?, &session).await }).await
    }

    async fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError> {
        during("find a session", async { find(&mut self.lend().await?, token_hash, now).await }).await
    }

    async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM sessions WHERE token_hash = $1";
        let end = async { self.lend().await?.execute(SQL, &[&token_hash.as_slice()]).await };
        during("end a session", end).await.map(drop)
    }
}

/// No session lives as long: one that ended so long before a new one will end is over, whatever the time is now.
const A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// Those that are long over. What another one is about to forget is left to them.
const SWEEPS: [&str; 2] = [
    "DELETE FROM sessions WHERE token_hash IN
         (SELECT token_hash FROM sessions WHERE expires < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED)",
    "DELETE FROM identities_used WHERE (brand, identity) IN
         (SELECT brand, identity FROM identities_used WHERE expires < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED)",
];

/// Keeps a session unless its identity token was used before, and forgets those that are long over.
async fn open(db: &mut Lent, session: &SessionRow) -> Result<bool, Failure> {
    let expires = row::micros(session.expires);
    for sweep in SWEEPS {
        db.execute(sweep, &[&(expires - A_DAY)]).await?;
    }
    let sql = "WITH used AS (
                   INSERT INTO identities_used (brand, identity, expires) VALUES ($2, $5, $4)
                   ON CONFLICT (brand, identity) DO NOTHING RETURNING brand
               )
               INSERT INTO sessions (token_hash, brand, customer, expires, identity)
               SELECT $1::bytea, brand, $3::text, $4::bigint, $5::text FROM used";
    let (brand, customer) = (session.brand.as_str(), session.customer.as_str());
    let hash = session.token_hash.as_slice();
    Ok(db.execute(sql, &[&hash, &brand, &customer, &expires, &session.identity]).await? == 1)
}

/// The session that has not ended.
async fn find(db: &mut Lent, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, Failure> {
    let sql = "SELECT token_hash, brand, customer, expires, identity FROM sessions
               WHERE token_hash = $1 AND expires > $2";
    let rows = db.query(sql, &[&token_hash.as_slice(), &row::micros(now)]).await?;
    rows.first().map(session).transpose()
}

fn session(row: &Row) -> Result<SessionRow, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("session");
    Ok(SessionRow {
        token_hash: row.try_get::<_, &[u8]>(0)?.try_into().map_err(|_| CORRUPT)?,
        brand: BrandId::new(row.try_get::<_, String>(1)?).map_err(|_| CORRUPT)?,
        customer: CustomerId::new(row.try_get::<_, String>(2)?).map_err(|_| CORRUPT)?,
        expires: row::instant(row.try_get(3)?).ok_or(CORRUPT)?,
        identity: row.try_get(4)?,
    })
}
