//! Why an offer is shown, in words: what was observed of the customer, never what was concluded from it.

use domain::condition::{Cause, Finding, Leaf, Observed, Within};
use domain::decision::Listed;

use super::Teller;
use crate::words::{Message, Value};

mod buying; // orders, and the stage that rests on them
mod goods; // products bought, looked at, in the basket
mod doing; // behaviour, offers taken, friends brought along
mod earned; // tier, points, benefits

/// More than two sentences are not read.
const MOST: usize = 2;

impl Teller<'_> {
    /// One sentence or two. What the offer asks not to be, and what has not happened, are said only where there is
    /// nothing better to say; what holds for many customers, after what holds for few.
    pub(super) fn why(&self, listed: &Listed<'_>) -> Vec<String> {
        let Some(because) = &listed.because else {
            return vec![self.say(Message::ForEveryone, &[])];
        };
        let mut causes = because.causes();
        causes.sort_by_key(|cause| is_broad(cause.finding.leaf));
        let (telling, weak): (Vec<_>, Vec<_>) =
            causes.into_iter().partition(|cause| cause.asked && !is_nothing(&cause.finding.observed));
        let sentences = [telling, weak].map(|causes| self.sentences(&causes));
        let said = sentences.into_iter().find(|sentences| !sentences.is_empty());
        said.unwrap_or_else(|| vec![self.say(Message::ForCustomers, &[])])
    }

    fn sentences(&self, causes: &[Cause<'_>]) -> Vec<String> {
        let mut sentences = Vec::new();
        let reasons = causes.iter().filter_map(|cause| self.reason(cause.finding));
        for sentence in reasons.filter(|sentence| self.may_show(sentence)) {
            if sentences.len() < MOST && !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }

    /// What was observed, in a sentence that is true whatever was asked; `None` where there is none.
    fn reason(&self, finding: Finding<'_>) -> Option<String> {
        let count = if let Observed::Count(count) = finding.observed { count } else { 0 };
        match finding.leaf {
            Leaf::Stage(_) => self.stage(),
            Leaf::Orders(within, _) => Some(self.counted(Message::Orders, count, *within)),
            Leaf::Spent(within, _) => self.spent(&finding.observed, *within),
            Leaf::DaysSinceOrder(_) => self.last_order().or_else(|| Some(self.no_order())),
            Leaf::DaysSinceFirstOrder(_) => self.first_order().or_else(|| Some(self.no_order())),
            Leaf::AverageOrder(_) => self.average_order(&finding.observed),
            Leaf::Bought(goods, within, _) => self.bought(goods, count, *within),
            Leaf::Viewed(goods, within, _) => self.looked_at(goods, count, *within),
            Leaf::Basket(_) => self.basket(&finding.observed),
            Leaf::InBasket(goods, _) => self.in_basket(goods, count),
            Leaf::Behaviour(name, within, _) => self.behaviour(name, count, *within),
            Leaf::DaysSinceBehaviour(name, _) => self.last_time(name),
            Leaf::Claims(offer, _) => self.about(Message::ClaimsOf, offer, count),
            Leaf::Redemptions(offer, _) => self.about(Message::UsesOf, offer, count),
            Leaf::Friends(_) => self.friends(count),
            Leaf::TierAtLeast(_) | Leaf::TierIs(_) => Some(self.tier()),
            Leaf::PointsToNextTier(_) => self.points_to_next(),
            Leaf::Balance(_) => self.points_to_spend(count),
            Leaf::BenefitLeft(benefit, _) => self.benefit(benefit),
            Leaf::Weekday(_) => {
                Some(self.say(Message::Weekday, &[("weekday", Value::Weekday(self.today()))]))
            }
            // A forecast was concluded, not observed; the others are not about the customer, or stand on the card.
            Leaf::ExpectedOrders(..) | Leaf::StillWithUs(_) => None,
            Leaf::Surface(_) | Leaf::Locale(_) | Leaf::Date(_) => None,
        }
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

/// A list of stages says whom an offer is not for rather than whom it is for; a day of the week is the same for all.
fn is_broad(leaf: &Leaf) -> bool {
    match leaf {
        Leaf::Stage(stages) => stages.len() > 1,
        leaf => matches!(leaf, Leaf::Weekday(_)),
    }
}

fn is_nothing(observed: &Observed<'_>) -> bool {
    match observed {
        Observed::Nothing => true,
        Observed::Count(count) => *count == 0,
        Observed::Amount(amount) => amount.minor == 0,
        Observed::Days(days) => days.is_none(),
        Observed::Number(number) => number.is_none(),
        Observed::Surface(_) | Observed::Locale(_) => false,
        Observed::Stage(_) | Observed::Tier(..) | Observed::Date(_) | Observed::Weekday(_) => false,
    }
}
