//! What is kept beside the log because folding it each time takes too long: sums that the log can always give again.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::id::BrandId;

use super::StoreError;

/// Compares kept sums with the log.
#[async_trait]
pub trait Sums: Send + Sync + 'static {
    /// The brands of which anything is kept, by name.
    async fn brands(&self) -> Result<Vec<BrandId>, StoreError>;

    /// Folds a brand's log, and says of each kept sum how many rows are not as the log says; with `mend` they then are.
    async fn rebuild(&self, brand: &BrandId, mend: bool) -> Result<Vec<Drift>, StoreError>;
}

/// How far a kept sum has drifted from the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drift {
    /// The sum, by the name of its table.
    pub sum: &'static str,
    /// Rows that were compared.
    pub rows: usize,
    /// Rows that are not as the log says, are missing, or too many.
    pub wrong: usize,
}

/// The rows of a sum, each as a key and a value.
pub(super) type Rows = BTreeMap<String, String>;

impl Drift {
    /// How far what was found is from what was to be expected.
    pub(super) fn between(sum: &'static str, found: &Rows, expected: &Rows) -> Self {
        let keys: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
        let wrong = keys.iter().filter(|key| found.get(**key) != expected.get(**key)).count();
        Self { sum, rows: keys.len(), wrong }
    }
}

/// How many there are fewer than before, by offer, where there are.
pub(super) fn gone(before: BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let fewer = |(offer, claims): (String, i64)| {
        let left = after.get(&offer).copied().unwrap_or_default();
        (claims > left).then_some((offer, claims - left))
    };
    before.into_iter().filter_map(fewer).collect()
}
