//! Whose claim a voucher is of.

use async_trait::async_trait;
use domain::id::{BrandId, ClaimId, CustomerId};

use super::StoreError;
use crate::voucher::Handle;

/// Finds claims by the half of their codes that names them.
#[async_trait]
pub trait Vouchers: Send + Sync + 'static {
    /// Keeps under which name each of these claims was made.
    async fn keep_vouchers(
        &self,
        brand: &BrandId,
        vouchers: Vec<(Handle, CustomerId, ClaimId)>,
    ) -> Result<(), StoreError>;

    /// The claims with this half, one mostly, each with those whose it may be: the name it was made under, and, where
    /// that is another, the leading name.
    async fn vouchers(
        &self,
        brand: &BrandId,
        handle: &Handle,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError>;

    /// Claims of which that has not been kept.
    async fn claims_without_voucher(&self, brand: &BrandId)
    -> Result<Vec<(CustomerId, ClaimId)>, StoreError>;
}
