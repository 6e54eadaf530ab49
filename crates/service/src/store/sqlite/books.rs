//! The table of books: what the law requires of those who were erased.

use domain::id::BrandId;
use rusqlite::{Connection, Row, params};

use super::failure::Failure;
use crate::store::care::{BookKind, Booked};

/// Adds entries to the sums of their days.
pub(super) fn add(connection: &Connection, brand: &BrandId, entries: &[Booked]) -> Result<(), Failure> {
    let mut add = connection.prepare_cached(
        "INSERT INTO books (brand, day, kind, currency, entries, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (brand, day, kind, currency)
         DO UPDATE SET entries = entries + excluded.entries, amount = amount + excluded.amount",
    )?;
    for Booked { day, kind, currency, entries, amount } in entries {
        add.execute(params![
            brand.as_str(),
            day.to_string(),
            kind.word(),
            currency.as_deref().unwrap_or_default(),
            i64::try_from(*entries).unwrap_or(i64::MAX),
            amount,
        ])?;
    }
    Ok(())
}

/// All of them, by day.
pub(super) fn list(connection: &Connection, brand: &BrandId) -> Result<Vec<Booked>, Failure> {
    let mut select = connection.prepare(
        "SELECT day, kind, currency, entries, amount FROM books WHERE brand = ?1
         ORDER BY day, kind, currency",
    )?;
    let mut rows = select.query([brand.as_str()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read(row)?);
    }
    Ok(entries)
}

fn read(row: &Row<'_>) -> Result<Booked, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("book");
    let (kind, currency): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Booked {
        day: row.get::<_, String>(0)?.parse().map_err(|_| CORRUPT)?,
        kind: BookKind::named(&kind).ok_or(CORRUPT)?,
        currency: (!currency.is_empty()).then_some(currency),
        entries: u64::try_from(row.get::<_, i64>(3)?).map_err(|_| CORRUPT)?,
        amount: row.get(4)?,
    })
}
