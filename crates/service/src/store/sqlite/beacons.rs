//! The table of beacons.

use async_trait::async_trait;
use contract::health::PATHS;
use domain::id::BrandId;
use domain::surface::Surface;
use domain::time::Date;
use rusqlite::{Connection, Row, params};

use super::Sqlite;
use super::failure::Failure;
use crate::beacons::{Beacon, Counted, First};
use crate::store::{Beacons, StoreError};

#[async_trait]
impl Beacons for Sqlite {
    async fn count(&self, brand: &BrandId, day: Date, beacon: Beacon) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.note("count a beacon", move |db| count(db, &brand, day, &beacon)).await
    }

    async fn counted(&self, brand: &BrandId, since: Date) -> Result<Vec<Counted>, StoreError> {
        let brand = brand.clone();
        self.read("read counts of beacons", move |db| list(db, &brand, since)).await
    }
}

/// Adds one to its day.
fn count(connection: &Connection, brand: &BrandId, day: Date, beacon: &Beacon) -> Result<(), Failure> {
    let mut add = connection.prepare_cached(
        "INSERT INTO beacons (brand, day, surface, path, code, first, beacons, traps)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7)
         ON CONFLICT DO UPDATE SET beacons = beacons + 1, traps = traps + excluded.traps",
    )?;
    add.execute(params![
        brand.as_str(),
        day.to_string(),
        beacon.surface.map_or("", Surface::name),
        beacon.path.name(),
        beacon.code.as_deref().unwrap_or_default(),
        match beacon.first {
            First::Never => 0,
            First::Within(limit) => i64::from(limit),
            First::Later => -1,
        },
        i64::try_from(beacon.traps).unwrap_or(i64::MAX),
    ])?;
    Ok(())
}

/// All since a day, in order; of equal ones the slower later.
fn list(connection: &Connection, brand: &BrandId, day: Date) -> Result<Vec<Counted>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT day, surface, path, code, first, beacons, traps FROM beacons WHERE brand = ?1 AND day >= ?2
         ORDER BY day, surface, path, code, first < 0, first",
    )?;
    let mut rows = select.query(params![brand.as_str(), day.to_string()])?;
    let mut counted = Vec::new();
    while let Some(row) = rows.next()? {
        counted.push(read(row)?);
    }
    Ok(counted)
}

fn read(row: &Row<'_>) -> Result<Counted, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("beacon");
    let (surface, path, code): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
    let number = |at| u64::try_from(row.get::<_, i64>(at)?).map_err(|_| CORRUPT);
    Ok(Counted {
        day: row.get::<_, String>(0)?.parse().map_err(|_| CORRUPT)?,
        beacon: Beacon {
            surface: match surface.as_str() {
                "" => None,
                name => Some(Surface::named(name).ok_or(CORRUPT)?),
            },
            path: PATHS.into_iter().find(|known| known.name() == path).ok_or(CORRUPT)?,
            code: (!code.is_empty()).then_some(code),
            first: match row.get::<_, i64>(4)? {
                -1 => First::Later,
                0 => First::Never,
                limit => First::Within(u32::try_from(limit).map_err(|_| CORRUPT)?),
            },
            traps: number(6)?,
        },
        beacons: number(5)?,
    })
}
