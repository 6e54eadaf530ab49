//! Where events are kept. The verbs are the domain's; a second store needs no change above this line.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::claim::ActError;
use domain::event::Event;
use domain::id::{BrandId, CustomerId, EventId, OfferId, Placement};
use domain::program::{Evidence, Tallies};
use domain::time::{Date, Timestamp};

use crate::beacons::{Beacon, Counted};
use crate::memory::Memory;

mod chosen; // a choice, as it is kept
pub(crate) mod row; // how a fact is written
pub mod sqlite; // in one file

pub use chosen::Chosen;

/// A place that keeps what happened. What it has acknowledged it never loses.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Keeps events, all or none, and says of each whether it was new. One whose id is known is not kept again.
    async fn append(
        &self,
        brand: &BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError>;

    /// Everything that happened to a customer, in no particular order.
    async fn history(&self, brand: &BrandId, customer: &CustomerId) -> Result<Vec<Event>, StoreError>;

    /// The same, each with when it was first reported.
    async fn arrivals(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
    ) -> Result<Vec<(Timestamp, Event)>, StoreError>;

    /// Everything that happened to a customer, with what became of those they brought along.
    async fn recall(&self, brand: &BrandId, customer: &CustomerId) -> Result<Memory, StoreError>;

    /// How many claims that still count each offer has, as of `now`: those set aside, those that can be used and those
    /// that were; and how many of them were made since `today`, the beginning of a day of the program. Offers without
    /// any are left out.
    async fn tallies(&self, brand: &BrandId, now: Timestamp, today: Timestamp)
    -> Result<Tallies, StoreError>;

    /// Keeps what was chosen by chance: of a customer, a placement, a day and an offer the first choice, once and for
    /// all.
    async fn log_choices(&self, brand: &BrandId, chosen: Vec<Chosen>) -> Result<(), StoreError>;

    /// Whether a choice for a customer was kept in a placement on a day.
    async fn has_chosen(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        placement: &Placement,
        day: Date,
    ) -> Result<bool, StoreError>;

    /// The choices for customers by name, in order, after one, for so many of them at most; each customer's oldest
    /// first.
    async fn choices(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<Chosen>, StoreError>;

    /// What was seen of the worth of offers until a day began: see [`Evidence`]. It may be told from memory, and while a
    /// new day is looked into, what was known before.
    async fn evidence(
        &self,
        brand: &BrandId,
        today: Timestamp,
    ) -> Result<BTreeMap<OfferId, Evidence>, StoreError>;

    /// Shows `decide` what is remembered of a customer and what is taken, and keeps the event it returns, as one step
    /// that no other act can come between. Where the id is known already, nothing is decided again.
    async fn act(&self, act: Act) -> Result<Done, StoreError>;

    /// Customers by name, in order, after one, so many at most: to walk through all of them.
    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError>;

    /// Keeps a session under the hash of its token. Refuses, with `false`, where the identity token was used before.
    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError>;

    /// The session of a token's hash, if it has not ended.
    async fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError>;

    /// Ends a session.
    async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError>;

    /// Counts what an element in a page said of itself on a day.
    async fn count(&self, brand: &BrandId, day: Date, beacon: Beacon) -> Result<(), StoreError>;

    /// What elements said since a day began: by day, surface, path and code, and then the faster before the slower.
    async fn counted(&self, brand: &BrandId, since: Date) -> Result<Vec<Counted>, StoreError>;

    /// Whether it can answer.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Finishes what it has accepted and lets go of the database. Every verb answers [`StoreError::Closed`] after it.
    async fn close(&self);
}

/// Whether an event was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    New,
    /// Its id was known.
    Known,
}

/// An act on an offer, to be decided and kept in one step.
pub struct Act {
    /// The brand.
    pub brand: BrandId,
    /// The customer who acts.
    pub customer: CustomerId,
    /// The name of the event that may follow.
    pub id: EventId,
    /// The instant.
    pub now: Timestamp,
    /// When its day began.
    pub today: Timestamp,
    /// Decides what follows: an event to keep, nothing, or a refusal.
    pub decide: Decide,
}

/// Decides, from what is remembered of a customer and what is taken, what follows.
pub type Decide = Box<dyn FnOnce(&Memory, &Tallies) -> Result<Option<Event>, ActError> + Send>;

/// What came of an act.
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// This event was kept.
    Kept(Event),
    /// This event had been kept under the same id.
    Repeated(Event),
    /// Nothing needed to change.
    Unneeded,
    /// It was refused.
    Refused(ActError),
}

/// A session as it is kept: the token itself is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the bearer token.
    pub token_hash: [u8; 32],
    /// The brand.
    pub brand: BrandId,
    /// The customer.
    pub customer: CustomerId,
    /// When it ends.
    pub expires: Timestamp,
    /// The `jti` of the identity token it was opened with, good for one session.
    pub identity: String,
}

/// What went wrong in a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database answered with an error.
    #[error("the database failed while it was to {verb}")]
    Database {
        /// What was being done.
        verb: &'static str,
        /// What the database said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row is not as it was written.
    #[error("a stored {what} cannot be read")]
    Corrupt {
        /// What kind of row.
        what: &'static str,
    },
    /// A later version of this program wrote the database.
    #[error(
        "the database was written by a later version (step {found}); start that version, or restore a backup"
    )]
    Newer {
        /// The step of its tables.
        found: u32,
    },
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}
