//! The first two lines: who is welcomed, and the one fact that is of use to them now.

use domain::lifecycle::Stage;

use super::Teller;
use crate::words::{Message, Value};

impl Teller<'_> {
    pub(super) fn greeting(&self) -> String {
        let message = match self.situation.lifecycle.stage {
            _ if !self.situation.is_known() => Message::GreetVisitor,
            Stage::Prospect => Message::GreetProspect,
            Stage::New => Message::GreetNew,
            Stage::Active => Message::GreetActive,
            Stage::Loyal => Message::GreetLoyal,
            Stage::AtRisk => Message::GreetAtRisk,
            Stage::Lapsed => Message::GreetLapsed,
            Stage::WonBack => Message::GreetWonBack,
        };
        let tier = self.tier_name(self.situation.standing.tier);
        self.say(
            message,
            &[("brand", Value::Text(&self.situation.program.name)), ("tier", Value::Text(tier))],
        )
    }

    /// A fact the standing does not tell. `None` where there is nothing to say; `offered` tells whether offers follow.
    pub(super) fn lead(&self, offered: bool) -> Option<String> {
        match self.situation.lifecycle.stage {
            _ if !self.situation.is_known() => offered.then(|| self.say(Message::LeadVisitor, &[])),
            Stage::Prospect => self.start(),
            Stage::New | Stage::Active | Stage::Loyal | Stage::WonBack | Stage::AtRisk | Stage::Lapsed => {
                let sentences = [self.since(), self.thanks()];
                sentences.into_iter().flatten().reduce(|one, other| format!("{one} {other}"))
            }
        }
    }

    /// "2 friends you invited have ordered. Thank you."
    fn thanks(&self) -> Option<String> {
        let lifecycle = &self.situation.lifecycle;
        let count = Value::Count(i64::try_from(lifecycle.friends).unwrap_or(i64::MAX));
        lifecycle.ambassador.then(|| self.say(Message::LeadFriends, &[("count", count)]))
    }

    fn start(&self) -> Option<String> {
        let (next, _) = self.situation.standing.next?;
        let values = [("tier", Value::Text(self.tier_name(next))), ("count", Value::Count(next.from.0))];
        Some(self.say(Message::LeadStart, &values))
    }

    /// "With us since January 1997, 42 orders."
    fn since(&self) -> Option<String> {
        let (first, orders) = (self.situation.lifecycle.first?, self.situation.profile.orders.len());
        let count = i64::try_from(orders).unwrap_or(i64::MAX);
        Some(self.say(Message::LeadSince, &[("month", Value::Month(first)), ("count", Value::Count(count))]))
    }
}
