//! How long a tier is held.

use crate::time::{Date, Days, plus};

/// How long a tier is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The days whose points count.
    pub window: Window,
    /// How long a tier that was reached lasts.
    pub keep: Keep,
    /// So many days more.
    pub grace_days: Days,
    /// Where one lands who does not keep it.
    pub landing: Landing,
}

/// The days whose points count towards a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The last so many, today included.
    Rolling(Days),
    /// A period of the calendar of so many months: 1, 3, 6 or 12.
    Calendar(u8),
    /// Periods of so many months that end with a month, the first of them longer by the rest of the month in which
    /// the customer first bought, whatever became of that order.
    Personal(u8),
}

/// How long a tier that was reached lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// As long as its points are in the window: to the end of the period where there are periods.
    #[default]
    Window,
    /// To the end of the period after. Where the window rolls there is none, and it is as [`Keep::Window`].
    NextPeriod,
    /// So many days after the last order with which it was reached, or as long as its points are in the window if
    /// that is longer.
    Days(Days),
}

/// Where one lands who does not keep a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Landing {
    /// In the tier one's points reach.
    #[default]
    ByBalance,
    /// One tier down, or in the one one's points reach if it is higher: for a period, a window where it rolls, or the
    /// days a tier that was reached lasts.
    OneDown,
}

impl Holding {
    /// The last day of a tier that was last reached with an order of the day `on`, and whose points suffice to the
    /// day `to`.
    pub(super) fn reached(&self, joined: Date, on: Date, to: Date) -> Date {
        let period = |day| self.window.period(joined, day);
        let last = match self.keep {
            Keep::Window => to,
            Keep::NextPeriod => {
                period(on).and_then(|now| period(plus(now.last, 1))).map_or(to, |next| next.last)
            }
            Keep::Days(days) => to.max(plus(on, days)),
        };
        plus(last, self.grace_days)
    }

    /// The last day of a tier into which one landed on the day `on`.
    pub(super) fn landed(&self, joined: Date, on: Date) -> Date {
        let last = match (self.keep, self.window) {
            (Keep::Days(days), _) => plus(on, days),
            (_, Window::Rolling(days)) => plus(on, days.saturating_sub(1)),
            (_, window) => window.period(joined, on).map_or(on, |period| period.last),
        };
        plus(last, self.grace_days)
    }
}
