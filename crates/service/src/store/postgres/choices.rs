//! The table of choices.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::decision::Choice;
use domain::id::{BrandId, CustomerId, OfferId, Placement};
use domain::program::Evidence;
use domain::time::{Date, Timestamp};
use tokio_postgres::Row;

use super::connections::Lent;
use super::erased::Gate;
use super::failure::Failure;
use super::people::{self, Part};
use super::{Postgres, during, evidence, locks};
use crate::store::learnt::Known;
use crate::store::{Choices, Chosen, StoreError, row};

#[async_trait]
impl Choices for Postgres {
    async fn log_choices(&self, brand: &BrandId, chosen: Vec<Chosen>) -> Result<(), StoreError> {
        during("keep choices", async { log(&mut self.lend().await?, brand, chosen).await }).await
    }

    async fn has_chosen(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        placement: &Placement,
        day: Date,
    ) -> Result<bool, StoreError> {
        during("look for a choice", async {
            has(&mut self.lend().await?, brand, customer, placement, day).await
        })
        .await
    }

    async fn choices(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<Chosen>, StoreError> {
        let work = async {
            let mut db = self.look().await?;
            let found = list(&mut db, brand, after, limit).await?;
            db.commit().await?;
            Ok(found)
        };
        during("read choices", work).await
    }

    async fn evidence(
        &self,
        brand: &BrandId,
        today: Timestamp,
    ) -> Result<BTreeMap<OfferId, Evidence>, StoreError> {
        const VERB: &str = "learn from choices";
        match self.learnt.known(brand, today) {
            Known::Today(known) => Ok(known),
            Known::Before(known) => {
                let (brand, learnt, connections) =
                    (brand.clone(), self.learnt.clone(), self.connections.clone());
                // Nobody waits while a day's work is looked through.
                tokio::spawn(async move {
                    let found = match connections.lend().await {
                        Ok(mut db) => evidence::of(&mut db, &brand, today).await,
                        Err(failure) => Err(failure),
                    };
                    learnt.keep(&brand, today, found.map_err(|failure| failure.during(VERB)))
                });
                Ok(known)
            }
            Known::Nothing => {
                let found =
                    during(VERB, async { evidence::of(&mut self.lend().await?, brand, today).await }).await;
                self.learnt.keep(brand, today, found)
            }
        }
    }
}

/// Keeps choices; of a customer, a placement, a day and an offer the first. In order, so that no two wait for one
/// another.
async fn log(db: &mut Lent, brand: &BrandId, mut chosen: Vec<Chosen>) -> Result<(), Failure> {
    db.begin().await?;
    let names: BTreeSet<_> = chosen.iter().map(|chosen| (brand, chosen.customer.clone())).collect();
    locks::customers(db, &names).await?;
    // What was chosen is reckoned later: they may have been erased meanwhile.
    let gate = Gate::about(db, &names).await?;
    chosen.retain(|chosen| !gate.was_erased(brand, &chosen.customer, chosen.at));
    insert(db, brand, &chosen).await?;
    db.commit().await
}

async fn insert(db: &mut Lent, brand: &BrandId, chosen: &[Chosen]) -> Result<(), Failure> {
    let texts = |text: fn(&Chosen) -> String| chosen.iter().map(text).collect::<Vec<_>>();
    let instants = |at: fn(&Chosen) -> i64| chosen.iter().map(at).collect::<Vec<_>>();
    let flags = |flag: fn(&Chosen) -> bool| chosen.iter().map(flag).collect::<Vec<_>>();
    let sql = "INSERT INTO choices
                   (brand, customer, placement, day, offer, at, looked_until, shown, propensity, held_out)
               SELECT $1::text, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                   $7::bigint[], $8::boolean[], $9::double precision[], $10::boolean[])
                   AS new (customer, placement, day, offer)
               ORDER BY customer, placement, day, offer
               ON CONFLICT DO NOTHING";
    db.execute(
        sql,
        &[
            &brand.as_str(),
            &texts(|chosen| chosen.customer.to_string()),
            &texts(|chosen| chosen.placement.to_string()),
            &texts(|chosen| chosen.day.to_string()),
            &texts(|chosen| chosen.choice.offer.to_string()),
            &instants(|chosen| row::micros(chosen.at)),
            &instants(|chosen| row::micros(chosen.looked_until)),
            &flags(|chosen| chosen.choice.shown),
            &chosen.iter().map(|chosen| chosen.choice.propensity).collect::<Vec<_>>(),
            &flags(|chosen| chosen.choice.held_out),
        ],
    )
    .await?;
    Ok(())
}

/// Whether there is one of a customer, a placement and a day.
pub(super) async fn has(
    db: &mut Lent,
    brand: &BrandId,
    customer: &CustomerId,
    placement: &Placement,
    day: Date,
) -> Result<bool, Failure> {
    let customer = match customer.is_anonymous() {
        true => customer.clone(),
        false => people::leading_at(db, brand, customer.clone(), i64::MAX).await?,
    };
    let sql =
        "SELECT 1 FROM choices WHERE brand = $1 AND customer = $2 AND placement = $3 AND day = $4 LIMIT 1";
    let key = [brand.as_str(), customer.as_str(), placement.as_str(), &day.to_string()];
    Ok(!db.query(sql, &[&key[0], &key[1], &key[2], &key[3]]).await?.is_empty())
}

/// The choices for the next customers by name; those of several names are one customer by the leading one.
async fn list(
    db: &mut Lent,
    brand: &BrandId,
    after: Option<&CustomerId>,
    limit: usize,
) -> Result<Vec<Chosen>, Failure> {
    let next = "(SELECT DISTINCT customer FROM choices WHERE brand = $1 AND customer > $2 AND NOT EXISTS (
                     SELECT 1 FROM names WHERE brand = $1 AND name = choices.customer AND since >= choices.at
                 )
                 ORDER BY customer LIMIT $3)
                UNION
                (SELECT DISTINCT \"leading\" FROM names WHERE brand = $1 AND \"leading\" > $2 AND EXISTS (
                     SELECT 1 FROM choices WHERE brand = $1 AND customer = names.name AND at <= names.until
                 )
                 ORDER BY \"leading\" LIMIT $3)
                ORDER BY 1 LIMIT $3";
    let select = "SELECT customer, placement, day, offer, at, looked_until, shown, propensity, held_out
                  FROM choices WHERE brand = $1 AND customer = $2 AND at > $3 AND at <= $4";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // No name is empty, so every name comes after the empty text.
    let after = after.map_or("", CustomerId::as_str);
    let mut chosen = Vec::new();
    for row in db.query(next, &[&brand.as_str(), &after, &limit]).await? {
        let customer =
            CustomerId::new(row.try_get::<_, String>(0)?).map_err(|_| Failure::Corrupt("choice"))?;
        let mut theirs = Vec::new();
        for Part { name, after, until, .. } in people::parts(db, brand, &customer).await?.proven() {
            for row in db.query(select, &[&brand.as_str(), &name.as_str(), &after, &until]).await? {
                theirs.push(Chosen { customer: customer.clone(), ..read(&row)? });
            }
        }
        theirs.sort_by(|a, b| {
            (a.at, &a.placement, &a.choice.offer).cmp(&(b.at, &b.placement, &b.choice.offer))
        });
        chosen.extend(theirs);
    }
    Ok(chosen)
}

pub(super) fn read(row: &Row) -> Result<Chosen, Failure> {
    const CORRUPT: Failure = Failure::Corrupt("choice");
    Ok(Chosen {
        customer: CustomerId::new(row.try_get::<_, String>(0)?).map_err(|_| CORRUPT)?,
        placement: Placement::new(row.try_get::<_, String>(1)?).map_err(|_| CORRUPT)?,
        day: row.try_get::<_, &str>(2)?.parse().map_err(|_| CORRUPT)?,
        at: row::instant(row.try_get(4)?).ok_or(CORRUPT)?,
        looked_until: row::instant(row.try_get(5)?).ok_or(CORRUPT)?,
        choice: Choice {
            offer: OfferId::new(row.try_get::<_, String>(3)?).map_err(|_| CORRUPT)?,
            shown: row.try_get(6)?,
            propensity: row.try_get(7)?,
            held_out: row.try_get(8)?,
        },
    })
}
