//! Why an offer is shown, in words: what was observed of the customer, never what was concluded from it.

use domain::condition::{Finding, Leaf, Observed, Within};
use domain::decision::{Listed, Situation};
use domain::id::{BehaviourName, OfferId};
use domain::lifecycle::Stage;
use domain::offer::Audience;
use domain::time::{Date, days_between};

use super::Teller;
use super::support::{Support, support};
use crate::words::{Message, Value};

/// More than two sentences are not read.
const MOST: usize = 2;

impl Teller<'_> {
    /// One sentence or two. What the offer asks not to be, and what has not happened, are said only where there is
    /// nothing better to say; what holds for many customers, after what holds for few.
    pub(super) fn why(&self, listed: &Listed<'_>) -> Vec<String> {
        let Audience::Customers(condition) = &listed.offer.audience else {
            return vec![self.say(Message::ForEveryone, &[])];
        };
        let mut supports = support(condition, &listed.because);
        supports.sort_by_key(|support| is_broad(&support.finding.leaf));
        let (telling, weak): (Vec<_>, Vec<_>) =
            supports.iter().partition(|support| support.asked && !is_nothing(&support.finding.observed));
        let sentences = [telling, weak].map(|supports| self.sentences(&supports));
        let said = sentences.into_iter().find(|sentences| !sentences.is_empty());
        said.unwrap_or_else(|| vec![self.say(Message::ForCustomers, &[])])
    }

    fn sentences(&self, supports: &[&Support<'_>]) -> Vec<String> {
        let mut sentences = Vec::new();
        for sentence in supports.iter().filter_map(|support| self.reason(support.finding)) {
            if sentences.len() < MOST && !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }

    /// What was observed, in a sentence that is true whatever was asked; `None` where there is none.
    fn reason(&self, finding: &Finding) -> Option<String> {
        match (&finding.leaf, &finding.observed) {
            (Leaf::Stage(_), Observed::Stage(stage)) => self.stage(*stage),
            (Leaf::TierAtLeast(_) | Leaf::TierIs(_), _) => {
                let tier = self.tier_name(self.situation.standing.tier);
                Some(self.say(Message::Tier, &[("tier", Value::Text(tier))]))
            }
            (Leaf::Orders(within, _), Observed::Count(count)) => {
                Some(self.counted(Message::Orders, *count, *within))
            }
            (Leaf::Spent(within, _), Observed::Amount(amount)) => {
                let within = self.within(*within);
                Some(self.say(
                    Message::Spent,
                    &[("amount", Value::Money(*amount)), ("within", Value::Text(&within))],
                ))
            }
            (Leaf::DaysSinceOrder(_), _) => self.last_order().or_else(|| Some(self.no_order())),
            (Leaf::DaysSinceFirstOrder(_), _) => self.first_order().or_else(|| Some(self.no_order())),
            (Leaf::PointsToNextTier(_), _) => self.points_to_next(),
            (Leaf::Behaviour(name, within, _), Observed::Count(count)) => {
                self.behaviour(name, *count, *within)
            }
            (Leaf::Claims(offer, _), Observed::Count(count)) => self.about(Message::ClaimsOf, offer, *count),
            (Leaf::Redemptions(offer, _), Observed::Count(count)) => {
                self.about(Message::UsesOf, offer, *count)
            }
            (
                Leaf::Stage(_)
                | Leaf::Orders(..)
                | Leaf::Spent(..)
                | Leaf::Behaviour(..)
                | Leaf::Claims(..)
                | Leaf::Redemptions(..),
                _,
            ) => None,
        }
    }

    /// The facts a stage rests on; its name is for the brand, not for the customer.
    fn stage(&self, stage: Stage) -> Option<String> {
        match stage {
            Stage::Prospect => Some(self.no_order()),
            Stage::New => self.first_order(),
            Stage::Active => self.dated(Message::LastOrder, self.situation.lifecycle.last),
            Stage::Loyal => Some(self.order_days()),
            Stage::AtRisk => self.last_order(),
            Stage::Lapsed => self.last_month(),
            Stage::WonBack => self.returned(),
        }
    }

    fn no_order(&self) -> String {
        self.say(Message::NoOrder, &[])
    }

    fn first_order(&self) -> Option<String> {
        self.dated(Message::FirstOrder, self.situation.lifecycle.first)
    }

    fn dated(&self, message: Message, day: Option<Date>) -> Option<String> {
        Some(self.say(message, &[("day", self.day(day?))]))
    }

    /// In days as long as anybody counts them, then by its month.
    fn last_order(&self) -> Option<String> {
        match days_between(self.situation.lifecycle.last?, self.today()) {
            days @ ..=365 => Some(self.say(Message::DaysSinceOrder, &[("count", Value::Count(days.into()))])),
            _ => self.last_month(),
        }
    }

    /// "You are 18 points from Sonata."
    fn points_to_next(&self) -> Option<String> {
        let (next, missing) = self.situation.standing.next?;
        let values = [("count", Value::Count(missing.0)), ("tier", Value::Text(self.tier_name(next)))];
        Some(self.say(Message::PointsToNext, &values))
    }

    /// "Your last order was in March 1997."
    fn last_month(&self) -> Option<String> {
        let last = self.situation.lifecycle.last?;
        Some(self.say(Message::LastOrderMonth, &[("month", Value::Month(last))]))
    }

    fn order_days(&self) -> String {
        let Situation { program, profile, .. } = self.situation;
        let (days, today) = (program.stages.loyal_within_days, self.today());
        let bought = profile.purchase_days(&program.zone);
        let count = bought.iter().filter(|day| (0..days).contains(&days_between(**day, today))).count();
        self.counted(Message::OrderDays, i64::try_from(count).unwrap_or(i64::MAX), Some(days))
    }

    /// The purchase that ended the last long pause.
    fn returned(&self) -> Option<String> {
        let Situation { program, profile, .. } = self.situation;
        let bought = profile.purchase_days(&program.zone);
        let pauses = bought.windows(2).map(|pair| (pair[1], days_between(pair[0], pair[1])));
        let (day, pause) = pauses.rev().find(|(_, pause)| *pause > program.stages.at_risk_days)?;
        Some(self.say(Message::Returned, &[("day", self.day(day)), ("count", Value::Count(pause.into()))]))
    }

    /// Behaviour with a name everybody's shop knows is said as what it is.
    fn behaviour(&self, name: &BehaviourName, count: i64, within: Within) -> Option<String> {
        let message = match name.as_str() {
            "Product Viewed" => Message::Viewed,
            "Product Added" => Message::Added,
            "Checkout Started" => Message::Checkouts,
            "Friend Invited" => Message::Invited,
            _ if count == 0 => return None,
            _ => Message::Behaviour,
        };
        Some(self.counted(message, count, within))
    }

    fn about(&self, message: Message, offer: &OfferId, count: i64) -> Option<String> {
        let title = &self.pick(&self.situation.program.offer(offer)?.words.0)?.title;
        Some(self.say(message, &[("offer", Value::Text(title)), ("count", Value::Count(count))]))
    }

    fn counted(&self, message: Message, count: i64, within: Within) -> String {
        let within = self.within(within);
        self.say(message, &[("count", Value::Count(count)), ("within", Value::Text(&within))])
    }

    fn within(&self, within: Within) -> String {
        match within {
            Some(days) => self.say(Message::WithinDays, &[("count", Value::Count(days.into()))]),
            None => self.say(Message::WithinEver, &[]),
        }
    }
}

/// A list of stages says whom an offer is not for rather than whom it is for.
fn is_broad(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Stage(stages) if stages.len() > 1)
}

fn is_nothing(observed: &Observed) -> bool {
    match observed {
        Observed::Count(count) => *count == 0,
        Observed::Amount(amount) => amount.minor == 0,
        Observed::Days(days) => days.is_none(),
        Observed::Stage(_) | Observed::Tier(_) => false,
    }
}
