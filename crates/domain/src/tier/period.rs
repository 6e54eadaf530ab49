//! The periods in which points count.

use super::course::Course;
use super::holding::Window;
use crate::time::{Date, plus};

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Period {
    /// The period of so many months of the calendar that a day is in: its quarter for 3, its year for 12.
    #[must_use]
    pub fn of_calendar(months: u8, day: Date) -> Self {
        let months = i32::from(months.max(1));
        let first = month(day).div_euclid(months).saturating_mul(months);
        Self { first: first_of(first), last: last_of(first.saturating_add(months - 1)) }
    }

    /// The period of so many months that a day is in, for someone who came on the day `joined`. The first ends with
    /// the month so many months after the one they came in; the others follow it.
    #[must_use]
    pub fn of_member(months: u8, joined: Date, day: Date) -> Self {
        let (months, came) = (i32::from(months.max(1)), month(joined));
        let since = month(day) - came;
        if since <= months {
            return Self { first: joined, last: last_of(came + months) };
        }
        let first = came + 1 + (since - 1).div_euclid(months) * months;
        Self { first: first_of(first), last: last_of(first + months - 1) }
    }
}

impl Window {
    /// The period a day is in; `None` where the window rolls.
    pub(super) fn period(self, joined: Date, day: Date) -> Option<Period> {
        match self {
            Self::Rolling(_) => None,
            Self::Calendar(months) => Some(Period::of_calendar(months, day)),
            Self::Personal(months) => Some(Period::of_member(months, joined, day)),
        }
    }

    /// The first day whose points count on a day.
    pub(super) fn first(self, joined: Date, day: Date) -> Date {
        match self {
            Self::Rolling(days) => plus(day, 1_i32.saturating_sub(days)),
            Self::Calendar(_) | Self::Personal(_) => {
                self.period(joined, day).map_or(day, |period| period.first)
            }
        }
    }
}

impl Course<'_> {
    /// The period a day is in; `None` where the window rolls, or begins with a first order still to come.
    pub(super) fn period(&self, day: Date) -> Option<Period> {
        match self.holding.window {
            Window::Personal(_) if self.collected.day(0).is_none() => None,
            window => window.period(self.joined, day),
        }
    }
}

/// Months since the beginning of the year 0.
fn month(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The first day of a month; the calendar's first or last day where there is none.
fn first_of(month: i32) -> Date {
    let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let year = i16::try_from(year).ok();
    let day = year.and_then(|year| Date::new(year, of_year as i8, 1).ok());
    day.unwrap_or(if month < 0 { Date::MIN } else { Date::MAX })
}

fn last_of(month: i32) -> Date {
    first_of(month).last_of_month()
}
