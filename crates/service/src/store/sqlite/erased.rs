//! The table of erased names: what happened under one before it was erased is not taken in again.

use std::collections::HashMap;

use domain::event::{Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::failure::Failure;
use super::secret::Secret;
use crate::store::row;

/// Refuses what happened to those who were erased since.
pub(super) struct Gate<'c> {
    connection: &'c Connection,
    brand: &'c BrandId,
    /// None where nobody of the brand has ever been erased: then nothing is hashed.
    secret: Option<Secret>,
    known: HashMap<CustomerId, Option<Timestamp>>,
}

impl<'c> Gate<'c> {
    pub(super) fn of(connection: &'c Connection, brand: &'c BrandId) -> Result<Self, Failure> {
        let mut any = connection.prepare_cached("SELECT 1 FROM erased WHERE brand = ?1 LIMIT 1")?;
        let secret = any.exists([brand.as_str()])?.then(|| Secret::of(connection)).transpose()?;
        Ok(Self { connection, brand, secret, known: HashMap::new() })
    }

    /// Whether an event is of somebody who was erased after it happened, or names one.
    pub(super) fn refuses(&mut self, event: &Event) -> Result<bool, Failure> {
        if self.secret.is_none() {
            return Ok(false);
        }
        Ok(self.was_erased(&event.customer, event.at)?
            || match named(&event.fact) {
                Some(name) => self.was_erased(name, event.at)?,
                None => false,
            })
    }

    /// Whether a customer was erased at an instant or after it.
    pub(super) fn was_erased(&mut self, name: &CustomerId, at: Timestamp) -> Result<bool, Failure> {
        let Some(secret) = &self.secret else { return Ok(false) };
        let erased = match self.known.get(name) {
            Some(known) => *known,
            None => {
                let erased = when(self.connection, self.brand, &secret.hash(self.brand, name)?)?;
                self.known.insert(name.clone(), erased);
                erased
            }
        };
        Ok(erased.is_some_and(|erased| at <= erased))
    }
}

/// Keeps that a name was erased; of several times the last.
pub(super) fn keep(
    connection: &Connection,
    brand: &BrandId,
    name: &[u8; 32],
    at: Timestamp,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO erased (brand, name, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (brand, name) DO UPDATE SET at = max(at, excluded.at)",
        )?
        .execute(params![brand.as_str(), name, row::micros(at)])?;
    Ok(())
}

/// Every name that was erased, and when last, the oldest first.
pub(super) fn list(connection: &Connection, brand: &BrandId) -> Result<Vec<([u8; 32], Timestamp)>, Failure> {
    let mut select = connection.prepare("SELECT name, at FROM erased WHERE brand = ?1 ORDER BY at, name")?;
    let mut rows = select.query([brand.as_str()])?;
    let mut erased = Vec::new();
    while let Some(row) = rows.next()? {
        erased.push((row.get(0)?, row::instant(row.get(1)?).ok_or(Failure::Corrupt("erasure"))?));
    }
    Ok(erased)
}

/// When a name was last erased.
pub(super) fn when(
    connection: &Connection,
    brand: &BrandId,
    name: &[u8; 32],
) -> Result<Option<Timestamp>, Failure> {
    let mut select = connection.prepare_cached("SELECT at FROM erased WHERE brand = ?1 AND name = ?2")?;
    let at: Option<i64> = select.query_row(params![brand.as_str(), name], |row| row.get(0)).optional()?;
    at.map(|at| row::instant(at).ok_or(Failure::Corrupt("erasure"))).transpose()
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
