//! The table of erased names: what happened under one before it was erased is not taken in again.

use std::collections::{BTreeSet, HashMap};

use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;

use super::connections::Lent;
use super::failure::Failure;
use super::log::Told;
use super::secret::Secret;
use crate::store::row;

const CORRUPT: Failure = Failure::Corrupt("erasure");

/// Knows when those whom some events are of, or name, were erased last. They are locked.
pub(super) struct Gate(HashMap<(BrandId, CustomerId), Timestamp>);

impl Gate {
    /// Knows it of those whom some events are of, or name.
    pub(super) async fn of(db: &mut Lent, told: &[Told<'_>]) -> Result<Self, Failure> {
        let names = told.iter().flat_map(|Told { brand, event, .. }| {
            let names = named(&event.fact).into_iter().chain([&event.customer]);
            names.map(|name| (*brand, name.clone()))
        });
        Self::about(db, &names.collect()).await
    }

    /// Knows it of some names.
    pub(super) async fn about(
        db: &mut Lent,
        names: &BTreeSet<(&BrandId, CustomerId)>,
    ) -> Result<Self, Failure> {
        let mut erased = HashMap::new();
        for brand in names.iter().map(|(brand, _)| *brand).collect::<BTreeSet<_>>() {
            // Where nobody of the brand has ever been erased, nothing is hashed.
            let any = "SELECT 1 FROM erased WHERE brand = $1 LIMIT 1";
            if db.query(any, &[&brand.as_str()]).await?.is_empty() {
                continue;
            }
            let secret = Secret::of(db).await?;
            let hashed = |name: &CustomerId| Ok((secret.hash(brand, name)?.to_vec(), name.clone()));
            let names = names.iter().filter(|(of, _)| *of == brand).map(|(_, name)| name);
            let hashed = names.map(hashed).collect::<Result<HashMap<_, _>, Failure>>()?;
            let hashes: Vec<_> = hashed.keys().collect();
            let sql = "SELECT name, at FROM erased WHERE brand = $1 AND name = ANY($2)";
            for row in db.query(sql, &[&brand.as_str(), &hashes]).await? {
                let name = hashed.get(row.try_get::<_, &[u8]>(0)?).ok_or(CORRUPT)?;
                let at = row::instant(row.try_get(1)?).ok_or(CORRUPT)?;
                erased.insert((brand.clone(), name.clone()), at);
            }
        }
        Ok(Self(erased))
    }

    /// Whether an event is of somebody who was erased after it happened, or names one.
    pub(super) fn refuses(&self, brand: &BrandId, event: &Event) -> bool {
        let mut names = named(&event.fact).into_iter().chain([&event.customer]);
        names.any(|name| self.was_erased(brand, name, event.at))
    }

    /// Whether a customer was erased at an instant or after it.
    pub(super) fn was_erased(&self, brand: &BrandId, name: &CustomerId, at: Timestamp) -> bool {
        // Mostly nobody was.
        !self.0.is_empty() && self.0.get(&(brand.clone(), name.clone())).is_some_and(|erased| at <= *erased)
    }
}

/// Keeps that a name was erased; of several times the last.
pub(super) async fn keep(
    db: &mut Lent,
    brand: &BrandId,
    name: &[u8; 32],
    at: Timestamp,
) -> Result<(), Failure> {
    let sql = "INSERT INTO erased (brand, name, at) VALUES ($1, $2, $3)
               ON CONFLICT (brand, name) DO UPDATE SET at = greatest(erased.at, excluded.at)";
    db.execute(sql, &[&brand.as_str(), &name.as_slice(), &row::micros(at)]).await?;
    Ok(())
}

/// Every name that was erased, and when last, the oldest first.
pub(super) async fn list(db: &mut Lent, brand: &BrandId) -> Result<Vec<([u8; 32], Timestamp)>, Failure> {
    let sql = "SELECT name, at FROM erased WHERE brand = $1 ORDER BY at, name";
    let mut erased = Vec::new();
    for row in db.query(sql, &[&brand.as_str()]).await? {
        let name = row.try_get::<_, &[u8]>(0)?.try_into().map_err(|_| CORRUPT)?;
        erased.push((name, row::instant(row.try_get(1)?).ok_or(CORRUPT)?));
    }
    Ok(erased)
}

/// When a name was last erased.
pub(super) async fn when(
    db: &mut Lent,
    brand: &BrandId,
    name: &[u8; 32],
) -> Result<Option<Timestamp>, Failure> {
    let sql = "SELECT at FROM erased WHERE brand = $1 AND name = $2";
    let rows = db.query(sql, &[&brand.as_str(), &name.as_slice()]).await?;
    rows.first().map(|row| row::instant(row.try_get(0)?).ok_or(CORRUPT)).transpose()
}

/// Whom a fact names besides the customer it is of.
pub(super) fn named(fact: &Fact) -> Option<&CustomerId> {
    match fact {
        Fact::FriendInvited { friend } => Some(friend),
        Fact::Identified { anonymous, .. } => Some(anonymous),
        Fact::Merged { other } | Fact::Unmerged { other } => Some(other),
        _ => None,
    }
}
