//! The table of books: what the law requires of those who were erased.

use domain::id::BrandId;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use crate::store::care::{BookKind, Booked};

/// Adds entries to the sums of their days, in order.
pub(super) async fn add(db: &mut Lent, brand: &BrandId, entries: &[Booked]) -> Result<(), Failure> {
    let sql =
        "INSERT INTO books (brand, day, kind, currency, entries, amount) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (brand, day, kind, currency) DO UPDATE
               SET entries = books.entries + excluded.entries, amount = books.amount + excluded.amount";
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|entry| (entry.day, entry.kind, entry.currency.clone()));
    for Booked { day, kind, currency, entries, amount } in entries {
        let entries = i64::try_from(*entries).unwrap_or(i64::MAX);
        let currency = currency.as_deref().unwrap_or_default();
        let (brand, day, kind) = (brand.as_str(), day.to_string(), kind.word());
        db.execute(sql, &[&brand, &day, &kind, &currency, &entries, amount]).await?;
    }
    Ok(())
}

/// All of them, by day.
pub(super) async fn list(db: &mut Lent, brand: &BrandId) -> Result<Vec<Booked>, Failure> {
    let sql = "SELECT day, kind, currency, entries, amount FROM books WHERE brand = $1
               ORDER BY day, kind, currency";
    db.query(sql, &[&brand.as_str()]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Booked, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("book");
    let currency: String = row.try_get(2)?;
    Ok(Booked {
        day: row.try_get::<_, &str>(0)?.parse().map_err(|_| CORRUPT)?,
        kind: BookKind::named(row.try_get(1)?).ok_or(CORRUPT)?,
        currency: (!currency.is_empty()).then_some(currency),
        entries: u64::try_from(row.try_get::<_, i64>(3)?).map_err(|_| CORRUPT)?,
        amount: row.try_get(4)?,
    })
}
