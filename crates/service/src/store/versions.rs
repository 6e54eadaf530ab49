//! How far the log has come.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};

use super::StoreError;

/// Says how far the log has come.
#[async_trait]
pub trait Versions: Send + Sync + 'static {
    /// The version of whoever goes by these names: the number of the latest event under any of them, or of the latest
    /// that says what somebody they invited bought; 0 where there is none. It grows with every such event that is kept.
    async fn version(&self, brand: &BrandId, names: &[CustomerId]) -> Result<i64, StoreError>;
}
