//! The log: what happened, kept once, and what is remembered of it.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::claim::ActError;
use domain::event::Event;
use domain::id::{BrandId, CustomerId, EventId, OfferId};
use domain::program::Tallies;
use domain::time::Timestamp;

use super::StoreError;
use crate::memory::Memory;

/// Keeps what happened. What it has acknowledged it never loses.
#[async_trait]
pub trait Log: Send + Sync + 'static {
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

    /// Customers by name, in order, after one, so many at most: to walk through all of them.
    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError>;

    /// How many claims that still count each offer has, as of `now`: those set aside, those that can be used and those
    /// that were; and how many of them were made since `today`, the beginning of a day of the program. Offers without
    /// any are left out.
    async fn tallies(&self, brand: &BrandId, now: Timestamp, today: Timestamp)
    -> Result<Tallies, StoreError>;

    /// The offers of which a claim ran out after an instant and until another, inclusive.
    async fn ran_out(
        &self,
        brand: &BrandId,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<BTreeSet<OfferId>, StoreError>;

    /// Shows `decide` what is remembered of a customer and what is taken, and keeps the event it returns, as one step
    /// that no other act can come between. Where the id is known already, nothing is decided again.
    async fn act(&self, act: Act) -> Result<Done, StoreError>;
}

/// Whether an event was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    New,
    /// Its id was known.
    Known,
    /// It was not kept: whom it is of, or names, was erased after it happened.
    Erased,
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
    /// The offer of which one may be taken by it, so that others who want one wait; nothing where none can be.
    pub offer: Option<OfferId>,
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
