//! When time alone turns a leaf's answer, where the calendar says so exactly.

use super::Condition;
use super::facts::Facts;
use super::leaf::Leaf;
use super::observe::beside;
use super::observed::Observed;
use super::range::{Range, Within};
use crate::time::{Date, Days, Timestamp, plus};

/// When time alone turns a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Never, or not as long as it was looked for.
    Never,
    /// On this day.
    On(Date),
    /// Nobody can say.
    Unsure,
}

/// So many turns of single leaves are looked at; what lies behind them is far away.
const FAR: usize = 30;

impl Condition {
    /// The first day after today that begins before `until` and on which the answer is the other one, if nothing
    /// happens until then.
    #[must_use]
    pub fn turns(&self, facts: &Facts<'_>, until: Option<Timestamp>) -> Turn {
        if self.leaves().any(|leaf| !leaf.is_foreseen()) {
            return Turn::Unsure;
        }
        let (holds, mut then) = (self.holds(facts), facts.on(facts.today()));
        for _ in 0..FAR {
            let turns = self.leaves().filter_map(|leaf| leaf.turns(&then));
            let begins = |day: &Date| until.is_none_or(|until| facts.program.zone.start(*day) < until);
            let Some(day) = turns.min().filter(begins) else { return Turn::Never };
            then = facts.on(day);
            if self.holds(&then) != holds {
                return Turn::On(day);
            }
        }
        Turn::Unsure
    }
}

impl Leaf {
    /// Whether it is known when the mere passing of days turns it: points leave one by one, benefits come back, and a
    /// forecast is none of the calendar's.
    fn is_foreseen(&self) -> bool {
        let unsure = matches!(self, Self::PointsToNextTier(_) | Self::Balance(_) | Self::BenefitLeft(..));
        !unsure && !matches!(self, Self::ExpectedOrders(..) | Self::StillWithUs(_))
    }

    /// The first day after today on which the answer is the other one if nothing happens until then. `None` where
    /// time does not turn it, and for points, balances, benefits and forecasts, which are not promised.
    #[must_use]
    pub fn turns(&self, facts: &Facts<'_>) -> Option<Date> {
        let observed = self.observe(facts);
        let holds = self.accepts(&observed);
        let turned = |day: &Date| self.accepts(&self.observe(&facts.on(*day))) != holds;
        match self {
            Self::Stage(stages) => {
                let turned = |stage| stages.contains(&stage) != holds;
                first(facts.stages(), facts.today(), turned)
            }
            Self::TierAtLeast(asked) | Self::TierIs(asked) => {
                let turned = |tier| self.accepts(&beside(facts.program, tier, asked)) != holds;
                first(facts.tiers(), facts.today(), turned)
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

/// The first day after today on which what begins is as wanted.
fn first<T: Copy>(course: &[(Date, T)], today: Date, wanted: impl Fn(T) -> bool) -> Option<Date> {
    course.iter().find(|(day, it)| *day > today && wanted(*it)).map(|(day, _)| *day)
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
