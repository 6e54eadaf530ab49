//! A choice, as it is kept.

use domain::decision::Choice;
use domain::id::{CustomerId, Placement};
use domain::time::{Date, Timestamp};

/// A choice, and where, when and for whom it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// For whom.
    pub customer: CustomerId,
    /// Where.
    pub placement: Placement,
    /// On which day of the program: it holds for the day.
    pub day: Date,
    /// When.
    pub at: Timestamp,
    /// What is bought before this instant is counted as having come of it.
    pub looked_until: Timestamp,
    /// What was chosen.
    pub choice: Choice,
}
