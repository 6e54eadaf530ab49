//! The table of choices.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::decision::Choice;
use domain::id::{BrandId, CustomerId, OfferId, Placement};
use domain::program::Evidence;
use domain::time::{Date, Timestamp};
use rusqlite::{Connection, Row, params};

use super::erased::Gate;
use super::failure::Failure;
use super::people::{self, Part};
use super::{Sqlite, evidence};
use crate::store::learnt::Known;
use crate::store::{Choices, Chosen, StoreError, row};

#[async_trait]
impl Choices for Sqlite {
    async fn log_choices(&self, brand: &BrandId, chosen: Vec<Chosen>) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.note("keep choices", move |db| log(db, &brand, &chosen)).await
    }

    async fn has_chosen(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        placement: &Placement,
        day: Date,
    ) -> Result<bool, StoreError> {
        let (brand, customer, placement) = (brand.clone(), customer.clone(), placement.clone());
        self.read("look for a choice", move |db| has(db, &brand, &customer, &placement, day)).await
    }

    async fn choices(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<Chosen>, StoreError> {
        let (brand, after) = (brand.clone(), after.cloned());
        self.read("read choices", move |db| list(db, &brand, after.as_ref(), limit)).await
    }

    async fn evidence(
        &self,
        brand: &BrandId,
        today: Timestamp,
    ) -> Result<BTreeMap<OfferId, Evidence>, StoreError> {
        const VERB: &str = "learn from choices";
        let (brand, of, learnt) = (brand.clone(), brand.clone(), self.learnt.clone());
        let look = move |db: &Connection| evidence::of(db, &of, today);
        match (learnt.known(&brand, today), self.readers.clone()) {
            (Known::Today(known), _) => Ok(known),
            (Known::Before(known), Some(readers)) => {
                // Nobody waits while a day's work is looked through.
                tokio::spawn(async move { learnt.keep(&brand, today, readers.read(VERB, look).await) });
                Ok(known)
            }
            (Known::Before(_) | Known::Nothing, _) => {
                let found = self.read(VERB, look).await;
                learnt.keep(&brand, today, found)
            }
        }
    }
}

/// Keeps choices; of a customer, a placement, a day and an offer the first.
fn log(connection: &Connection, brand: &BrandId, chosen: &[Chosen]) -> Result<(), Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO choices
             (brand, customer, placement, day, offer, at, looked_until, shown, propensity, held_out)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
    )?;
    let mut gate = Gate::of(connection, brand)?;
    for Chosen { customer, placement, day, at, looked_until, choice } in chosen {
        // What was chosen is reckoned later: they may have been erased meanwhile.
        if gate.was_erased(customer, *at)? {
            continue;
        }
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
    let customer = match customer.is_anonymous() {
        true => customer.clone(),
        false => people::leading_at(connection, brand, customer.clone(), i64::MAX)?,
    };
    let mut select = connection.prepare_cached(
        "SELECT 1 FROM choices WHERE brand = ?1 AND customer = ?2 AND placement = ?3 AND day = ?4 LIMIT 1",
    )?;
    let key = params![brand.as_str(), customer.as_str(), placement.as_str(), day.to_string()];
    Ok(select.exists(key)?)
}

/// The choices for the next customers by name; those of several names are one customer by the leading one.
fn list(
    connection: &Connection,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<Chosen>, Failure> {
    let mut next = connection.prepare_cached(
        "SELECT customer FROM (
             SELECT DISTINCT customer FROM choices WHERE brand = ?1 AND customer > ?2 AND NOT EXISTS (
                 SELECT 1 FROM names WHERE brand = ?1 AND name = choices.customer AND since >= choices.at
             )
             ORDER BY customer LIMIT ?3
         ) AS alone
         UNION
         SELECT leading FROM (
             SELECT DISTINCT leading FROM names WHERE brand = ?1 AND leading > ?2 AND EXISTS (
                 SELECT 1 FROM choices WHERE brand = ?1 AND customer = names.name AND at <= names.until
             )
             ORDER BY leading LIMIT ?3
         ) AS many
         ORDER BY 1 LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // No name is empty, so every name comes after the empty text.
    let mut rows = next.query(params![brand.as_str(), after.map_or("", CustomerId::as_str), limit])?;
    let mut select = connection.prepare_cached(
        "SELECT customer, placement, day, offer, at, looked_until, shown, propensity, held_out FROM choices
         WHERE brand = ?1 AND customer = ?2 AND at > ?3 AND at <= ?4",
    )?;
    let mut chosen = Vec::new();
    while let Some(row) = rows.next()? {
        let customer = CustomerId::new(row.get::<_, String>(0)?).map_err(|_| Failure::Corrupt("choice"))?;
        let mut theirs = Vec::new();
        for Part { name, after, until, .. } in people::parts(connection, brand, &customer)?.proven() {
            let mut rows = select.query(params![brand.as_str(), name.as_str(), after, until])?;
            while let Some(row) = rows.next()? {
                theirs.push(Chosen { customer: customer.clone(), ..read(row)? });
            }
        }
        theirs.sort_by(|a, b| {
            (a.at, &a.placement, &a.choice.offer).cmp(&(b.at, &b.placement, &b.choice.offer))
        });
        chosen.extend(theirs);
    }
    Ok(chosen)
}

pub(super) fn read(row: &Row<'_>) -> Result<Chosen, Failure> {
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
