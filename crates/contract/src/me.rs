//! What is kept of a customer, for the customer: `GET /v1/me` and `GET /v1/me/export`.

use serde::{Deserialize, Serialize};

use crate::event::Message;

/// The answer of `GET /v1/me`: what is known of the customer at an instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// The brand.
    pub brand: String,
    /// The brand's name for the customer.
    pub customer: String,
    /// Every name they are known by, this one too.
    pub names: Vec<String>,
    /// The instant, RFC 3339.
    pub as_of: String,
    /// The lifecycle stage: `prospect`, `new`, `active`, `loyal`, `at_risk`, `lapsed` or `won_back`.
    pub stage: String,
    /// The tier's name in rules.
    pub tier: String,
    /// Points that count towards tiers.
    pub points: i64,
    /// Points that can be spent; absent where points only lead to tiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_spend: Option<i64>,
    /// What they allowed, or objected to.
    pub consent: ConsentKept,
    /// Every offer they ever claimed, oldest first.
    pub claims: Vec<ClaimKept>,
    /// How many events are kept.
    pub events: usize,
}

/// What a customer allowed, or objected to; absent is what they never said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentKept {
    /// That offers are chosen for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_offers: Option<bool>,
}

/// A claim, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimKept {
    /// Its name.
    pub id: String,
    /// The offer.
    pub offer: String,
    /// When it was made, RFC 3339.
    pub at: String,
    /// It can be used before this instant.
    pub until: String,
    /// `reserved`, `claimed`, `redeemed`, `expired` or `released`.
    pub state: String,
}

/// The answer of `GET /v1/me/export`: everything that is kept of the customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// What is known because of it.
    pub me: Me,
    /// Every event, oldest first, as a message. What the service keeps by itself is written alike: `Offer Claimed`.
    pub events: Vec<Message>,
    /// What chance chose for them.
    pub choices: Vec<ChoiceKept>,
    /// Messages about them that were refused, and are kept for a while, as they came.
    pub refused: Vec<Message>,
}

/// A choice, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChoiceKept {
    /// The place.
    pub placement: String,
    /// The offer.
    pub offer: String,
    /// When it was chosen, RFC 3339.
    pub at: String,
    /// Whether it was listed.
    pub shown: bool,
    /// How likely that was.
    pub propensity: f64,
    /// Whether it was withheld to learn what offers do.
    pub held_out: bool,
}
