//! Sessions: short, opaque, kept by the hash of their token.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use hmac::Mac;
use sha2::{Digest, Sha256};

use crate::identity::Identity;
use crate::store::SessionRow;
use crate::voucher;

/// How long a session lasts, in seconds.
pub const SECONDS: u32 = 900;

/// A session as it begins: the token goes to the page, the row to the store. `random` must be fresh. The last part of
/// the token is the same in all sessions of a customer, and nobody can tell whose: by it the pages of one browser know
/// that they may listen together.
#[must_use]
pub fn begin(
    random: [u8; 32],
    secret: &[u8; 32],
    brand: BrandId,
    who: Identity,
    now: Timestamp,
) -> (String, SessionRow) {
    let token = format!("{}.{}", BASE64_URL_SAFE_NO_PAD.encode(random), whose(secret, &brand, &who.customer));
    let (token_hash, expires) = (hash(&token), end(now));
    let row = SessionRow { token_hash, brand, customer: who.customer, expires, identity: who.token };
    (token, row)
}

/// What the tokens of one customer's sessions end with.
#[must_use]
pub fn whose(secret: &[u8; 32], brand: &BrandId, customer: &CustomerId) -> String {
    let whose = voucher::mac(secret, "session", brand, customer.as_str().as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(&whose.finalize().into_bytes()[..9])
}

/// When a session that begins now ends.
#[must_use]
pub fn end(now: Timestamp) -> Timestamp {
    now.saturating_add(std::time::Duration::from_secs(u64::from(SECONDS))).unwrap_or(now)
}

/// Under what a session's token is kept.
#[must_use]
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
