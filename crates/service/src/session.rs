//! Sessions: short, opaque, kept by the hash of their token.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::BrandId;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::identity::Identity;
use crate::store::SessionRow;

/// How long a session lasts, in seconds.
pub const SECONDS: u32 = 900;

/// A session as it begins: the token goes to the page, the row to the store. `random` must be fresh.
#[must_use]
pub fn begin(random: [u8; 32], brand: BrandId, who: Identity, now: Timestamp) -> (String, SessionRow) {
    let token = BASE64_URL_SAFE_NO_PAD.encode(random);
    let expires = now.saturating_add(std::time::Duration::from_secs(u64::from(SECONDS))).unwrap_or(now);
    let row =
        SessionRow { token_hash: hash(&token), brand, customer: who.customer, expires, identity: who.token };
    (token, row)
}

/// Under what a session's token is kept.
#[must_use]
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
