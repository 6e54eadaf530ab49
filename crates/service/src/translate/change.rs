//! What would take an offer away from a customer, found by trying it: the days that pass, an order, another tier.

use domain::condition::{Condition, Explanation, Leaf};
use domain::decision::{Listed, Situation};
use domain::id::OrderId;
use domain::money::Money;
use domain::offer::Offer;
use domain::profile::{Order, Profile};
use domain::time::{Date, Timestamp, plus};

use super::Teller;
use crate::words::{Message, Value};

/// So many turns are looked at; what lies behind them is far away.
const FAR: usize = 12;

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
        let idle = self.at(profile, tomorrow);
        let busy = stories.each_ref().map(|story| self.at(story, tomorrow));
        let (idle, busy) = (idle.facts(), busy.each_ref().map(Situation::facts));
        // Whether an order of tomorrow ends it, whatever its amount.
        let ends = |condition: &Condition| {
            condition.holds(&idle) && busy.iter().all(|facts| !condition.holds(facts))
        };
        listed.iter().map(|listed| self.change(listed, &ends)).collect()
    }

    fn change(&self, listed: &Listed<'_>, ends: &dyn Fn(&Condition) -> bool) -> Option<String> {
        let because = listed.because.as_ref()?;
        let day = self.last_day(listed.offer, because.rule());
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

    /// The last day on which the customer is one it is for, where that comes before the offer itself ends.
    fn last_day(&self, offer: &Offer, condition: &Condition) -> Option<Date> {
        if condition.leaves().any(|leaf| !is_foreseen(leaf)) {
            return None;
        }
        let (profile, zone) = (self.situation.profile, &self.situation.program.zone);
        let mut then = self.at(profile, self.situation.now);
        for _ in 0..FAR {
            let facts = then.facts();
            let turn = condition.leaves().filter_map(|leaf| leaf.turns(&facts)).min()?;
            let begins = zone.start(turn);
            if offer.validity.until.is_some_and(|until| begins >= until) {
                return None;
            }
            then = self.at(profile, begins);
            if !condition.holds(&then.facts()) {
                return Some(plus(turn, -1));
            }
        }
        None
    }

    /// "It is for you as long as your tier is Concerto."
    fn rests_on_tier(&self, because: &Explanation) -> Option<String> {
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

/// Whether it is known when the mere passing of days changes it. Points leave one by one, and a forecast is not said.
fn is_foreseen(leaf: &Leaf) -> bool {
    let unsure = matches!(leaf, Leaf::PointsToNextTier(_) | Leaf::Balance(_) | Leaf::BenefitLeft(..));
    !unsure && !matches!(leaf, Leaf::ExpectedOrders(..) | Leaf::StillWithUs(_))
}

/// What would be known had this been ordered.
fn ordered(profile: &Profile, at: Timestamp, paid: Money) -> Profile {
    let mut profile = profile.clone();
    if let Ok(id) = OrderId::new("one more") {
        profile.orders.push(Order { id, at, paid, net: paid, items: Vec::new(), returns: Vec::new() });
    }
    profile
}
