//! How the elements in pages fare: `POST /v1/health`, and `GET /v1/reports/health`.

use serde::{Deserialize, Serialize};

/// What one element says of itself, once it knows. Nothing in it says whose page it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beacon {
    /// The brand.
    pub brand: String,
    /// `web`, `social`, `webview`, `agent`, `till` or `kiosk`; not known where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// How it came to show what it shows.
    pub path: Path,
    /// What went wrong, where something did: the code of `constance-error`. One that is not known counts as `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Milliseconds until the first offer was there; absent where none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<u32>,
    /// How often the wasm broke down.
    #[serde(default)]
    pub traps: u16,
}

/// How an element came to show what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Path {
    /// The wasm runs.
    Wasm,
    /// The service's HTML alone.
    Html,
    /// What the page itself put in for this case.
    Fallback,
}

/// Every path.
pub const PATHS: [Path; 3] = [Path::Wasm, Path::Html, Path::Fallback];

impl Path {
    /// Its name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Html => "html",
            Self::Fallback => "fallback",
        }
    }
}

/// The answer of `GET /v1/reports/health`: what was said, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The brand.
    pub brand: String,
    /// The days on which anything was said, oldest first.
    pub days: Vec<HealthDay>,
}

/// One day, by the brand's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthDay {
    /// The day.
    pub day: String,
    /// One for each surface, path and code.
    pub counts: Vec<HealthCount>,
}

/// The beacons of one surface, path and code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthCount {
    /// The surface, where it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// The path.
    pub path: Path,
    /// What went wrong, where something did; `other` for what the service does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// How many there were.
    pub beacons: u64,
    /// How often the wasm broke down, in all of them.
    pub traps: u64,
    /// How long the first offer took, in those that had one.
    pub first: Vec<FirstOffer>,
}

/// How many had their first offer within a time, and not within the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstOffer {
    /// The time, in milliseconds; absent for all that took longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<u32>,
    /// How many.
    pub beacons: u64,
}
