//! Points that came together, and become active and expire together.

use super::{BalanceRules, Cause, Source};
use crate::money::Points;
use crate::time::{Date, Timestamp, Zone, plus, plus_months};

/// The points of one order or of one friend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot<'p> {
    /// What gave them.
    pub source: Source<'p>,
    /// How many there were.
    pub given: Points,
    /// How many are left.
    pub left: Points,
    /// How many expired, less those that went back since with what was returned.
    pub expired: Points,
    /// They can be spent from this instant on.
    pub from: Timestamp,
    /// They can be spent before this instant. The end of the calendar is for ever.
    pub until: Timestamp,
}

impl<'p> Lot<'p> {
    /// A lot that is still empty. It is pending to the midnight after its pending days, and expires when that day's
    /// date comes to its end so many months later.
    pub(super) fn new(rules: &BalanceRules, zone: &Zone, cause: &Cause<'p>) -> Self {
        let day = plus(zone.day(cause.at), rules.pending_days.max(0));
        let from = zone.start(day).max(cause.at);
        let until = rules.expire_months.map(|months| zone.end(plus_months(day, months)).max(from));
        let (given, left, expired) = Default::default();
        Self {
            source: cause.source.clone(),
            given,
            left,
            expired,
            from,
            until: until.unwrap_or(Timestamp::MAX),
        }
    }

    /// The last day on which they can be spent; `None` for ever.
    #[must_use]
    pub fn last_day(&self, zone: &Zone) -> Option<Date> {
        (self.until < Timestamp::MAX).then(|| zone.day_before(self.until))
    }
}
