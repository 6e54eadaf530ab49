//! When time alone turns a leaf's answer, where the calendar says so exactly.

use super::facts::Facts;
use super::leaf::Leaf;
use super::observe::beside;
use super::observed::Observed;
use super::range::{Range, Within};
use crate::id::TierId;
use crate::lifecycle::Stage;
use crate::time::{Date, Days, Timestamp, plus};

impl Leaf {
    /// The first day after today on which the answer is the other one if nothing happens until then. `None` where
    /// time does not turn it, and for points, balances, benefits and forecasts, which are not promised.
    #[must_use]
    pub fn turns(&self, facts: &Facts<'_>) -> Option<Date> {
        let observed = self.observe(facts);
        let holds = self.accepts(&observed);
        let turned = |day: &Date| self.accepts(&self.observe(&facts.on(*day))) != holds;
        match self {
            Self::Stage(stages) => stage(facts, |stage| stages.contains(&stage) != holds),
            Self::TierAtLeast(asked) | Self::TierIs(asked) => {
                tier(facts, asked, |observed| self.accepts(observed) != holds)
            }
            Self::Orders(within, _) | Self::Spent(within, _) => {
                let orders = facts.orders(*within).iter().map(|order| order.at);
                leave(facts, *within, orders).into_iter().find(turned)
            }
            Self::Bought(goods, within, _) => {
                let orders = facts.orders(*within).iter();
                let such = orders.filter(|order| order.items.iter().any(|item| goods.is(item)));
                leave(facts, *within, such.map(|order| order.at)).into_iter().find(turned)
            }
            Self::Viewed(goods, within, _) => {
                let looks = facts.profile.viewed.iter().filter(|look| goods.is(&look.item));
                leave(facts, *within, looks.map(|look| look.at)).into_iter().find(turned)
            }
            Self::Behaviour(name, within, _) => {
                let done = facts.profile.behaviour.get(name).into_iter().flatten();
                leave(facts, *within, done.copied()).into_iter().find(turned)
            }
            Self::DaysSinceOrder(range)
            | Self::DaysSinceFirstOrder(range)
            | Self::DaysSinceBehaviour(_, range) => match observed {
                Observed::Days(Some(days)) => grow(days, range).map(|in_days| plus(facts.today(), in_days)),
                _ => None,
            },
            Self::Date(range) => {
                let ends = [range.at_least, range.at_most.and_then(|last| last.tomorrow().ok())];
                ends.into_iter().flatten().filter(|day| *day > facts.today()).find(turned)
            }
            Self::Weekday(_) => (1..=7).map(|days| plus(facts.today(), days)).find(turned),
            Self::Claims(offer, _) => {
                // What is only set aside counts until it runs out.
                let claims = facts.profile.claims.iter().filter(|claim| claim.offer == *offer);
                let ends = claims.map(|claim| facts.program.zone.day(claim.until));
                let mut days: Vec<Date> = ends.flat_map(|day| [day, plus(day, 1)]).collect();
                days.retain(|day| *day > facts.today());
                days.sort_unstable();
                days.into_iter().find(turned)
            }
            Self::PointsToNextTier(_)
            | Self::Redemptions(..)
            | Self::AverageOrder(_)
            | Self::Basket(_)
            | Self::InBasket(..)
            | Self::Balance(_)
            | Self::Friends(_)
            | Self::BenefitLeft(..)
            | Self::ExpectedOrders(..)
            | Self::StillWithUs(_)
            | Self::Surface(_)
            | Self::Locale(_) => None,
        }
    }
}

/// Goes from stage to stage, as they change if nothing is bought.
fn stage(facts: &Facts<'_>, turned: impl Fn(Stage) -> bool) -> Option<Date> {
    let mut next = facts.lifecycle.next;
    while let Some((day, stage)) = next {
        if turned(stage) {
            return Some(day);
        }
        next = facts.program.stages.lifecycle(facts.profile, &facts.program.zone, day).next;
    }
    None
}

/// Goes from tier to tier, as they are lost if nothing is bought.
fn tier(facts: &Facts<'_>, asked: &TierId, turned: impl Fn(&Observed) -> bool) -> Option<Date> {
    let mut kept_until = facts.standing.kept_until;
    while let Some(last) = kept_until {
        let day = last.tomorrow().ok()?;
        let standing = facts.program.ladder.standing(facts.program, facts.profile, day);
        if turned(&beside(facts.program, standing.tier, asked)) {
            return Some(day);
        }
        kept_until = standing.kept_until.filter(|next| *next > last);
    }
    None
}

/// The days after today on which what was done within so many days is no longer within them, in order.
fn leave(facts: &Facts<'_>, within: Within, done: impl Iterator<Item = Timestamp>) -> Vec<Date> {
    let Some(within) = within else { return Vec::new() };
    let mut days: Vec<Date> = done.map(|at| plus(facts.program.zone.day(at), within)).collect();
    days.retain(|day| *day > facts.today());
    days.sort_unstable();
    days.dedup();
    days
}

/// In how many days a number of days, which grows by one each day, enters a range or leaves it.
fn grow(days: Days, range: &Range<Days>) -> Option<Days> {
    let enters = range.at_least.filter(|least| days < *least && range.contains(*least));
    let leaves = range.at_most.filter(|_| range.contains(days)).and_then(|most| most.checked_add(1));
    enters.or(leaves).and_then(|then| then.checked_sub(days))
}
