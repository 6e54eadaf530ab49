//! What would take an offer away from a customer, found by trying it: the days that pass, an order, another tier.

use domain::condition::{Condition, Explanation, Facts, Leaf, Turn};
use domain::decision::{Listed, Situation};
use domain::id::OrderId;
use domain::money::Money;
use domain::profile::{Order, Profile};
use domain::time::{Timestamp, plus};

use super::Teller;
use crate::words::{Message, Value};

/// A small order and a large one, in minor units.
const ORDERS: [i64; 2] = [1, 100_000_000];

impl Teller<'_> {
    /// One sentence for each offer; `None` where there is nothing to say, or nothing sure.
    pub(super) fn changes(&self, listed: &[Listed<'_>]) -> Vec<Option<String>> {
        let Situation { program, profile, .. } = self.situation;
        if listed.iter().all(|listed| listed.because.is_none()) {
            return vec![None; listed.len()];
        }
        let (tomorrow, currency) = (program.zone.end(self.today()), program.points.currency());
        let stories = ORDERS.map(|minor| ordered(profile, tomorrow, Money { minor, currency }));
        let (idle, today) = (self.at(profile, tomorrow), self.situation.facts());
        let busy = stories.each_ref().map(|story| self.at(story, tomorrow));
        let (idle, busy) = (idle.facts(), busy.each_ref().map(Situation::facts));
        // Whether an order of tomorrow ends it, whatever its amount.
        let ends = |condition: &Condition| {
            condition.holds(&idle) && busy.iter().all(|facts| !condition.holds(facts))
        };
        listed.iter().map(|listed| self.change(listed, &today, &ends)).collect()
    }

    fn change(
        &self,
        listed: &Listed<'_>,
        today: &Facts<'_>,
        ends: &dyn Fn(&Condition) -> bool,
    ) -> Option<String> {
        let because = listed.because.as_ref()?;
        // Nothing is said of the customer's time where the offer's own is over first.
        let day = match because.rule().turns(today, listed.offer.validity.until) {
            Turn::On(day) => Some(plus(day, -1)),
            Turn::Never | Turn::Unsure => None,
        };
        let first = self.situation.profile.orders.is_empty();
        let message = match (day, ends(because.rule())) {
            (Some(_), true) if first => Message::ChangeDayOrFirstOrder,
            (Some(_), true) => Message::ChangeDayOrOrder,
            (Some(_), false) => Message::ChangeDay,
            (None, true) if first => Message::ChangeFirstOrder,
            (None, true) => Message::ChangeOrder,
            (None, false) => return self.rests_on_tier(because),
        };
        let day = day.map(|day| ("day", self.day(day)));
        Some(self.say(message, day.as_slice()))
    }

    /// "It is for you as long as your tier is Concerto."
    fn rests_on_tier(&self, because: &Explanation<'_>) -> Option<String> {
        let tiers = self.situation.program.ladder.tiers();
        let holding = because.pivots().into_iter().filter(|finding| finding.holds);
        let (message, id) = holding.into_iter().find_map(|finding| match finding.leaf {
            Leaf::TierAtLeast(id) if tiers.last().is_some_and(|top| top.id != *id) => {
                Some((Message::ChangeTierOrHigher, id))
            }
            Leaf::TierAtLeast(id) | Leaf::TierIs(id) => Some((Message::ChangeTier, id)),
            _ => None,
        })?;
        let tier = tiers.iter().find(|tier| tier.id == *id)?;
        Some(self.say(message, &[("tier", Value::Text(self.tier_name(tier)))]))
    }

    /// The customer's situation at another instant, or with another story.
    fn at<'p>(&'p self, profile: &'p Profile, now: Timestamp) -> Situation<'p> {
        let Situation { program, customer, visit, .. } = self.situation;
        let anybody = Situation::of_visitor(program, profile, visit.clone(), now);
        Situation { customer: customer.clone(), ..anybody }
    }
}

/// What would be known had this been ordered.
fn ordered(profile: &Profile, at: Timestamp, paid: Money) -> Profile {
    let mut profile = profile.clone();
    if let Ok(id) = OrderId::new("one more") {
        profile.orders.push(Order { id, at, paid, net: paid, items: Vec::new(), returns: Vec::new() });
    }
    profile
}
