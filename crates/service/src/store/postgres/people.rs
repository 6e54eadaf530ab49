//! The tables of names: sums of the facts of identity, kept beside them in the same transaction, so that to find who goes
//! by a name takes one look at an index.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::person::{BondError, Bonds, Person, Stretch};
use domain::time::Timestamp;
use tokio_postgres::Row;

use super::connections::Lent;
use super::failure::Failure;
use super::log::{self, Told};
use super::{Postgres, during, locks};
use crate::store::{People, StoreError, row};

const CORRUPT: Failure = Failure::Corrupt("name");

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
    owner: CustomerId,
    pub(super) after: i64,
    pub(super) until: i64,
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
        Self { owner: name.clone(), name, after: i64::MIN, until: i64::MAX }
    }
}

impl Parts {
    pub(super) fn person(&self) -> Person {
        let names = self.parts.iter().map(|part| (part.name.clone(), part.owner.clone())).collect();
        Person { customer: self.customer.clone(), names }
    }
}

/// Who goes by a name: for somebody with one name, one look at the index.
pub(super) async fn parts(db: &mut Lent, brand: &BrandId, name: &CustomerId) -> Result<Parts, Failure> {
    let whole = |name: &CustomerId, after| {
        let part = Part { after, ..Part::whole(name.clone()) };
        Parts { customer: name.clone(), parts: vec![part] }
    };
    let sql = "SELECT \"leading\", since FROM names WHERE brand = $1 AND name = $2";
    let found = db.query(sql, &[&brand.as_str(), &name.as_str()]).await?;
    let Some(found) = found.first() else { return Ok(whole(name, i64::MIN)) };
    if name.is_anonymous() {
        return Ok(whole(name, found.try_get(1)?));
    }
    let leading = read(found, 0)?;
    let sql = "SELECT name, owner, until FROM names WHERE brand = $1 AND \"leading\" = $2";
    let mut parts = Vec::new();
    for row in db.query(sql, &[&brand.as_str(), &leading.as_str()]).await? {
        let (name, owner) = (read(&row, 0)?, read(&row, 1)?);
        parts.push(Part { name, owner, after: i64::MIN, until: row.try_get(2)? });
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

/// Takes in what an event says of who is who, and names those whose claims are to be summed up anew. The brand's people
/// are locked.
pub(super) async fn learn(db: &mut Lent, brand: &BrandId, event: &Event) -> Result<Vec<CustomerId>, Failure> {
    if let Some(anonymous) = event.fact.identifies(&event.customer) {
        return identify(db, brand, anonymous, event).await;
    }
    match event.fact.binds(&event.customer) {
        Some((other, parted)) => merge(db, brand, event, other, parted).await,
        None => Ok(Vec::new()),
    }
}

async fn identify(
    db: &mut Lent,
    brand: &BrandId,
    anonymous: &CustomerId,
    event: &Event,
) -> Result<Vec<CustomerId>, Failure> {
    let (of, key) = (brand.as_str(), anonymous.as_str());
    let sql = "INSERT INTO identifications (brand, anonymous, customer, at) VALUES ($1, $2, $3, $4)
               ON CONFLICT DO NOTHING";
    db.execute(sql, &[&of, &key, &event.customer.as_str(), &row::micros(event.at)]).await?;
    let sql = "SELECT at, customer FROM identifications WHERE brand = $1 AND anonymous = $2";
    let mut identified = BTreeSet::new();
    for row in db.query(sql, &[&of, &key]).await? {
        identified.insert((row::instant(row.try_get(0)?).ok_or(CORRUPT)?, read(&row, 1)?));
    }
    let Some(stretch) = Stretch::of(identified) else { return Ok(Vec::new()) };
    let since = row::micros(stretch.since);
    let before = owner(db, brand, anonymous).await?;
    let after = match stretch.owner {
        Some((owner, until)) => {
            let leading = leading_at(db, brand, owner.clone(), i64::MAX).await?;
            keep(db, brand, [&owner, &owner, &leading], i64::MAX, i64::MAX).await?;
            keep(db, brand, [anonymous, &owner, &leading], row::micros(until), since).await?;
            owner
        }
        None => {
            keep(db, brand, [anonymous, anonymous, anonymous], i64::MIN, since).await?;
            anonymous.clone()
        }
    };
    // Claims that began, or ended, under a name that has come to somebody else are to be summed up with theirs.
    let sql = "SELECT 1 FROM events WHERE brand = $1 AND customer = $2
                   AND kind IN ('offer_reserved', 'offer_claimed', 'claim_released', 'voucher_redeemed') LIMIT 1";
    match before != after && !db.query(sql, &[&of, &key]).await?.is_empty() {
        true => Ok(vec![before, after]),
        false => Ok(Vec::new()),
    }
}

/// The known name that a name goes by; itself where that is not known.
async fn owner(db: &mut Lent, brand: &BrandId, name: &CustomerId) -> Result<CustomerId, Failure> {
    let sql = "SELECT owner FROM names WHERE brand = $1 AND name = $2";
    let rows = db.query(sql, &[&brand.as_str(), &name.as_str()]).await?;
    rows.first().map_or(Ok(name.clone()), |row| read(row, 0))
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
        keep(db, brand, [name, name, leading], i64::MAX, i64::MAX).await?;
        let sql = "UPDATE names SET \"leading\" = $3 WHERE brand = $1 AND owner = $2";
        db.execute(sql, &[&of, &name.as_str(), &leading.as_str()]).await?;
    }
    Ok(names.into_iter().collect())
}

async fn keep(
    db: &mut Lent,
    brand: &BrandId,
    [name, owner, leading]: [&CustomerId; 3],
    until: i64,
    since: i64,
) -> Result<(), Failure> {
    let sql = "INSERT INTO names (brand, name, owner, \"leading\", until, since) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (brand, name) DO UPDATE SET owner = excluded.owner, \"leading\" = excluded.\"leading\",
                   until = excluded.until, since = excluded.since";
    let (name, owner, leading) = (name.as_str(), owner.as_str(), leading.as_str());
    db.execute(sql, &[&brand.as_str(), &name, &owner, &leading, &until, &since]).await?;
    Ok(())
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

fn read(row: &Row, at: usize) -> Result<CustomerId, Failure> {
    CustomerId::new(row.try_get::<_, String>(at)?).map_err(|_| CORRUPT)
}
