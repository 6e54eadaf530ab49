//! What a file of purchases says about the customers in it: a fit, a score for each, and how well it foretold.
//! The mathematics is in `domain::forecast`. Read in this order.

use crate::import::{ImportError, Reject};
use domain::forecast::fit::FitError;
use domain::time::Date;

pub mod purchases; // who bought on which days for how much
pub mod estimates; // what was learnt from them
pub mod scores; // what that says of each
pub mod holdout; // against what then happened
pub mod picture; // and a picture of it

/// Why a file of purchases could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LifecycleError {
    /// The file is not as it should be.
    #[error(transparent)]
    File(#[from] ImportError),
    /// A row is not as it should be. Nothing is learnt from a file with such a row: what is left out would be missing
    /// from every number.
    #[error("line {}: {}", .0.line, row(.0))]
    Row(Reject),
    /// There is no purchase by then.
    #[error("has no purchase until {until}")]
    Nothing {
        /// The day.
        until: Date,
    },
    /// There is no row at all.
    #[error("has no rows")]
    NoRows,
    /// Nothing could be learnt.
    #[error("cannot be fitted: {0}")]
    Fit(#[from] FitError),
}

fn row(Reject { column, value, rule, .. }: &Reject) -> String {
    if column.is_empty() { format!("{value}: {rule}") } else { format!("{column} `{value}`: {rule}") }
}
