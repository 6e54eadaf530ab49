//! Instants, days, and the zone in which a program's days begin.

use jiff::{SignedDuration, tz::TimeZone};

pub use jiff::{Timestamp, civil::Date};

/// A number of calendar days.
pub type Days = i32;

/// The time zone of a program: it says which day an instant belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(pub TimeZone);

impl Zone {
    /// Universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The day an instant belongs to.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.0.to_datetime(at).date()
    }

    /// The first instant of a day. Where a clock change skips midnight, the first instant that exists.
    #[must_use]
    pub fn start(&self, day: Date) -> Timestamp {
        self.0.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(if day.year() < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }

    /// The first instant after a day: a thing good "until this day" ends here, exclusive.
    #[must_use]
    pub fn end(&self, day: Date) -> Timestamp {
        self.start(plus(day, 1))
    }
}

/// A day so many days later, or earlier when negative; the calendar's first or last day where there is none.
#[must_use]
pub fn plus(day: Date, days: Days) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * i64::from(days)))
}

/// How many days lie between two days: 0 for the same, negative when `to` comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> Days {
    (to.duration_since(from).as_hours() / 24) as Days
}
