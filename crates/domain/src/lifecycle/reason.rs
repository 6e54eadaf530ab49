//! What a stage rests on: facts, their values and the thresholds they met.

use super::{Comeback, Stage, StageRules};
use crate::time::{Date, Days, days_between};

/// A fact that a stage rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageReason {
    /// What was looked at.
    pub fact: StageFact,
    /// How much it was.
    pub value: i64,
    /// What it met.
    pub threshold: Threshold,
}

/// What a stage looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageFact {
    /// On how many days something was bought.
    PurchaseDays,
    /// On how many of the last so many days, today included.
    PurchaseDaysWithin(Days),
    /// Days since the last purchase.
    DaysSinceLast,
    /// Days between the purchase that ended a lapse and the one before it.
    DaysAway,
    /// Days since the purchase that ended a lapse.
    DaysSinceComeback,
}

/// What a value is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// This or more.
    AtLeast(i64),
    /// This or less.
    AtMost(i64),
}

impl StageReason {
    /// Whether the value meets the threshold.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.threshold {
            Threshold::AtLeast(least) => self.value >= least,
            Threshold::AtMost(most) => self.value <= most,
        }
    }
}

impl StageRules {
    /// What a stage rests on, for someone who bought on these days and is at it.
    pub(super) fn reasons(
        &self,
        stage: Stage,
        days: &[Date],
        today: Date,
        comeback: Option<Comeback>,
    ) -> Vec<StageReason> {
        use StageFact::{DaysAway, DaysSinceComeback, DaysSinceLast, PurchaseDays, PurchaseDaysWithin};
        use Threshold::{AtLeast, AtMost};
        let reason = |fact, value, threshold| StageReason { fact, value, threshold };
        let bought = |threshold| reason(PurchaseDays, days.len() as i64, threshold);
        let idle = days.last().map_or(0, |last| i64::from(days_between(*last, today)));
        let idle = |threshold| reason(DaysSinceLast, idle, threshold);
        let after = |days: Days| AtLeast(i64::from(days) + 1);
        let active = AtMost(self.active_days.into());
        match stage {
            Stage::Prospect => vec![bought(AtMost(0))],
            Stage::New => vec![bought(AtMost(1)), idle(AtMost(self.new_days.into()))],
            Stage::Active => vec![idle(active)],
            Stage::Loyal => {
                let often = self.recent(days, today) as i64;
                let within = PurchaseDaysWithin(self.loyal_within_days);
                vec![reason(within, often, AtLeast(self.loyal_purchase_days.into())), idle(active)]
            }
            Stage::AtRisk => vec![idle(after(self.active_days)), idle(AtMost(self.at_risk_days.into()))],
            Stage::Lapsed => vec![idle(after(self.at_risk_days))],
            Stage::WonBack => {
                let back = comeback.map(|back| {
                    let since = i64::from(days_between(back.on, today));
                    [
                        reason(DaysAway, back.away.into(), after(self.at_risk_days)),
                        reason(DaysSinceComeback, since, AtMost(self.won_back_days.into())),
                    ]
                });
                back.into_iter().flatten().chain([idle(active)]).collect()
            }
        }
    }
}
