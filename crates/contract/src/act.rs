//! Claim, decline, undo, close: `POST /v1/offers/{id}/claim`, `/decline`, `/undo` and `/v1/matters/{id}/close`.
//!
//! Each takes an `Idempotency-Key` header. What a key has done is done once, however often it is sent; an act that was
//! refused, or had nothing to change, is judged anew.

use crate::experience::Answer;
use serde::{Deserialize, Serialize};

/// The body of an act: where the customer is, so that the answer can bring what to show next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The place on the page.
    pub placement: String,
    /// `web`, `social`, `webview`, `agent`, `till` or `kiosk`; not known where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// The language wanted; the program's first where it is absent or not spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Room for so many offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// The level of the heading, 2 to 6; 2 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    /// `mask` where others may see the screen: figures and codes are then left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
}

/// The answer to an act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Acted {
    /// What came of it.
    pub outcome: Outcome,
    /// The same in words, to be announced: "Claimed. Your code is below."
    pub notice: String,
    /// What to show now.
    #[serde(flatten)]
    pub next: Answer,
}

/// What came of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The offer was claimed, now or before.
    Claimed,
    /// "Not for me" holds.
    Declined,
    /// The last act was taken back.
    Undone,
    /// The matter is closed.
    Closed,
}
