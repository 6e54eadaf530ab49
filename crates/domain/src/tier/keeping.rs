//! What it takes to keep a tier.

use super::course::Course;
use super::holding::{Keep, Window};
use crate::money::Points;
use crate::time::{Date, plus};

/// Points that keep a tier longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// So many are missing, at least 1, ...
    pub missing: Points,
    /// ... earned from this day ...
    pub from: Date,
    /// ... to this one, both included.
    pub by: Date,
}

impl Course<'_> {
    /// What keeps the tier held on the day `today` beyond its last day: before the days of grace if it can be, else
    /// in them. `None` for the lowest tier, and where nothing does because the next period must have begun.
    pub(super) fn keeping(&self, today: Date) -> Option<Keeping> {
        let last = self.kept_until(self.rank)?;
        let full = plus(last, self.holding.grace_days.saturating_neg());
        let within = (full >= today && full < last).then(|| self.keeping_by(today, full, last)).flatten();
        within.or_else(|| self.keeping_by(today, last, last))
    }

    fn keeping_by(&self, today: Date, by: Date, last: Date) -> Option<Keeping> {
        let holding = &self.holding;
        let longer = |to: Date| holding.reached(self.joined, by, to) > last;
        let period = holding.window.period(self.joined, by);
        // The last day on which the points must suffice.
        let probe = match period {
            Some(period) => longer(period.last).then_some(by),
            None => [by, plus(by, 1)].into_iter().find(|day| longer(*day)),
        }?;
        let rolled = match holding.window {
            Window::Rolling(days) => plus(probe, 1_i32.saturating_sub(days)),
            Window::Calendar(_) | Window::Personal(_) => today,
        };
        let short = match holding.keep {
            Keep::Days(days) => plus(last, 1_i32.saturating_sub(days).saturating_sub(holding.grace_days)),
            Keep::Window | Keep::NextPeriod => today,
        };
        let begun = period.map_or(today, |period| period.first);
        let from = [today, rolled, short, begun].into_iter().max().filter(|from| *from <= by)?;
        let needed = self.tier(self.rank)?.from.0.saturating_sub(self.points(probe).0);
        Some(Keeping { missing: Points(needed.max(1)), from, by })
    }
}
