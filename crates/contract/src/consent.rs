//! What a customer allows: `PUT /v1/me/consent`.

use serde::{Deserialize, Serialize};

/// Whether offers may be chosen for the customer. With a `placement` the answer brings what to show there next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The brand.
    pub brand: String,
    /// Whether offers may be chosen for them.
    pub personal_offers: bool,
    /// The place on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<String>,
    /// As in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// As in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// As in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// As in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    /// As in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
}
