//! The till: `POST /v1/vouchers/redeem`, with a secret key.

use serde::{Deserialize, Serialize};

/// A voucher that is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeem {
    /// The code, as it was read or typed.
    pub code: String,
    /// The language wanted; the program's first where it is absent or not spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// A voucher that was accepted, once and for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeemed {
    /// The claim it was for.
    pub claim: String,
    /// The offer that was claimed.
    pub offer: String,
    /// Whose it was.
    pub customer: String,
    /// When it was accepted, in RFC 3339.
    pub at: String,
    /// What was promised, as it read when it was claimed.
    pub title: String,
    /// The same at length.
    pub text: String,
    /// The small print, if there was any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
}
