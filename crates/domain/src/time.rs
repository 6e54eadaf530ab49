//! Instants, days, and the zone in which a program's days begin.

use jiff::{SignedDuration, Span, tz::TimeZone};

pub use jiff::{Timestamp, civil::Date, civil::Time, civil::Weekday};

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

    /// The time of day at an instant.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> Time {
        self.0.to_datetime(at).time()
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

    /// The day that is running just before an instant: of an exclusive end, the last day of what it ends.
    #[must_use]
    pub fn day_before(&self, end: Timestamp) -> Date {
        self.day(end.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(end))
    }
}

/// A day so many days later, or earlier when negative; the calendar's first or last day where there is none.
#[must_use]
pub fn plus(day: Date, days: Days) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * i64::from(days)))
}

/// The same day of the month so many months later, or earlier when negative; the last of its month where that is
/// shorter: one month after the 31st of January is the end of February. The calendar's first or last day where there
/// is none.
#[must_use]
pub fn plus_months(day: Date, months: i32) -> Date {
    let beyond = if months < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_months(months).map_or(beyond, |span| day.saturating_add(span))
}

/// How many days lie between two days: 0 for the same, negative when `to` comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> Days {
    (to.duration_since(from).as_hours() / 24) as Days
}
