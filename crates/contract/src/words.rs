//! The words of the interface, in the customer's language.

use serde::{Deserialize, Serialize};

/// Every word the widget says by itself. Plain text, never HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Words {
    /// Heading of the offers.
    pub offers: String,
    /// Heading of the benefits.
    pub benefits: String,
    /// Heading of the claimed offers.
    pub claims: String,
    /// Heading of the matters in progress.
    #[serde(default)]
    pub matters: String,
    /// In place of offers where there are none.
    pub no_offers: String,
    /// Opens the reason of an offer: "Why am I seeing this?"
    pub why: String,
    /// The button that claims.
    pub claim: String,
    /// The same while it is under way.
    pub claiming: String,
    /// The button that says "not for me".
    pub decline: String,
    /// The button that takes an act back.
    pub undo: String,
    /// Where a claimed offer's code is introduced: "Your code"
    pub code: String,
    /// The button that copies a code.
    pub copy: String,
    /// Said when a code has been copied.
    pub copied: String,
    /// Said where copying is not possible; the code is selected instead.
    pub copy_failed: String,
    /// Said when an act did not reach the service.
    pub failed: String,
    /// Said when the service refused an act for good: the offer can no longer be had.
    pub gone: String,
    /// The button that tries again.
    pub retry: String,
    /// Closes a notice.
    pub dismiss: String,
    /// Said above what is shown while nothing newer can be had.
    #[serde(default)]
    pub stale: String,
    /// Announced when what is shown changed by itself: something happened elsewhere.
    #[serde(default)]
    pub changed: String,
    /// Said of an act that waits for the network to come back.
    #[serde(default)]
    pub waiting: String,
    /// The button that shows what is masked.
    #[serde(default)]
    pub reveal: String,
    /// In place of what is masked.
    #[serde(default)]
    pub masked: String,
    /// Said when an act was refused because the session had ended.
    #[serde(default)]
    pub sign_in: String,
    /// Before what is left of an offer's or a claim's last hours: "Time left:"
    #[serde(default)]
    pub left: String,
    /// In place of both once nothing is left.
    #[serde(default)]
    pub ended: String,
}
