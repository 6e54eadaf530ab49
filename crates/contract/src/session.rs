//! Who is speaking: a short session in exchange for an identity the brand signed.

use serde::{Deserialize, Serialize};

/// The body of `POST /v1/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRequest {
    /// The brand whose page it is.
    pub brand: String,
    /// The identity token the brand's server signed.
    pub token: String,
}

/// A session. It goes into the `Authorization` header and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The bearer token: opaque, secret, short-lived.
    pub session: String,
    /// Seconds until it ends.
    pub expires_in: u32,
}
