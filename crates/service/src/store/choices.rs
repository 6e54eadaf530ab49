//! What was chosen by chance, as it is kept, and what that teaches.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::decision::Choice;
use domain::id::{BrandId, CustomerId, OfferId, Placement};
use domain::program::Evidence;
use domain::time::{Date, Timestamp};

use super::StoreError;

/// Keeps what was chosen by chance, and what that teaches.
#[async_trait]
pub trait Choices: Send + Sync + 'static {
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
}

/// A choice, and where, when and for whom it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// For whom.
    pub customer: CustomerId,
    /// Where.
    pub placement: Placement,
    /// On which day of the program: it holds for the day.
    pub day: Date,
    /// When.
    pub at: Timestamp,
    /// What is bought before this instant is counted as having come of it.
    pub looked_until: Timestamp,
    /// What was chosen.
    pub choice: Choice,
}
