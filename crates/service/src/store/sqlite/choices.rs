//! The table of choices.

use domain::decision::Choice;
use domain::id::{BrandId, CustomerId, OfferId, Placement};
use domain::time::Date;
use rusqlite::{Connection, Row, params};

use super::failure::Failure;
use crate::store::{Chosen, row};

/// Keeps choices; of a customer, a placement, a day and an offer the first.
pub(super) fn log(connection: &Connection, brand: &BrandId, chosen: &[Chosen]) -> Result<(), Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO choices
             (brand, customer, placement, day, offer, at, looked_until, shown, propensity, held_out)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
    )?;
    for Chosen { customer, placement, day, at, looked_until, choice } in chosen {
        insert.execute(params![
            brand.as_str(),
            customer.as_str(),
            placement.as_str(),
            day.to_string(),
            choice.offer.as_str(),
            row::micros(*at),
            row::micros(*looked_until),
            choice.shown,
            choice.propensity,
            choice.held_out,
        ])?;
    }
    Ok(())
}

/// Whether there is one of a customer, a placement and a day.
pub(super) fn has(
    connection: &Connection,
    brand: &BrandId,
    customer: &CustomerId,
    placement: &Placement,
    day: Date,
) -> Result<bool, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT 1 FROM choices WHERE brand = ?1 AND customer = ?2 AND placement = ?3 AND day = ?4 LIMIT 1",
    )?;
    let key = params![brand.as_str(), customer.as_str(), placement.as_str(), day.to_string()];
    Ok(select.exists(key)?)
}

/// The choices for the next customers by name.
pub(super) fn list(
    connection: &Connection,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<Chosen>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT customer, placement, day, offer, at, looked_until, shown, propensity, held_out FROM choices
         WHERE brand = ?1 AND customer IN (
             SELECT DISTINCT customer FROM choices WHERE brand = ?1 AND customer > ?2 ORDER BY customer LIMIT ?3
         )
         ORDER BY customer, at, placement, offer",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // No name is empty, so every name comes after the empty text.
    let mut rows = select.query(params![brand.as_str(), after.map_or("", CustomerId::as_str), limit])?;
    let mut chosen = Vec::new();
    while let Some(row) = rows.next()? {
        chosen.push(read(row)?);
    }
    Ok(chosen)
}

fn read(row: &Row<'_>) -> Result<Chosen, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("choice");
    Ok(Chosen {
        customer: CustomerId::new(row.get::<_, String>(0)?).map_err(|_| CORRUPT)?,
        placement: Placement::new(row.get::<_, String>(1)?).map_err(|_| CORRUPT)?,
        day: row.get::<_, String>(2)?.parse().map_err(|_| CORRUPT)?,
        at: row::instant(row.get(4)?).ok_or(CORRUPT)?,
        looked_until: row::instant(row.get(5)?).ok_or(CORRUPT)?,
        choice: Choice {
            offer: OfferId::new(row.get::<_, String>(3)?).map_err(|_| CORRUPT)?,
            shown: row.get(6)?,
            propensity: row.get(7)?,
            held_out: row.get(8)?,
        },
    })
}
