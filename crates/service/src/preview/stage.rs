//! Where the relationship stands, what that rests on, and when it changes if nothing happens.

use domain::decision::Situation;
use domain::lifecycle::{STAGES, StageFact, StageReason, Threshold};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Relationship {
    pub(crate) stage: &'static str,
    /// The first day of it, where they stood elsewhere before.
    pub(crate) since: Option<String>,
    pub(crate) why: Vec<Fact>,
    /// Each change to come if nothing is bought, in order.
    pub(crate) next: Vec<Change>,
}

/// What a stage rests on.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    pub(crate) fact: String,
    pub(crate) value: i64,
    pub(crate) threshold: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Change {
    pub(crate) on: String,
    pub(crate) stage: &'static str,
}

#[derive(Debug, Serialize)]
pub(crate) struct Ambassador {
    pub(crate) is: bool,
    pub(crate) friends: u64,
    /// `None` where the program knows no ambassadors.
    pub(crate) wanted: Option<u32>,
}

impl Relationship {
    pub(super) fn of(situation: &Situation<'_>) -> Self {
        let lifecycle = &situation.lifecycle;
        Self {
            stage: lifecycle.stage.name(),
            since: lifecycle.since.map(|day| day.to_string()),
            why: lifecycle.why.iter().map(Fact::of).collect(),
            next: next(situation),
        }
    }
}

impl Ambassador {
    pub(super) fn of(situation: &Situation<'_>) -> Self {
        let (lifecycle, wanted) = (&situation.lifecycle, situation.program.stages.ambassador_friends);
        Self { is: lifecycle.ambassador, friends: lifecycle.friends, wanted: (wanted > 0).then_some(wanted) }
    }
}

/// Each stage may be met once more at most.
fn next(situation: &Situation<'_>) -> Vec<Change> {
    let Situation { program, profile, .. } = situation;
    let mut next = situation.lifecycle.next;
    let mut changes = Vec::new();
    while let Some((day, stage)) = next.filter(|_| changes.len() < STAGES.len()) {
        changes.push(Change { on: day.to_string(), stage: stage.name() });
        next = program.stages.lifecycle(profile, &program.zone, day).next;
    }
    changes
}

impl Fact {
    fn of(reason: &StageReason) -> Self {
        let fact = match reason.fact {
            StageFact::PurchaseDays => "days with a purchase".to_owned(),
            StageFact::PurchaseDaysWithin(days) => format!("days with a purchase in {days} days"),
            StageFact::DaysSinceLast => "days since the last purchase".to_owned(),
            StageFact::DaysAway => "days away before they came back".to_owned(),
            StageFact::DaysSinceComeback => "days since they came back".to_owned(),
        };
        let threshold = match reason.threshold {
            Threshold::AtLeast(least) => format!("at least {least}"),
            Threshold::AtMost(most) => format!("at most {most}"),
        };
        Self { fact, value: reason.value, threshold }
    }
}
