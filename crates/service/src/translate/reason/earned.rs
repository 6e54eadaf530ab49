//! Tier, points, benefits.

use domain::id::BenefitId;

use crate::translate::Teller;
use crate::words::{Message, Value};

impl Teller<'_> {
    pub(super) fn tier(&self) -> String {
        self.say(Message::Tier, &[("tier", Value::Text(self.tier_name(self.situation.standing.tier)))])
    }

    /// "You are 18 points from Sonata."
    pub(super) fn points_to_next(&self) -> Option<String> {
        let (next, missing) = self.situation.standing.next?;
        let values = [("count", Value::Count(missing.0)), ("tier", Value::Text(self.tier_name(next)))];
        Some(self.say(Message::PointsToNext, &values))
    }

    /// "You have 340 points to spend." What is owed is no reason for an offer.
    pub(super) fn points_to_spend(&self, count: i64) -> Option<String> {
        (count >= 0).then(|| self.say(Message::PointsToSpend, &[("count", Value::Count(count))]))
    }

    /// "You can use “The listening room for an evening” once more until December 31."
    pub(super) fn benefit(&self, id: &BenefitId) -> Option<String> {
        let given = self.situation.program.ladder.benefits(self.situation.standing.tier);
        let benefit = given.into_iter().find(|given| given.id == *id)?;
        let title = Value::Text(&self.pick(&benefit.words)?.0);
        Some(match self.left(benefit) {
            None => self.say(Message::BenefitGiven, &[("benefit", title)]),
            Some(left) => {
                let (count, day) = (Value::Count(left.uses), self.day(left.until));
                self.say(Message::BenefitUses, &[("benefit", title), ("count", count), ("day", day)])
            }
        })
    }
}
