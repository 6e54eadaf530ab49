//! Messages that were refused, as they are kept.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use jiff::SignedDuration;
use serde_json::Value;

use super::StoreError;
use crate::door::{Fault, Strength};

/// Keeps refused messages until they are put right, or old.
#[async_trait]
pub trait Quarantine: Send + Sync + 'static {
    /// Keeps refused messages under numbers of their own, each once. Of a brand the newest 100,000 stay, and none for
    /// longer than 30 days.
    async fn hold(&self, brand: &BrandId, refused: Vec<Held>, now: Timestamp) -> Result<(), StoreError>;

    /// Those with higher numbers, in order, so many at most.
    async fn held(&self, brand: &BrandId, after: u64, limit: usize) -> Result<Vec<(u64, Held)>, StoreError>;

    /// Puts what a message says, and what is wrong with it, in the place of what was kept.
    async fn mend(&self, brand: &BrandId, number: u64, held: Held) -> Result<(), StoreError>;

    /// Lets go of messages, and says how many there were.
    async fn let_go(&self, brand: &BrandId, numbers: Vec<u64>) -> Result<usize, StoreError>;
}

/// So many messages of a brand are kept.
pub(super) const MOST: u64 = 100_000;

/// So long they are kept.
pub(super) const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A message that was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What it is known again by when it is sent once more.
    pub digest: [u8; 32],
    /// When it came.
    pub received: Timestamp,
    /// With what kind of key.
    pub strength: Strength,
    /// Whom it names, as far as that could be read.
    pub customer: Option<CustomerId>,
    /// What it says.
    pub message: Value,
    /// What is wrong with it.
    pub fault: Fault,
}
