//! What the models need to know of one customer: three numbers.

use crate::time::{Date, days_between};

/// One customer's repeat buying until some day, in weeks since their first purchase. A week is exactly seven days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    frequency: u32,
    recency: f64,
    age: f64,
}

/// Why three numbers are no history.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum InvalidHistory {
    /// A time is not a number, infinite or negative.
    #[error("{field} is {value}: it must be a number of weeks, zero or more")]
    Time {
        /// `recency` or `age`.
        field: &'static str,
        /// What it was.
        value: f64,
    },
    /// The last purchase lies after the end.
    #[error("recency is {recency} weeks: it must be at most the age, {age} weeks")]
    AfterTheEnd {
        /// Its time.
        recency: f64,
        /// The end.
        age: f64,
    },
    /// Repeat purchases without a time for the last, or a time without any.
    #[error(
        "recency is {recency} weeks with {frequency} repeat purchases: one is above zero exactly if the other is"
    )]
    Repeats {
        /// How many.
        frequency: u32,
        /// The time of the last.
        recency: f64,
    },
}

impl History {
    /// Someone who has bought for the first time just now.
    pub const NEW: Self = Self { frequency: 0, recency: 0.0, age: 0.0 };

    /// A history from its three numbers.
    ///
    /// # Errors
    /// [`InvalidHistory`] where they cannot be one customer's.
    pub fn new(frequency: u32, recency: f64, age: f64) -> Result<Self, InvalidHistory> {
        for (field, value) in [("recency", recency), ("age", age)] {
            if !value.is_finite() || value < 0.0 {
                return Err(InvalidHistory::Time { field, value });
            }
        }
        if recency > age {
            return Err(InvalidHistory::AfterTheEnd { recency, age });
        }
        if (frequency > 0) != (recency > 0.0) {
            return Err(InvalidHistory::Repeats { frequency, recency });
        }
        Ok(Self { frequency, recency, age })
    }

    /// The history of someone who bought on these days, as known when the day `until` ends; `None` if they had not
    /// bought by then. Days come in any order; one given twice counts once. Days on which nothing was paid are not
    /// purchase days: leave them out.
    #[must_use]
    pub fn until(days: impl IntoIterator<Item = Date>, until: Date) -> Option<Self> {
        let mut days: Vec<Date> = days.into_iter().filter(|day| *day <= until).collect();
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        let weeks = |to: Date| f64::from(days_between(first, to)) / 7.0;
        let frequency = u32::try_from(days.len() - 1).unwrap_or(u32::MAX);
        Some(Self { frequency, recency: weeks(last), age: weeks(until) })
    }

    /// On how many days they bought again.
    #[must_use]
    pub fn frequency(&self) -> u32 {
        self.frequency
    }

    /// When they last bought again, in weeks after the first purchase; 0 if they did not.
    #[must_use]
    pub fn recency(&self) -> f64 {
        self.recency
    }

    /// How long ago the first purchase is, in weeks.
    #[must_use]
    pub fn age(&self) -> f64 {
        self.age
    }
}
