//! How each leaf's fact is found out, from what was observed of the customer and nothing else.

use super::facts::Facts;
use super::leaf::Leaf;
use super::observed::Observed;
use super::threshold::count;
use crate::id::TierId;
use crate::profile::Outcome;
use crate::program::Program;
use crate::referral::Side;
use crate::tier::Tier;
use crate::time::{Date, Timestamp, days_between};

impl Leaf {
    /// What is observed of its fact.
    #[must_use]
    pub fn observe<'f>(&self, facts: &Facts<'f>) -> Observed<'f> {
        let profile = facts.profile;
        match self {
            Self::Stage(_) => Observed::Stage(facts.stage()),
            Self::TierAtLeast(asked) | Self::TierIs(asked) => beside(facts.program, facts.tier(), asked),
            Self::Orders(within, _) => counted(facts.orders(*within).len()),
            Self::Spent(within, _) => Observed::Amount(facts.spent(*within)),
            Self::DaysSinceOrder(_) => days_since(facts, facts.lifecycle.last),
            Self::DaysSinceFirstOrder(_) => days_since(facts, facts.lifecycle.first),
            Self::PointsToNextTier(_) => {
                facts.standing.next.map_or(Observed::Nothing, |(_, missing)| Observed::Count(missing.0))
            }
            Self::Behaviour(name, within, _) => {
                let done = profile.behaviour.get(name).map_or(&[][..], Vec::as_slice);
                let since = facts.since(*within);
                counted(done.len().saturating_sub(done.partition_point(|at| *at < since)))
            }
            Self::Claims(offer, _) => {
                let claims = profile.claims.iter();
                counted(claims.filter(|claim| claim.offer == *offer && claim.counts(facts.now)).count())
            }
            Self::Redemptions(offer, _) => {
                let redeemed = |outcome| matches!(outcome, Some(Outcome::Redeemed(_)));
                let claims = profile.claims.iter();
                counted(claims.filter(|claim| claim.offer == *offer && redeemed(claim.outcome)).count())
            }
            Self::Bought(goods, within, _) => {
                Observed::Count(count(facts.bought().count(goods, facts.since(*within))))
            }
            Self::Viewed(goods, within, _) => {
                Observed::Count(count(facts.viewed().count(goods, facts.since(*within))))
            }
            Self::AverageOrder(_) => facts.average().map_or(Observed::Nothing, Observed::Amount),
            Self::Basket(_) => Observed::Amount(profile.basket.worth(facts.program.points.currency())),
            Self::InBasket(goods, _) => {
                let such = profile.basket.items().filter(|item| goods.is(item));
                Observed::Count(such.fold(0, |sum, item| i64::from(item.quantity).saturating_add(sum)))
            }
            Self::DaysSinceBehaviour(name, _) => {
                let last = profile.behaviour.get(name).and_then(|done| done.last());
                days_since(facts, last.map(|at: &Timestamp| facts.program.zone.day(*at)))
            }
            Self::Balance(_) => Observed::Count(facts.balance()),
            Self::Friends(_) => {
                let sides = profile.referrals.iter();
                counted(sides.filter(|referral| referral.side == Side::Inviter).count())
            }
            Self::BenefitLeft(benefit, _) => {
                let left = facts.standing.left(facts.program, profile, benefit, facts.today());
                left.map_or(Observed::Nothing, |left| Observed::Count(count(left)))
            }
            Self::ExpectedOrders(days, _) => Observed::Number(facts.expected_orders(*days)),
            Self::StillWithUs(_) => Observed::Number(facts.still_with_us()),
            Self::Surface(_) => Observed::Surface(facts.visit.surface),
            Self::Locale(_) => Observed::Locale(facts.visit.locale.as_ref()),
            Self::Date(_) => Observed::Date(facts.today()),
            Self::Weekday(_) => Observed::Weekday(facts.today().weekday()),
        }
    }
}

/// A tier that is held, and how it stands to the one asked for.
pub(super) fn beside<'p>(program: &Program, held: &'p Tier, asked: &TierId) -> Observed<'p> {
    let asked = program.ladder.tiers().iter().find(|tier| tier.id == *asked);
    Observed::Tier(&held.id, asked.map(|asked| held.from.cmp(&asked.from)))
}

fn counted(number: usize) -> Observed<'static> {
    Observed::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

fn days_since(facts: &Facts<'_>, day: Option<Date>) -> Observed<'static> {
    Observed::Days(day.map(|day| days_between(day, facts.today())))
}
