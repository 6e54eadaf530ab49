//! What a customer has earned: points from net orders in a rolling window, and the tier they reach.

use std::collections::BTreeMap;

use crate::id::{BenefitId, Locale, TierId};
use crate::money::{Currency, Money, Points};
use crate::profile::Profile;
use crate::time::{Date, Days, Zone, days_between, plus};

/// How points come from orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRules {
    /// So many points ...
    pub points: i64,
    /// ... for each full amount of this, in the program's currency, of an order's net total.
    pub for_each: Money,
    /// Points count towards the tier on the day of the order and the days after it, so many in all.
    pub window_days: Days,
}

/// The tiers from the lowest up; the lowest starts at zero points, so that everyone has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder(Vec<Tier>);

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Its name in rules.
    pub id: TierId,
    /// Its name for customers.
    pub name: BTreeMap<Locale, String>,
    /// The points it takes.
    pub from: Points,
    /// What it gives while it is held, with everything lower tiers give.
    pub benefits: Vec<Benefit>,
}

/// What a tier gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// Its name in rules and reports.
    pub id: BenefitId,
    /// Its words: a few for the title, a sentence for the text.
    pub words: BTreeMap<Locale, (String, String)>,
}

/// Why tiers make no ladder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLadder {
    /// There is none.
    #[error("there must be at least one tier")]
    Empty,
    /// The lowest takes points.
    #[error("the lowest tier, `{0}`, must start at 0 points")]
    NoGround(TierId),
    /// One does not take more than the one before it.
    #[error("tier `{0}` must take more points than the one before it")]
    NotRising(TierId),
}

/// Where a customer stands on the ladder on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'p> {
    /// The tier held.
    pub tier: &'p Tier,
    /// Points that count on that day.
    pub points: Points,
    /// The next tier and the points missing to it; `None` at the top.
    pub next: Option<(&'p Tier, Points)>,
    /// The last day on which the tier is held if nothing more is bought; `None` for the lowest, which is never lost.
    pub kept_until: Option<Date>,
}

impl Ladder {
    /// Takes tiers, lowest first, as a ladder.
    ///
    /// # Errors
    /// See [`InvalidLadder`].
    pub fn new(tiers: Vec<Tier>) -> Result<Self, InvalidLadder> {
        let ground = tiers.first().ok_or(InvalidLadder::Empty)?;
        if ground.from != Points(0) {
            return Err(InvalidLadder::NoGround(ground.id.clone()));
        }
        match tiers.windows(2).find(|pair| pair[1].from <= pair[0].from) {
            Some(pair) => Err(InvalidLadder::NotRising(pair[1].id.clone())),
            None => Ok(Self(tiers)),
        }
    }

    /// The tiers, lowest first.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.0
    }

    /// How high a tier stands, from 0; `None` if it is not of this ladder.
    #[must_use]
    pub fn rank(&self, id: &TierId) -> Option<usize> {
        self.0.iter().position(|tier| tier.id == *id)
    }

    /// Everything a tier gives: the benefits of the lower ones first.
    pub fn benefits<'p>(&'p self, tier: &Tier) -> impl Iterator<Item = &'p Benefit> {
        let from = tier.from;
        self.0.iter().filter(move |step| step.from <= from).flat_map(|step| &step.benefits)
    }

    /// Where a customer stands on the day `today`.
    #[must_use]
    pub fn standing(&self, rules: &PointRules, profile: &Profile, zone: &Zone, today: Date) -> Standing<'_> {
        let earned: Vec<(Date, Points)> = profile
            .orders
            .iter()
            .map(|order| (zone.day(order.at), rules.points_of(order.net)))
            .filter(|(day, _)| (0..rules.window_days).contains(&days_between(*day, today)))
            .collect();
        let points = Points(earned.iter().fold(0_i64, |sum, (_, points)| sum.saturating_add(points.0)));
        let rank = self.0.iter().rposition(|tier| tier.from <= points).unwrap_or(0);
        let tier = &self.0[rank];
        Standing {
            tier,
            points,
            next: self.0.get(rank + 1).map(|next| (next, Points(next.from.0.saturating_sub(points.0)))),
            kept_until: rules.last_day(&earned, points, tier.from),
        }
    }
}

impl PointRules {
    /// The points of an order worth this much. An order in another currency than the program's earns none.
    #[must_use]
    pub fn points_of(&self, net: Money) -> Points {
        if net.currency != self.for_each.currency || self.for_each.minor <= 0 {
            return Points(0);
        }
        Points((net.minor.max(0) / self.for_each.minor).saturating_mul(self.points))
    }

    /// The currency orders must be in to earn.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.for_each.currency
    }

    /// The day before the points fall below `from`, as the orders leave the window one by one, oldest first. They
    /// never fall below nothing.
    fn last_day(&self, earned: &[(Date, Points)], points: Points, from: Points) -> Option<Date> {
        let mut left = points.0;
        earned.iter().find_map(|(day, points)| {
            left = left.saturating_sub(points.0);
            (left < from.0).then(|| plus(*day, self.window_days.saturating_sub(1)))
        })
    }
}
