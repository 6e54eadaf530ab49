//! What happened in other processes, for services that work with the same store.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};

use super::StoreError;

/// So many notices are kept at most, the newest.
pub(super) const MOST: usize = 4_096;

/// Passes notices from whoever works with the store beside the services to all of them. What is lost costs freshness.
#[async_trait]
pub trait Notices: Send + Sync + 'static {
    /// Leaves notices for every service.
    async fn notify(&self, brand: &BrandId, notices: Vec<Notice>) -> Result<(), StoreError>;

    /// Those after a number, in order, each with its own.
    async fn notices(&self, after: i64) -> Result<Vec<(i64, BrandId, Notice)>, StoreError>;

    /// The number that was given last, 0 where there is none, and lets go of all until another.
    async fn pass_notices(&self, until: i64) -> Result<i64, StoreError>;
}

/// What happened in another process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something about a customer changed.
    Changed(CustomerId),
    /// Something for everyone changed, or for too many to name.
    Everyone,
}

impl Notice {
    /// As it is kept: whom it is about, or nobody by name.
    pub(super) fn customer(&self) -> Option<&str> {
        match self {
            Self::Changed(customer) => Some(customer.as_str()),
            Self::Everyone => None,
        }
    }

    /// As it was kept.
    pub(super) fn of(customer: Option<CustomerId>) -> Self {
        customer.map_or(Self::Everyone, Self::Changed)
    }
}
