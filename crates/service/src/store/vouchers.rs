//! Whose claim a voucher is of.

use async_trait::async_trait;
use domain::id::{BrandId, ClaimId, CustomerId};

use super::StoreError;
use crate::voucher::Handle;

/// Finds claims by the half of their codes that names them.
#[async_trait]
pub trait Vouchers: Send + Sync + 'static {
    /// Keeps under which name each of these claims was made. The halves are by a secret that is called so.
    async fn keep_vouchers(
        &self,
        brand: &BrandId,
        secret: &str,
        vouchers: Vec<(Handle, CustomerId, ClaimId)>,
    ) -> Result<(), StoreError>;

    /// The claims with this half, one mostly, each with those whose it may be: the name it was made under, and, where
    /// that is another, the leading name.
    async fn vouchers(
        &self,
        brand: &BrandId,
        handle: &Handle,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError>;

    /// Claims of which that has not been kept by a secret that is called so.
    async fn claims_without_voucher(
        &self,
        brand: &BrandId,
        secret: &str,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError>;
}
