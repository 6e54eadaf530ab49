//! A program that was published.

use serde::{Deserialize, Serialize};

/// What is in force from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Whose program.
    pub brand: String,
    /// Its version: the same text has the same, everywhere.
    pub version: String,
}
