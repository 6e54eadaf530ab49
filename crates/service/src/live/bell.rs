//! Rung by a command that changes what is kept while services run: they tell whoever has it on a page.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::id::{BrandId, CustomerId};
use tokio::time::Instant;

use crate::clock;
use crate::store::{Notice, Store, StoreError};

/// So many customers are named at most; of more everyone is told.
const NAMED: usize = 256;

/// How often a command that goes on for long rings at most: where it changes many, everyone asks each time.
const EVERY: Duration = Duration::from_secs(10);

/// Says to the services that work with a store what a command has changed.
pub struct Bell<'a> {
    store: &'a dyn Store,
    brand: &'a BrandId,
    changed: BTreeSet<CustomerId>,
    many: bool,
    rung: Instant,
}

impl<'a> Bell<'a> {
    /// For what will be changed of a brand.
    #[must_use]
    pub fn of(store: &'a dyn Store, brand: &'a BrandId) -> Self {
        Self { store, brand, changed: BTreeSet::new(), many: false, rung: clock::beat() }
    }

    /// Takes down that customers changed, and rings if it is long since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn changed(&mut self, customers: BTreeSet<CustomerId>) -> Result<(), StoreError> {
        self.changed.extend(customers);
        if self.changed.len() > NAMED {
            self.everyone();
        }
        match self.rung.elapsed() >= EVERY {
            true => self.ring().await,
            false => Ok(()),
        }
    }

    /// Takes down that something for everyone changed, or for many.
    pub fn everyone(&mut self) {
        self.many = true;
        self.changed.clear();
    }

    /// Rings, if anything has changed since it was last rung.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ring(&mut self) -> Result<(), StoreError> {
        self.rung = clock::beat();
        let changed = std::mem::take(&mut self.changed).into_iter().map(Notice::Changed);
        let notices: Vec<_> = match std::mem::take(&mut self.many) {
            true => vec![Notice::Everyone],
            false => changed.collect(),
        };
        match notices.is_empty() {
            true => Ok(()),
            false => self.store.notify(self.brand, notices).await,
        }
    }
}
