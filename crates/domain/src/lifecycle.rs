//! Where the relationship with a customer stands, by thresholds anybody can check on a calendar.

use crate::profile::Profile;
use crate::referral::Side;
use crate::time::{Date, Days, Zone, days_between, plus};

pub mod grid; // recency by frequency: a segmentation beside the stages
pub mod preset; // thresholds that others have published
mod reason; // what a stage rests on

pub use reason::{StageFact, StageReason, Threshold};

/// Where the relationship stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Has not bought anything, or nothing that was kept.
    Prospect,
    /// Bought on one day, a short while ago.
    New,
    /// Bought lately.
    Active,
    /// Bought lately, and often within a year.
    Loyal,
    /// Has not bought for longer than an active customer would.
    AtRisk,
    /// Has not bought for so long that they may be gone.
    Lapsed,
    /// Was lapsed and bought again, a short while ago.
    WonBack,
}

/// The thresholds, in calendar days of the program's zone. A day on a threshold still belongs to the better stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageRules {
    /// New while the only purchase day is at most so many days ago.
    pub new_days: Days,
    /// Active while the last purchase is at most so many days ago.
    pub active_days: Days,
    /// At risk, no longer active, while the last purchase is at most so many days ago; lapsed after it.
    pub at_risk_days: Days,
    /// Loyal, if active, with purchases on at least so many days ...
    pub loyal_purchase_days: u32,
    /// ... of the last so many, today included.
    pub loyal_within_days: Days,
    /// Won back while the purchase that ended a lapse is at most so many days ago.
    pub won_back_days: Days,
    /// An ambassador, besides, once so many friends they invited have bought; 0 for never.
    pub ambassador_friends: u32,
}

/// A customer's stage on a day, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifecycle {
    /// Where they stand.
    pub stage: Stage,
    /// The first day they stood there, by what was kept of all they bought; `None` of a prospect.
    pub since: Option<Date>,
    /// The next change, and its day, if nothing happens until then.
    pub next: Option<(Date, Stage)>,
    /// The day of the first purchase.
    pub first: Option<Date>,
    /// The day of the last purchase.
    pub last: Option<Date>,
    /// On how many days something was bought.
    pub purchase_days: usize,
    /// The last purchase that ended a lapse, whether it still makes the stage or not.
    pub comeback: Option<Comeback>,
    /// The facts the stage rests on, the values they had and the thresholds they met.
    pub why: Vec<StageReason>,
    /// How many of the friends they invited have bought.
    pub friends: u64,
    /// Whether those are enough for an ambassador: a standing beside every stage.
    pub ambassador: bool,
}

/// A purchase that ended a lapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comeback {
    /// Its day.
    pub on: Date,
    /// So many days after the purchase before it.
    pub away: Days,
}

/// Every stage, in the order a customer may meet them.
pub const STAGES: [Stage; 7] =
    [Stage::Prospect, Stage::New, Stage::Active, Stage::Loyal, Stage::AtRisk, Stage::Lapsed, Stage::WonBack];

impl StageRules {
    /// The stage on the day `today`. Purchases after it are not counted.
    #[must_use]
    pub fn lifecycle(&self, profile: &Profile, zone: &Zone, today: Date) -> Lifecycle {
        let mut days = profile.purchase_days(zone);
        days.retain(|day| *day <= today);
        let stage = self.stage(&days, today);
        let turns = self.turns(&days);
        let comeback = self.comeback(&days, Date::MIN);
        let brought = profile.referrals.iter().filter(|known| known.side == Side::Inviter);
        let friends = brought.filter(|known| zone.day(known.at) <= today).count() as u64;
        Lifecycle {
            stage,
            since: self.since(&days, &turns, today, stage),
            next: self.course(&days, today).next(),
            first: days.first().copied(),
            last: days.last().copied(),
            purchase_days: days.len(),
            comeback,
            why: self.reasons(stage, &days, today, comeback),
            friends,
            ambassador: self.ambassador_friends > 0 && friends >= self.ambassador_friends.into(),
        }
    }

    /// The stage of someone who bought on these days, oldest first, none after `today`.
    #[must_use]
    pub fn stage(&self, days: &[Date], today: Date) -> Stage {
        let Some(last) = days.last() else { return Stage::Prospect };
        let idle = days_between(*last, today);
        if idle > self.at_risk_days {
            return Stage::Lapsed;
        }
        if idle > self.active_days {
            return Stage::AtRisk;
        }
        if self.comeback(days, plus(today, self.won_back_days.saturating_neg())).is_some() {
            return Stage::WonBack;
        }
        if days.len() == 1 && idle <= self.new_days {
            return Stage::New;
        }
        // Whether the last so many days are counted for loyalty: all need not be looked at.
        let enough = self.loyal_purchase_days as usize;
        let enough = days.len().checked_sub(enough).map(|first| &days[first..]);
        if enough.is_some_and(|days| self.recent(days, today) == days.len()) {
            Stage::Loyal
        } else {
            Stage::Active
        }
    }

    /// Every change to come after `today`, with its day, of someone who bought on these days, oldest first, and buys no
    /// more.
    pub fn course(&self, days: &[Date], today: Date) -> impl Iterator<Item = (Date, Stage)> {
        let days = &days[..days.partition_point(|day| *day <= today)];
        // What was bought before the longest threshold began turns nothing any more.
        let spans = [self.new_days, self.active_days, self.at_risk_days, self.won_back_days];
        let longest = spans.into_iter().fold(self.loyal_within_days, Days::max).saturating_add(1);
        let old = days.partition_point(|day| plus(*day, longest) <= today);
        let mut stage = self.stage(days, today);
        let turns = self.turns(&days[old..]).into_iter().filter(move |day| *day > today);
        let changed = move |day| {
            let then = self.stage(days, day);
            (std::mem::replace(&mut stage, then) != then).then_some((day, then))
        };
        turns.filter_map(changed)
    }

    /// On how many days something was bought of those that are counted for loyalty.
    fn recent(&self, days: &[Date], today: Date) -> usize {
        days.len() - days.partition_point(|day| days_between(*day, today) >= self.loyal_within_days)
    }

    /// The last purchase that ended a lapse, if it was not before `first`.
    fn comeback(&self, days: &[Date], first: Date) -> Option<Comeback> {
        let late = days.windows(2).rev().take_while(|pair| pair[1] >= first);
        let mut pauses = late.map(|pair| Comeback { on: pair[1], away: days_between(pair[0], pair[1]) });
        pauses.find(|pause| pause.away > self.at_risk_days)
    }

    /// Every day on which the stage may change: a purchase, and the day after each threshold it starts.
    fn turns(&self, days: &[Date]) -> Vec<Date> {
        let last = [self.new_days, self.active_days, self.at_risk_days, self.won_back_days];
        let after = last.map(|days| days.saturating_add(1));
        let mut turns: Vec<Date> = days
            .iter()
            .flat_map(|day| {
                let ends = after.into_iter().chain([self.loyal_within_days]);
                std::iter::once(*day).chain(ends.map(|days| plus(*day, days)))
            })
            .collect();
        turns.sort_unstable();
        turns.dedup();
        turns
    }

    /// Walks back through the days on which the stage may have changed, to the last on which it did.
    fn since(&self, days: &[Date], turns: &[Date], today: Date, stage: Stage) -> Option<Date> {
        let as_of = |day: Date| self.stage(&days[..days.partition_point(|bought| *bought <= day)], day);
        let mut since = None;
        for day in turns.iter().rev().filter(|day| **day <= today) {
            if as_of(*day) != stage {
                break;
            }
            since = Some(*day);
        }
        since
    }
}

impl Stage {
    /// Its name in a program file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::New => "new",
            Self::Active => "active",
            Self::Loyal => "loyal",
            Self::AtRisk => "at_risk",
            Self::Lapsed => "lapsed",
            Self::WonBack => "won_back",
        }
    }
}
