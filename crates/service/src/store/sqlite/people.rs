//! The tables of names: sums of the facts of identity, kept beside them in the same transaction, so that to find who goes
//! by a name takes one look at an index.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::person::{BondError, Bonds, Person};
use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::failure::Failure;
use super::shares;
use super::{Sqlite, invitations, log};
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
impl People for Sqlite {
    async fn person(&self, brand: &BrandId, name: &CustomerId) -> Result<Person, StoreError> {
        let (brand, name) = (brand.clone(), name.clone());
        self.read("find a person", move |db| Ok(parts(db, &brand, &name)?.person())).await
    }

    async fn inviters(
        &self,
        brand: &BrandId,
        friends: &BTreeSet<CustomerId>,
    ) -> Result<BTreeSet<CustomerId>, StoreError> {
        let (brand, friends) = (brand.clone(), friends.clone());
        self.read("find who invited", move |db| invitations::inviters(db, &brand, &friends)).await
    }

    async fn bind(
        &self,
        brand: &BrandId,
        event: Event,
        received: Timestamp,
    ) -> Result<Result<bool, BondError>, StoreError> {
        let brand = brand.clone();
        self.writer.write("merge customers", move |db| bind(db, &brand, &event, received)).await
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
pub(super) fn parts(connection: &Connection, brand: &BrandId, name: &CustomerId) -> Result<Parts, Failure> {
    let alone = |parts| Parts { customer: name.clone(), parts };
    let after = |after, behaviour| Part { after, behaviour, ..Part::whole(name.clone()) };
    let mut select = connection
        .prepare_cached("SELECT leading, since, asserted_since FROM names WHERE brand = ?1 AND name = ?2")?;
    let found: Option<(String, i64, Option<i64>)> = select
        .query_row([brand.as_str(), name.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((leading, since, asserted)) = found else { return Ok(alone(vec![after(i64::MIN, None)])) };
    if name.is_anonymous() {
        return Ok(alone(match asserted {
            None => vec![after(since, None)],
            Some(asserted) => vec![after(since, Some(false)), after(asserted, Some(true))],
        }));
    }
    let mut select = connection.prepare_cached(
        "SELECT name, owner, until, CASE WHEN asserted_since IS NULL THEN NULL ELSE 0 END FROM names
         WHERE brand = ?1 AND leading = ?2
         UNION ALL SELECT name, asserted_owner, asserted_until, 1 FROM names
         WHERE brand = ?1 AND asserted_leading = ?2",
    )?;
    let mut rows = select.query([brand.as_str(), &leading])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, owner) = (read(row.get(0)?)?, read(row.get(1)?)?);
        parts.push(Part { name, owner, after: i64::MIN, until: row.get(2)?, behaviour: row.get(3)? });
    }
    Ok(Parts { customer: read(leading)?, parts })
}

/// The leading name of whom something happened to under a name at an instant.
pub(super) fn leading_at(
    connection: &Connection,
    brand: &BrandId,
    name: CustomerId,
    at: i64,
) -> Result<CustomerId, Failure> {
    let mut select = connection
        .prepare_cached("SELECT leading FROM names WHERE brand = ?1 AND name = ?2 AND until >= ?3")?;
    let key = params![brand.as_str(), name.as_str(), at];
    let leading: Option<String> = select.query_row(key, |row| row.get(0)).optional()?;
    leading.map_or(Ok(name), read)
}

/// Every name that shares claims with one: all of its person, whoever owns which stretch.
pub(super) fn bundle(
    connection: &Connection,
    brand: &BrandId,
    name: &CustomerId,
) -> Result<Vec<CustomerId>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT name FROM names WHERE brand = ?1
             AND leading = (SELECT leading FROM names WHERE brand = ?1 AND name = ?2)",
    )?;
    let names = list(select.query_map([brand.as_str(), name.as_str()], |row| row.get(0))?)?;
    Ok(if names.is_empty() { vec![name.clone()] } else { names })
}

/// The anonymous names under which only behaviour is of whoever goes by a name.
pub(super) fn asserted(
    connection: &Connection,
    brand: &BrandId,
    name: &CustomerId,
) -> Result<Vec<CustomerId>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT name FROM names WHERE brand = ?1
             AND asserted_leading = (SELECT leading FROM names WHERE brand = ?1 AND name = ?2)",
    )?;
    list(select.query_map([brand.as_str(), name.as_str()], |row| row.get(0))?)
}

/// Takes in what an event says of who is who, and names those whose claims are to be summed up anew.
pub(super) fn learn(
    connection: &Connection,
    brand: &BrandId,
    event: &Event,
) -> Result<Vec<CustomerId>, Failure> {
    if let Some((anonymous, assurance)) = event.fact.identifies(&event.customer) {
        return shares::identify(connection, brand, anonymous, assurance, event);
    }
    match event.fact.binds(&event.customer) {
        Some((other, parted)) => merge(connection, brand, event, other, parted),
        None => Ok(Vec::new()),
    }
}

fn merge(
    connection: &Connection,
    brand: &BrandId,
    event: &Event,
    other: &CustomerId,
    parted: bool,
) -> Result<Vec<CustomerId>, Failure> {
    connection
        .prepare_cached(
            "INSERT INTO merges (brand, customer, other, at, parted) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (brand, customer, other) DO UPDATE SET at = excluded.at, parted = excluded.parted
             WHERE excluded.at > merges.at OR (excluded.at = merges.at AND excluded.parted > merges.parted)",
        )?
        .execute(params![
            brand.as_str(),
            event.customer.as_str(),
            other.as_str(),
            row::micros(event.at),
            parted,
        ])?;
    let (names, bonds) = around(connection, brand, [&event.customer, other])?;
    let leading = bonds.leading();
    let follow = [
        "UPDATE names SET leading = ?3 WHERE brand = ?1 AND owner = ?2",
        "UPDATE names SET asserted_leading = ?3 WHERE brand = ?1 AND asserted_owner = ?2",
    ];
    for name in &names {
        let leading = leading.get(name).unwrap_or(name);
        shares::keep(connection, brand, name, &Share::whole(name, leading), None)?;
        for follow in follow {
            let of = [brand.as_str(), name.as_str(), leading.as_str()];
            connection.prepare_cached(follow)?.execute(of)?;
        }
    }
    Ok(names.into_iter().collect())
}

/// Every known name that was ever said to be one with these, or with one that was, and all that was said.
fn around(
    connection: &Connection,
    brand: &BrandId,
    names: [&CustomerId; 2],
) -> Result<(BTreeSet<CustomerId>, Bonds), Failure> {
    let mut select = connection.prepare_cached(
        "SELECT customer, other, at, parted FROM merges WHERE brand = ?1 AND customer = ?2
         UNION ALL SELECT customer, other, at, parted FROM merges WHERE brand = ?1 AND other = ?2",
    )?;
    let (mut found, mut bonds) = (BTreeSet::new(), Bonds::default());
    let mut open: Vec<CustomerId> = names.map(Clone::clone).into();
    while let Some(name) = open.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        let mut rows = select.query([brand.as_str(), name.as_str()])?;
        while let Some(row) = rows.next()? {
            let (customer, other) = (read(row.get(0)?)?, read(row.get(1)?)?);
            let at = row::instant(row.get(2)?).ok_or(CORRUPT)?;
            open.extend([customer.clone(), other.clone()]);
            let fact = if row.get(3)? { Fact::Unmerged { other } } else { Fact::Merged { other } };
            bonds.learn(&customer, &fact, at);
        }
    }
    Ok((found, bonds))
}

fn bind(
    connection: &Connection,
    brand: &BrandId,
    event: &Event,
    received: Timestamp,
) -> Result<Result<bool, BondError>, Failure> {
    let (Fact::Merged { other } | Fact::Unmerged { other }) = &event.fact else { return Ok(Ok(false)) };
    let (_, bonds) = around(connection, brand, [&event.customer, other])?;
    match bonds.may(&event.customer, &event.fact) {
        Ok(true) => {
            log::append(connection, brand, std::slice::from_ref(event), received)?;
            Ok(Ok(true))
        }
        known => Ok(known),
    }
}

fn list(rows: impl Iterator<Item = rusqlite::Result<String>>) -> Result<Vec<CustomerId>, Failure> {
    rows.map(|name| read(name?)).collect()
}

pub(super) fn read(name: String) -> Result<CustomerId, Failure> {
    CustomerId::new(name).map_err(|_| CORRUPT)
}
