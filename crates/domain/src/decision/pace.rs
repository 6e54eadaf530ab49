//! A budget that is spent evenly over the time an offer runs.

use jiff::SignedDuration;

use crate::money::Money;
use crate::offer::Offer;
use crate::program::Tally;
use crate::time::{Timestamp, Zone, days_between};

impl Offer {
    /// What may be spent on it today, in all: what was left of its budget this morning, shared among the days it still
    /// runs, today included. `None` where it has no budget.
    #[must_use]
    pub fn allowance(&self, tally: &Tally, zone: &Zone, now: Timestamp) -> Option<Money> {
        let budget = self.budget?;
        let left =
            budget.total.minor.saturating_sub(times(tally.held.saturating_sub(tally.today), budget.each));
        let last =
            self.validity.until.and_then(|until| until.checked_sub(SignedDuration::from_nanos(1)).ok());
        let days = last.map_or(0, |last| days_between(zone.day(now), zone.day(last)));
        Some(Money { minor: left.max(0) / (i64::from(days.max(0)) + 1), ..budget.total })
    }

    /// Whether there is one more to take now: of its stock, and of what may be spent on it today.
    #[must_use]
    pub fn is_left(&self, tally: &Tally, zone: &Zone, now: Timestamp) -> bool {
        self.stock.is_none_or(|stock| tally.held < stock) && !self.is_paced(tally, zone, now)
    }

    /// Whether one more claim today would be more than may be spent on it today.
    pub(super) fn is_paced(&self, tally: &Tally, zone: &Zone, now: Timestamp) -> bool {
        let (Some(budget), Some(allowance)) = (self.budget, self.allowance(tally, zone, now)) else {
            return false;
        };
        times(tally.today.saturating_add(1), budget.each) > allowance.minor
    }
}

fn times(claims: u64, each: Money) -> i64 {
    i64::try_from(claims).unwrap_or(i64::MAX).saturating_mul(each.minor)
}
