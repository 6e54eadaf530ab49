//! What an agent sees and says of a customer: `/v1/customers/{id}/…`, with a secret key.

use serde::{Deserialize, Serialize};

/// The body of `POST /v1/customers/{id}/merge` and `/unmerge`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Who is the same person, or is not after all.
    pub other: String,
}

/// A person: the names they go by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The leading name.
    pub customer: String,
    /// Every name, the leading one too.
    pub names: Vec<String>,
    /// Whether this request changed anything.
    pub changed: bool,
}

/// What happened to a person, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// The leading name.
    pub customer: String,
    /// What happened, newest first.
    pub happened: Vec<Happened>,
    /// Where the next page begins: goes into `before`. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// When, in RFC 3339.
    pub at: String,
    /// The day in the program's zone.
    pub on: String,
    /// The name it was reported under.
    pub name: String,
    /// What it was, for machines, such as `order_completed`. Words are added.
    pub what: String,
    /// The same for people, in English.
    pub text: String,
}

/// A benefit that was used: the answer to `POST /v1/customers/{id}/benefits/{benefit}/use`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// The benefit.
    pub benefit: String,
    /// When it was used, in RFC 3339.
    pub at: String,
}
