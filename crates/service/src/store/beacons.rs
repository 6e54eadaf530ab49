//! What the elements in pages say of themselves, as it is counted.

use async_trait::async_trait;
use domain::id::BrandId;
use domain::time::Date;

use super::StoreError;
use crate::beacons::{Beacon, Counted};

/// Counts what elements say.
#[async_trait]
pub trait Beacons: Send + Sync + 'static {
    /// Counts what an element in a page said of itself on a day.
    async fn count(&self, brand: &BrandId, day: Date, beacon: Beacon) -> Result<(), StoreError>;

    /// What elements said since a day began: by day, surface, path and code, and then the faster before the slower.
    async fn counted(&self, brand: &BrandId, since: Date) -> Result<Vec<Counted>, StoreError>;
}
