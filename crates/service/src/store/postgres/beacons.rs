//! The table of beacons.

use async_trait::async_trait;
use contract::health::PATHS;
use domain::id::BrandId;
use domain::surface::Surface;
use domain::time::Date;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::{Postgres, during};
use crate::beacons::{Beacon, Counted, First};
use crate::store::{Beacons, StoreError};

#[async_trait]
impl Beacons for Postgres {
    async fn count(&self, brand: &BrandId, day: Date, beacon: Beacon) -> Result<(), StoreError> {
        during("count a beacon", async { count(&mut self.lend().await?, brand, day, &beacon).await }).await
    }

    async fn counted(&self, brand: &BrandId, since: Date) -> Result<Vec<Counted>, StoreError> {
        during("read counts of beacons", async { list(&mut self.lend().await?, brand, since).await }).await
    }
}

/// Adds one to its day.
async fn count(db: &mut Lent, brand: &BrandId, day: Date, beacon: &Beacon) -> Result<(), Failure> {
    let sql = "INSERT INTO beacons (brand, day, surface, path, code, first, beacons, traps)
               VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
               ON CONFLICT (brand, day, surface, path, code, first)
               DO UPDATE SET beacons = beacons.beacons + 1, traps = beacons.traps + excluded.traps";
    let first = match beacon.first {
        First::Never => 0,
        First::Within(limit) => i64::from(limit),
        First::Later => -1,
    };
    db.execute(
        sql,
        &[
            &brand.as_str(),
            &day.to_string(),
            &beacon.surface.map_or("", Surface::name),
            &beacon.path.name(),
            &beacon.code.as_deref().unwrap_or_default(),
            &first,
            &i64::try_from(beacon.traps).unwrap_or(i64::MAX),
        ],
    )
    .await?;
    Ok(())
}

/// All since a day, in order; of equal ones the slower later.
async fn list(db: &mut Lent, brand: &BrandId, day: Date) -> Result<Vec<Counted>, Failure> {
    let sql =
        "SELECT day, surface, path, code, first, beacons, traps FROM beacons WHERE brand = $1 AND day >= $2
               ORDER BY day, surface, path, code, first < 0, first";
    db.query(sql, &[&brand.as_str(), &day.to_string()]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Counted, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("beacon");
    let (surface, path, code): (&str, &str, String) = (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
    let number = |at: usize| u64::try_from(row.try_get::<_, i64>(at)?).map_err(|_| CORRUPT);
    Ok(Counted {
        day: row.try_get::<_, &str>(0)?.parse().map_err(|_| CORRUPT)?,
        beacon: Beacon {
            surface: match surface {
                "" => None,
                name => Some(Surface::named(name).ok_or(CORRUPT)?),
            },
            path: PATHS.into_iter().find(|known| known.name() == path).ok_or(CORRUPT)?,
            code: (!code.is_empty()).then_some(code),
            first: match row.try_get::<_, i64>(4)? {
                -1 => First::Later,
                0 => First::Never,
                limit => First::Within(u32::try_from(limit).map_err(|_| CORRUPT)?),
            },
            traps: number(6)?,
        },
        beacons: number(5)?,
    })
}
