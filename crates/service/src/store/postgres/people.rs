//! The tables of names: sums of the facts of identity, kept beside them in the same transaction, so that to find who goes
//! by a name takes one look at an index.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::person::{BondError, Bonds, Person};
use domain::time::Timestamp;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::log::{self, Told};
use super::shares;
use super::{Postgres, during, invitations, locks};
use crate::store::{
    People, StoreError,
    row::{self, Share},
};

pub(super) const CORRUPT: Failure = Failure::Corrupt("name");

/// The names of a person, and what of each is theirs.
pub(super) struct Parts {
    /// The leading name.
    pub(super) customer: CustomerId,
    pub(super) parts: Vec<Part>,
}

/// What happened under a name after an instant and until another, inclusive.
pub(super) struct Part {
    pub(super) name: CustomerId,
    /// The known name it goes by.
    pub(super) owner: CustomerId,
    pub(super) after: i64,
    pub(super) until: i64,
    /// Of that only behaviour, or all but behaviour; all of it where nothing is said.
    pub(super) behaviour: Option<bool>,
}

#[async_trait]
impl People for Postgres {
    async fn person(&self, brand: &BrandId, name: &CustomerId) -> Result<Person, StoreError> {
        let work = async {
            let mut db = self.look().await?;
            let found = parts(&mut db, brand, name).await?;
            db.commit().await?;
            Ok(found.person())
        };
        during("find a person", work).await
    }

    async fn inviters(
        &self,
        brand: &BrandId,
        friends: &BTreeSet<CustomerId>,
    ) -> Result<BTreeSet<CustomerId>, StoreError> {
        during("find who invited", async {
            invitations::inviters(&mut self.lend().await?, brand, friends).await
        })
        .await
    }

    async fn bind(
        &self,
        brand: &BrandId,
        event: Event,
        received: Timestamp,
    ) -> Result<Result<bool, BondError>, StoreError> {
        self.months.see_to(&self.connections, received).await;
        during("merge customers", async { bind(&mut self.lend().await?, brand, &event, received).await })
            .await
    }
}

impl Part {
    /// All that happened under a name.
    pub(super) fn whole(name: CustomerId) -> Self {
        Self { owner: name.clone(), name, after: i64::MIN, until: i64::MAX, behaviour: None }
    }
}

impl Parts {
    pub(super) fn person(&self) -> Person {
        let names = self.proven().map(|part| (part.name.clone(), part.owner.clone())).collect();
        Person { customer: self.customer.clone(), names }
    }

    /// Those of which more than behaviour is theirs.
    pub(super) fn proven(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.behaviour != Some(true))
    }
}

/// Who goes by a name: for somebody with one name, one look at the index.
pub(super) async fn parts(db: &mut Lent, brand: &BrandId, name: &CustomerId) -> Result<Parts, Failure> {
    let alone = |parts| Parts { customer: name.clone(), parts };
    let after = |after, behaviour| Part { after, behaviour, ..Part::whole(name.clone()) };
    let sql = "SELECT \"leading\", since, asserted_since FROM names WHERE brand = $1 AND name = $2";
    let found = db.query(sql, &[&brand.as_str(), &name.as_str()]).await?;
    let Some(found) = found.first() else { return Ok(alone(vec![after(i64::MIN, None)])) };
    if name.is_anonymous() {
        let since = found.try_get(1)?;
        return Ok(alone(match found.try_get(2)? {
            None => vec![after(since, None)],
            Some(asserted) => vec![after(since, Some(false)), after(asserted, Some(true))],
        }));
    }
    let leading = read(found, 0)?;
    let sql =
        "SELECT name, owner, until, CASE WHEN asserted_since IS NULL THEN NULL ELSE false END FROM names
               WHERE brand = $1 AND \"leading\" = $2
               UNION ALL SELECT name, asserted_owner, asserted_until, true FROM names
               WHERE brand = $1 AND asserted_leading = $2";
    let mut parts = Vec::new();
    for row in db.query(sql, &[&brand.as_str(), &leading.as_str()]).await? {
        let (name, owner) = (read(&row, 0)?, read(&row, 1)?);
        let (until, behaviour) = (row.try_get(2)?, row.try_get(3)?);
        parts.push(Part { name, owner, after: i64::MIN, until, behaviour });
    }
    Ok(Parts { customer: leading, parts })
}

/// The leading name of whom something happened to under a name at an instant.
pub(super) async fn leading_at(
    db: &mut Lent,
    brand: &BrandId,
    name: CustomerId,
    at: i64,
) -> Result<CustomerId, Failure> {
    let sql = "SELECT \"leading\" FROM names WHERE brand = $1 AND name = $2 AND until >= $3";
    let rows = db.query(sql, &[&brand.as_str(), &name.as_str(), &at]).await?;
    rows.first().map_or(Ok(name), |row| read(row, 0))
}

/// Every name that shares claims with one: all of its person, whoever owns which stretch.
pub(super) async fn bundle(
    db: &mut Lent,
    brand: &BrandId,
    name: &CustomerId,
) -> Result<BTreeSet<CustomerId>, Failure> {
    let sql = "SELECT name FROM names WHERE brand = $1
                   AND \"leading\" = (SELECT \"leading\" FROM names WHERE brand = $1 AND name = $2)";
    let rows = db.query(sql, &[&brand.as_str(), &name.as_str()]).await?;
    let names: BTreeSet<_> = rows.iter().map(|row| read(row, 0)).collect::<Result<_, _>>()?;
    Ok(if names.is_empty() { BTreeSet::from([name.clone()]) } else { names })
}

/// The anonymous names under which only behaviour is of whoever goes by a name.
pub(super) async fn asserted(
    db: &mut Lent,
    brand: &BrandId,
    name: &CustomerId,
) -> Result<Vec<CustomerId>, Failure> {
    let sql = "SELECT name FROM names WHERE brand = $1
                   AND asserted_leading = (SELECT \"leading\" FROM names WHERE brand = $1 AND name = $2)";
    db.query(sql, &[&brand.as_str(), &name.as_str()]).await?.iter().map(|row| read(row, 0)).collect()
}

/// Takes in what an event says of who is who, and names those whose claims are to be summed up anew. The brand's people
/// are locked.
pub(super) async fn learn(db: &mut Lent, brand: &BrandId, event: &Event) -> Result<Vec<CustomerId>, Failure> {
    if let Some((anonymous, assurance)) = event.fact.identifies(&event.customer) {
        return shares::identify(db, brand, anonymous, assurance, event).await;
    }
    match event.fact.binds(&event.customer) {
        Some((other, parted)) => merge(db, brand, event, other, parted).await,
        None => Ok(Vec::new()),
    }
}

async fn merge(
    db: &mut Lent,
    brand: &BrandId,
    event: &Event,
    other: &CustomerId,
    parted: bool,
) -> Result<Vec<CustomerId>, Failure> {
    let sql = "INSERT INTO merges (brand, customer, other, at, parted) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (brand, customer, other) DO UPDATE SET at = excluded.at, parted = excluded.parted
               WHERE excluded.at > merges.at OR (excluded.at = merges.at AND excluded.parted > merges.parted)";
    let (of, customer) = (brand.as_str(), event.customer.as_str());
    db.execute(sql, &[&of, &customer, &other.as_str(), &row::micros(event.at), &parted]).await?;
    let (names, bonds) = around(db, brand, [&event.customer, other]).await?;
    let leading = bonds.leading();
    for name in &names {
        let leading = leading.get(name).unwrap_or(name);
        shares::keep(db, brand, name, &Share::whole(name, leading), None).await?;
        for sql in [
            "UPDATE names SET \"leading\" = $3 WHERE brand = $1 AND owner = $2",
            "UPDATE names SET asserted_leading = $3 WHERE brand = $1 AND asserted_owner = $2",
        ] {
            db.execute(sql, &[&of, &name.as_str(), &leading.as_str()]).await?;
        }
    }
    Ok(names.into_iter().collect())
}

/// Every known name that was ever said to be one with these, or with one that was, and all that was said.
async fn around(
    db: &mut Lent,
    brand: &BrandId,
    names: [&CustomerId; 2],
) -> Result<(BTreeSet<CustomerId>, Bonds), Failure> {
    let sql = "SELECT customer, other, at, parted FROM merges WHERE brand = $1 AND customer = $2
               UNION ALL SELECT customer, other, at, parted FROM merges WHERE brand = $1 AND other = $2";
    let (mut found, mut bonds) = (BTreeSet::new(), Bonds::default());
    let mut open: Vec<CustomerId> = names.map(Clone::clone).into();
    while let Some(name) = open.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        for row in db.query(sql, &[&brand.as_str(), &name.as_str()]).await? {
            let (customer, other) = (read(&row, 0)?, read(&row, 1)?);
            let at = row::instant(row.try_get(2)?).ok_or(CORRUPT)?;
            open.extend([customer.clone(), other.clone()]);
            let fact = if row.try_get(3)? { Fact::Unmerged { other } } else { Fact::Merged { other } };
            bonds.learn(&customer, &fact, at);
        }
    }
    Ok((found, bonds))
}

async fn bind(
    db: &mut Lent,
    brand: &BrandId,
    event: &Event,
    received: Timestamp,
) -> Result<Result<bool, BondError>, Failure> {
    let (Fact::Merged { other } | Fact::Unmerged { other }) = &event.fact else { return Ok(Ok(false)) };
    db.begin().await?;
    let told = [Told { brand, event, received }];
    locks::take(db, &told).await?;
    let (_, bonds) = around(db, brand, [&event.customer, other]).await?;
    let known = bonds.may(&event.customer, &event.fact);
    if let Ok(true) = known {
        log::keep(db, &told).await?;
    }
    db.commit().await?;
    Ok(known)
}

pub(super) fn read(row: &Row, at: usize) -> Result<CustomerId, Failure> {
    CustomerId::new(row.try_get::<_, String>(at)?).map_err(|_| CORRUPT)
}
