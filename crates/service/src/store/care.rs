//! What leaves the store: who asked to be erased, and what is old.

use async_trait::async_trait;
use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::retention::Limits;
use domain::time::{Date, Timestamp, Zone};

use serde_json::Value;

use super::{Actor, Chosen, StoreError};

/// Erases and forgets.
#[async_trait]
pub trait Care: Send + Sync + 'static {
    /// Erases a person, under all their names: everything that was kept or happened until `at`. What the law requires of
    /// their orders stays, by the days of `zone` and without them. What happened until then is not taken in again. That
    /// `actor` did it is in the audit.
    async fn erase(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        at: Timestamp,
        zone: &Zone,
        actor: Actor,
    ) -> Result<Erasure, StoreError>;

    /// The erasures there were, without names: enough to erase the same once more in an older copy of this store.
    async fn erasures(&self, brand: &BrandId) -> Result<Erasures, StoreError>;

    /// Erases again whom a list names, as of then. `None` where the list was made by another store.
    async fn erase_again(
        &self,
        brand: &BrandId,
        erasures: &Erasures,
        zone: &Zone,
    ) -> Result<Option<Erasure>, StoreError>;

    /// Customers of whom something of a kind is older than `before` and not older than `from`, with the age of what was
    /// found, oldest first; from so many events at most.
    async fn aged(
        &self,
        brand: &BrandId,
        kind: Aged,
        from: Timestamp,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Timestamp, CustomerId)>, StoreError>;

    /// Customers by name, after one, of whom nothing happened since `before`; from so many customers at most. The second
    /// says where to go on; `None` where there are no more.
    async fn silent(
        &self,
        brand: &BrandId,
        before: Timestamp,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<(Vec<CustomerId>, Option<CustomerId>), StoreError>;

    /// Forgets what is older than its limit, of each of these customers in turn, until so many events are gone. Those of
    /// whom nothing has been heard for too long are erased.
    async fn forget(
        &self,
        brand: &BrandId,
        customers: Vec<CustomerId>,
        limits: &Limits,
        zone: &Zone,
        most: usize,
    ) -> Result<Forgotten, StoreError>;

    /// Forgets some of what is kept for a time that no program changes, and says how much; nothing where there is no more.
    async fn sweep(&self, brand: &BrandId, limits: &Swept, most: usize) -> Result<usize, StoreError>;

    /// What is kept of somebody under these names beside the log.
    async fn beside(&self, brand: &BrandId, names: &[CustomerId]) -> Result<Beside, StoreError>;

    /// What the law required to be kept of those who were erased: by day, kind and currency.
    async fn books(&self, brand: &BrandId) -> Result<Vec<Booked>, StoreError>;
}

/// What was removed in erasing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Names that were erased.
    pub names: usize,
    /// Events, also those of others that named them.
    pub events: usize,
}

/// Erasures, without names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasures {
    /// What tells the secret with which the names were hashed from any other.
    pub secret: [u8; 8],
    /// Each name that was erased, hashed, and when last.
    pub names: Vec<([u8; 32], Timestamp)>,
}

/// What leaves by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aged {
    /// Behaviour.
    Behaviour,
    /// Impressions.
    Shown,
    /// Matters, by when they were settled.
    Contacts,
}

/// What was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Events.
    pub events: usize,
    /// Customers of whom nothing is left.
    pub customers: usize,
    /// Of so many of the customers all is done.
    pub done: usize,
}

/// What is kept of a customer beside the log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beside {
    /// What chance chose, oldest first.
    pub choices: Vec<Chosen>,
    /// Messages that were refused, oldest first.
    pub refused: Vec<Value>,
}

/// Limits that no program changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Choices of earlier days are forgotten.
    pub choices: Date,
    /// Beacons of earlier days are.
    pub beacons: Date,
    /// Sessions that were over before are.
    pub sessions: Timestamp,
    /// Refused messages from before are.
    pub quarantine: Timestamp,
    /// Entries of the audit from before are.
    pub audit: Timestamp,
}

/// A line of the books: sums of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The day.
    pub day: Date,
    /// What they are of.
    pub kind: BookKind,
    /// The currency; none for points.
    pub currency: Option<String>,
    /// How many there were.
    pub entries: u64,
    /// What they come to, in minor units, or points.
    pub amount: i64,
}

/// What a line of the books is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BookKind {
    /// Orders that were paid.
    Orders,
    /// What was given back of them.
    Refunds,
    /// Points that were spent.
    PointsSpent,
}

impl BookKind {
    /// Its word, as it is kept and told.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Refunds => "refunds",
            Self::PointsSpent => "points_spent",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Orders, Self::Refunds, Self::PointsSpent].into_iter().find(|kind| kind.word() == word)
    }
}

/// What the law requires to be kept of a person's events, without them: what was paid, given back and spent, by day. An
/// order that was called off was given back.
pub(super) fn books(events: &[Event], zone: &Zone) -> Vec<Booked> {
    let profile = domain::profile::Profile::as_of(Timestamp::MAX, events.iter().cloned());
    let entry = |at, kind, currency: Option<&str>, amount| Booked {
        day: zone.day(at),
        kind,
        currency: currency.map(str::to_owned),
        entries: 1,
        amount,
    };
    let mut entries = Vec::new();
    for order in profile.orders.iter().chain(&profile.returned) {
        let currency = Some(order.paid.currency.code());
        entries.push(entry(order.at, BookKind::Orders, currency, order.paid.minor));
        let refunds = order.returns.iter();
        entries.extend(refunds.map(|back| entry(back.at, BookKind::Refunds, currency, back.amount.minor)));
    }
    let spent = profile.spent.iter();
    entries.extend(spent.map(|spent| entry(spent.at, BookKind::PointsSpent, None, spent.points.0)));
    entries
}
