//! Who is speaking, as it is kept.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;

use super::StoreError;

/// Keeps sessions.
#[async_trait]
pub trait Sessions: Send + Sync + 'static {
    /// Keeps a session under the hash of its token. Refuses, with `false`, where the identity token was used before.
    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError>;

    /// The session of a token's hash, if it has not ended.
    async fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError>;

    /// Ends a session.
    async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError>;
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
