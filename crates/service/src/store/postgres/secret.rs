//! Names that must be known again and not be read: hashed with a secret of this database.

use domain::id::{BrandId, CustomerId};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::connections::Lent;
use super::failure::Failure;

/// The secret with which names are hashed.
pub(super) struct Secret(Vec<u8>);

impl Secret {
    /// This database's.
    pub(super) async fn of(db: &mut Lent) -> Result<Self, Failure> {
        let rows = db.query("SELECT secret FROM secrets WHERE name = 'names'", &[]).await?;
        Ok(Self(rows.first().ok_or(Failure::Corrupt("secret"))?.try_get(0)?))
    }

    /// A name, hashed.
    pub(super) fn hash(&self, brand: &BrandId, name: &CustomerId) -> Result<[u8; 32], Failure> {
        let keyed = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| Failure::Corrupt("secret"))?;
        let keyed = keyed.chain_update(brand.as_str()).chain_update([0]).chain_update(name.as_str());
        Ok(keyed.finalize().into_bytes().into())
    }

    /// What tells it from any other secret, and says nothing of it.
    pub(super) fn fingerprint(&self) -> [u8; 8] {
        let mut fingerprint = [0; 8];
        let hash =
            Sha256::new().chain_update("fingerprint").chain_update([0]).chain_update(&self.0).finalize();
        fingerprint.copy_from_slice(&hash[..8]);
        fingerprint
    }
}
