//! What was done with what is kept of customers: `GET /v1/reports/audit`.

use serde::{Deserialize, Serialize};

/// The answer of `GET /v1/reports/audit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// The brand.
    pub brand: String,
    /// The entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// Where there are older ones: the value of `before` that brings them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its number: later ones are higher.
    pub number: u64,
    /// When, RFC 3339.
    pub at: String,
    /// `customer`, `secret_key`, `agent`, `command` or `service`.
    pub actor: String,
    /// `merge`, `unmerge`, `erase`, `export`, `publish`, `forget`, `keys`, `replay` or `rebuild`.
    pub deed: String,
    /// Whom it was about: a hash that only this service can make of a name. Entries with the same are about the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What else there is to say; nobody is named.
    pub details: String,
}
