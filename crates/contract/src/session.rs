//! Who is speaking: a short session in exchange for an identity the brand signed.

use serde::{Deserialize, Serialize};

/// The body of `POST /v1/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRequest {
    /// The brand whose page it is.
    pub brand: String,
    /// The identity token the brand's server signed; absent for a visitor. Sent with the session of a visitor in
    /// `Authorization`, it says who that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// What the visitor was called before, or what the page's analytics calls them, so that they are met again; absent
    /// for a fresh one. At least 16 characters that nobody can guess.
    #[serde(default, rename = "anonymousId", skip_serializing_if = "Option::is_none")]
    pub anonymous_id: Option<String>,
}

/// A session. It goes into the `Authorization` header and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The bearer token: opaque, secret, short-lived.
    pub session: String,
    /// Seconds until it ends.
    pub expires_in: u32,
    /// Of a visitor's session, what they are called: to be sent again when this one has ended.
    #[serde(default, rename = "anonymousId", skip_serializing_if = "Option::is_none")]
    pub anonymous_id: Option<String>,
}
