//! Kept sums, compared with the log and written anew. Meanwhile nobody learns who is who, and nobody claims.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;

use super::connections::Lent;
use super::failure::Failure;
use super::locks::{self, Lock};
use super::log::{self, Told};
use super::{Postgres, claims, during, erasure, invitations, people};
use crate::store::sums::{Rows, gone};
use crate::store::{Drift, StoreError, Sums};

/// So many customers are looked at while others wait.
const SLICE: usize = 100;

/// A kept sum, and its rows as a key and a value.
type Sum = (&'static str, &'static str);

/// The sums of customers, `$2`.
const OF_CUSTOMERS: [Sum; 2] = [
    (
        "claims",
        "SELECT json_build_array(customer, claim)::text, json_build_array(offer, taken_until, made)::text
         FROM claims WHERE brand = $1 AND customer = ANY($2)",
    ),
    (
        "invitations",
        "SELECT json_build_array(inviter, friend)::text, at::text FROM invitations
         WHERE brand = $1 AND inviter = ANY($2)",
    ),
];

/// The sums of all customers together, with what follows from the table of claims, and how they are written anew.
const OF_CLAIMS: [(&str, [&str; 4]); 2] = [
    (
        "claims_held",
        [
            "SELECT json_build_array(taken_until, offer)::text, claims::text FROM claims_held WHERE brand = $1",
            "SELECT json_build_array(taken_until, offer)::text, count(*)::text FROM claims
             WHERE brand = $1 AND taken_until > -9223372036854775808 GROUP BY taken_until, offer",
            "DELETE FROM claims_held WHERE brand = $1",
            "INSERT INTO claims_held (brand, taken_until, offer, claims)
             SELECT brand, taken_until, offer, count(*) FROM claims
             WHERE brand = $1 AND taken_until > -9223372036854775808 GROUP BY brand, taken_until, offer",
        ],
    ),
    (
        "claims_made",
        [
            "SELECT json_build_array(made, offer, taken_until)::text, claims::text FROM claims_made
             WHERE brand = $1",
            "SELECT json_build_array(made / 900000000, offer, taken_until)::text, count(*)::text FROM claims
             WHERE brand = $1 AND taken_until > -9223372036854775808
             GROUP BY made / 900000000, offer, taken_until",
            "DELETE FROM claims_made WHERE brand = $1",
            "INSERT INTO claims_made (brand, made, offer, taken_until, claims)
             SELECT brand, made / 900000000, offer, taken_until, count(*) FROM claims
             WHERE brand = $1 AND taken_until > -9223372036854775808
             GROUP BY brand, made / 900000000, offer, taken_until",
        ],
    ),
];

/// The sums of the facts of identity.
const OF_NAMES: [(Sum, &str); 3] = [
    (
        (
            "identifications",
            "SELECT json_build_array(anonymous, at, customer)::text, proven::text FROM identifications
             WHERE brand = $1",
        ),
        "DELETE FROM identifications WHERE brand = $1",
    ),
    (
        (
            "merges",
            "SELECT json_build_array(customer, other)::text, json_build_array(at, parted)::text FROM merges
             WHERE brand = $1",
        ),
        "DELETE FROM merges WHERE brand = $1",
    ),
    // Somebody who goes by one name only is as if they were not in the table.
    (
        (
            "names",
            "SELECT name, json_build_array(owner, \"leading\", until, since,
                 asserted_owner, asserted_leading, asserted_until, asserted_since)::text FROM names
             WHERE brand = $1 AND NOT (
                 owner = name AND \"leading\" = name AND until = 9223372036854775807
                 AND NOT EXISTS (SELECT 1 FROM names AS others
                     WHERE others.brand = $1 AND others.name <> names.name
                         AND names.name IN (others.\"leading\", others.asserted_leading)))",
        ),
        "DELETE FROM names WHERE brand = $1",
    ),
];

#[async_trait]
impl Sums for Postgres {
    async fn brands(&self) -> Result<Vec<BrandId>, StoreError> {
        during("list brands", async { brands(&mut self.lend().await?).await }).await
    }

    async fn rebuild(&self, brand: &BrandId, mend: bool) -> Result<Vec<Drift>, StoreError> {
        let work = async { rebuild(&mut self.lend().await?, brand, mend).await };
        during("compare kept sums with the log", work).await
    }
}

/// Writes anew all that is summed up of the names of some people of whom events were deleted. What they redeemed stays
/// counted, without them.
pub(super) async fn mend(
    db: &mut Lent,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<(), Failure> {
    let names = relearn(db, brand, names).await?;
    let before = claims::redeemed(db, brand, &names).await?;
    claims::sum_up(db, brand, &names).await?;
    let gone = gone(before, &claims::redeemed(db, brand, &names).await?);
    claims::keep_redeemed(db, brand, gone).await?;
    invite(db, brand, &names).await
}

async fn rebuild(db: &mut Lent, brand: &BrandId, mend: bool) -> Result<Vec<Drift>, Failure> {
    begin(db, brand).await?;
    let mut drifts = of_names(db, brand).await?;
    end(db, mend).await?;
    let mut sums = OF_CUSTOMERS.map(|(sum, _)| Drift { sum, rows: 0, wrong: 0 });
    let mut after = None::<CustomerId>;
    loop {
        let names = erasure::names(db, brand, after.as_ref(), SLICE).await?;
        let Some(last) = names.last() else { break };
        after = Some(last.clone());
        begin(db, brand).await?;
        let slice = of_customers(db, brand, &names.into_iter().collect()).await?;
        end(db, mend).await?;
        for (sum, drift) in sums.iter_mut().zip(slice) {
            sum.rows += drift.rows;
            sum.wrong += drift.wrong;
        }
    }
    drifts.extend(sums);
    begin(db, brand).await?;
    drifts.extend(of_claims(db, brand).await?);
    end(db, mend).await?;
    Ok(drifts)
}

async fn begin(db: &mut Lent, brand: &BrandId) -> Result<(), Failure> {
    db.begin().await?;
    locks::people(db, brand, Lock::Alone).await
}

/// Undoes what was written where it is only to be seen what it would have changed.
async fn end(db: &mut Lent, mend: bool) -> Result<(), Failure> {
    if mend { db.commit().await } else { db.roll_back().await }
}

async fn of_customers(
    db: &mut Lent,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<Vec<Drift>, Failure> {
    locks::customers(db, &names.iter().map(|name| (brand, name.clone())).collect()).await?;
    let mut before = Vec::new();
    for (_, sql) in OF_CUSTOMERS {
        before.push(rows(db, sql, brand, Some(names)).await?);
    }
    claims::sum_up(db, brand, names).await?;
    invite(db, brand, names).await?;
    let mut drifts = Vec::new();
    for ((sum, sql), before) in OF_CUSTOMERS.into_iter().zip(before) {
        drifts.push(Drift::between(sum, &before, &rows(db, sql, brand, Some(names)).await?));
    }
    Ok(drifts)
}

async fn of_claims(db: &mut Lent, brand: &BrandId) -> Result<Vec<Drift>, Failure> {
    let mut drifts = Vec::new();
    for (sum, [found, expected, delete, insert]) in OF_CLAIMS {
        let (found, expected) = (rows(db, found, brand, None).await?, rows(db, expected, brand, None).await?);
        let drift = Drift::between(sum, &found, &expected);
        if drift.wrong > 0 {
            db.execute(delete, &[&brand.as_str()]).await?;
            db.execute(insert, &[&brand.as_str()]).await?;
        }
        drifts.push(drift);
    }
    Ok(drifts)
}

async fn of_names(db: &mut Lent, brand: &BrandId) -> Result<Vec<Drift>, Failure> {
    let mut before = Vec::new();
    for ((_, sql), delete) in OF_NAMES {
        before.push(rows(db, sql, brand, None).await?);
        db.execute(delete, &[&brand.as_str()]).await?;
    }
    let sql = "SELECT id, customer, at, fact FROM events
               WHERE brand = $1 AND event_names(fact) IS NOT NULL ORDER BY seq";
    for row in db.query(sql, &[&brand.as_str()]).await? {
        people::learn(db, brand, &log::event(&row)?).await?;
    }
    let mut drifts = Vec::new();
    for (((sum, sql), _), before) in OF_NAMES.into_iter().zip(before) {
        drifts.push(Drift::between(sum, &before, &rows(db, sql, brand, None).await?));
    }
    Ok(drifts)
}

/// Learns anew who some names are, and everybody who was one with them. Says who all of these are.
async fn relearn(
    db: &mut Lent,
    brand: &BrandId,
    names: &BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, Failure> {
    let mut all = names.clone();
    for name in names {
        all.extend(people::bundle(db, brand, name).await?);
        all.extend(people::asserted(db, brand, name).await?);
    }
    let texts: Vec<_> = all.iter().map(CustomerId::as_str).collect();
    for delete in [
        "DELETE FROM identifications WHERE brand = $1 AND anonymous = ANY($2)",
        "DELETE FROM merges WHERE brand = $1 AND (customer = ANY($2) OR other = ANY($2))",
        "DELETE FROM names WHERE brand = $1 AND name = ANY($2)",
    ] {
        db.execute(delete, &[&brand.as_str(), &texts]).await?;
    }
    let sql = "SELECT id, customer, at, fact, seq FROM events
               WHERE brand = $1 AND customer = ANY($2) AND kind IN ('identified', 'merged', 'unmerged')
               UNION ALL SELECT id, customer, at, fact, seq FROM events
               WHERE brand = $1 AND event_names(fact) = ANY($2)";
    let mut said = BTreeMap::<i64, Event>::new();
    for row in db.query(sql, &[&brand.as_str(), &texts]).await? {
        said.insert(row.try_get(4)?, log::event(&row)?);
    }
    for event in said.into_values() {
        people::learn(db, brand, &event).await?;
    }
    Ok(all)
}

/// Writes anew whom some customers invited.
async fn invite(db: &mut Lent, brand: &BrandId, inviters: &BTreeSet<CustomerId>) -> Result<(), Failure> {
    let inviters: Vec<_> = inviters.iter().map(CustomerId::as_str).collect();
    let sql = "DELETE FROM invitations WHERE brand = $1 AND inviter = ANY($2)";
    db.execute(sql, &[&brand.as_str(), &inviters]).await?;
    let sql = "SELECT id, customer, at, fact FROM events
               WHERE brand = $1 AND customer = ANY($2) AND kind = 'friend_invited'";
    let rows = db.query(sql, &[&brand.as_str(), &inviters]).await?;
    let events = rows.iter().map(log::event).collect::<Result<Vec<_>, _>>()?;
    let told = |event| Told { brand, event, received: Timestamp::UNIX_EPOCH };
    invitations::keep(db, &events.iter().map(told).collect::<Vec<_>>()).await
}

async fn rows(
    db: &mut Lent,
    sql: &'static str,
    brand: &BrandId,
    names: Option<&BTreeSet<CustomerId>>,
) -> Result<Rows, Failure> {
    let found = match names {
        Some(names) => {
            let names: Vec<_> = names.iter().map(CustomerId::as_str).collect();
            db.query(sql, &[&brand.as_str(), &names]).await?
        }
        None => db.query(sql, &[&brand.as_str()]).await?,
    };
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

async fn brands(db: &mut Lent) -> Result<Vec<BrandId>, Failure> {
    let sql = "SELECT DISTINCT brand FROM customers UNION SELECT brand FROM claims
               UNION SELECT brand FROM invitations UNION SELECT brand FROM names ORDER BY brand";
    let brand = |row: &tokio_postgres::Row| {
        BrandId::new(row.try_get::<_, String>(0)?).map_err(|_| Failure::Corrupt("brand"))
    };
    db.query(sql, &[]).await?.iter().map(brand).collect()
}
