//! What was seen of a fact.

use std::cmp::Ordering;
use std::fmt;

use crate::id::{Locale, TierId};
use crate::lifecycle::Stage;
use crate::money::Money;
use crate::surface::Surface;
use crate::time::{Date, Days, Weekday};

/// What was observed of a leaf's fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Observed<'f> {
    /// There is nothing of the kind: no tier above, no order, no such benefit.
    Nothing,
    /// A stage.
    Stage(Stage),
    /// A tier, and how it stands to the one asked for; `None` where the ladder has no such tier.
    Tier(&'f TierId, Option<Ordering>),
    /// A number of things done, or of points.
    Count(i64),
    /// An amount.
    Amount(Money),
    /// A number of days; `None` where there was nothing to count from.
    Days(Option<Days>),
    /// A number that need not be whole; `None` where there was nothing to reckon from.
    Number(Option<f64>),
    /// A surface; `None` where it is not known.
    Surface(Option<Surface>),
    /// A language; `None` where it is not known.
    Locale(Option<&'f Locale>),
    /// A day.
    Date(Date),
    /// A day of the week.
    Weekday(Weekday),
}

/// Plainly, for traces: `2`, `12.50 EUR`, `at_risk`.
impl fmt::Display for Observed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("none"),
            Self::Stage(stage) => f.write_str(stage.name()),
            Self::Tier(tier, _) => tier.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
            Self::Days(Some(days)) => days.fmt(f),
            Self::Days(None) => f.write_str("never"),
            Self::Number(Some(number)) => write!(f, "{number:.3}"),
            Self::Number(None) => f.write_str("not known"),
            Self::Surface(Some(surface)) => f.write_str(surface.name()),
            Self::Locale(Some(locale)) => locale.fmt(f),
            Self::Surface(None) | Self::Locale(None) => f.write_str("not known"),
            Self::Date(day) => day.fmt(f),
            Self::Weekday(day) => f.write_str(name(*day)),
        }
    }
}

/// The days of the week as rules name them, Monday first.
pub const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

pub(super) fn name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _)| *known == day).map_or("", |(_, name)| name)
}
