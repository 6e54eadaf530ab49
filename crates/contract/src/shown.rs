//! Offers that were seen: `POST /v1/shown`.

use serde::{Deserialize, Serialize};

/// Offers a customer saw: at least half of each, for a second. Of a session and an offer the first counts, wherever it was
/// seen and however often it is sent; without a session nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The brand.
    pub brand: String,
    /// The place on the page.
    pub placement: String,
    /// `web`, `social`, `webview`, `agent`, `till` or `kiosk`; not known where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// The offers, by their ids.
    pub offers: Vec<String>,
}
