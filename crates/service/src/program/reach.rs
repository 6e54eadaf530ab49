//! Whom an offer can reach: the stages and tiers in which its rule may hold, found without any customer.
//!
//! Generous where a fact is not known: an offer for those who viewed a product three times may reach every stage.

use domain::condition::{Condition, Leaf, Range};
use domain::id::TierId;
use domain::lifecycle::{STAGES, Stage};
use domain::offer::{Audience, Offer};
use domain::program::Program;
use domain::tier::{Holding, Keep, Landing, Tier, Window};
use domain::time::Days;

/// The stages and tiers in which an offer may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Whether visitors who are not known get it too.
    pub public: bool,
    /// The stages, in their order.
    pub stages: Vec<Stage>,
    /// The tiers, lowest first.
    pub tiers: Vec<TierId>,
}

impl Reach {
    /// Whether no customer can ever get it.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.stages.is_empty()
    }
}

/// Whom an offer of a program can reach.
#[must_use]
pub fn of(program: &Program, offer: &Offer) -> Reach {
    let mut reach =
        Reach { public: offer.audience == Audience::Everyone, stages: Vec::new(), tiers: Vec::new() };
    let tiers = program.ladder.tiers();
    let reached = |stage: Stage, rank: usize| {
        let cell = Cell { program, stage, tier: &tiers[rank], next: tiers.get(rank + 1) };
        match &offer.audience {
            Audience::Everyone => cell.exists(),
            Audience::Customers(rule) => cell.exists() && cell.check(rule).may_hold,
        }
    };
    reach
        .stages
        .extend(STAGES.into_iter().filter(|stage| (0..tiers.len()).any(|rank| reached(*stage, rank))));
    let ranks = (0..tiers.len()).filter(|rank| STAGES.into_iter().any(|stage| reached(stage, *rank)));
    reach.tiers.extend(ranks.map(|rank| tiers[rank].id.clone()));
    reach
}

/// The customers at one stage, in one tier.
struct Cell<'p> {
    program: &'p Program,
    stage: Stage,
    tier: &'p Tier,
    next: Option<&'p Tier>,
}

/// What can be said of a condition without knowing the customer.
#[derive(Clone, Copy)]
struct Verdict {
    may_hold: bool,
    may_fail: bool,
}

/// From one number to another, both inclusive; to any where the second is missing.
type Span = (i64, Option<i64>);

impl Cell<'_> {
    /// Whether there can be such customers: without recent orders there are no points, and without points no higher
    /// tier.
    fn exists(&self) -> bool {
        let recent = self.since_order().is_some_and(|(least, _)| least < i64::from(self.held_days()));
        recent || self.tier.from.0 == 0
    }

    /// So many days at most after the last order a tier above the lowest may still be held.
    fn held_days(&self) -> Days {
        let Holding { window, keep, grace_days, landing } = self.program.holding;
        match (window, keep, landing) {
            (Window::Rolling(days), Keep::Window, Landing::ByBalance) => days.saturating_add(grace_days),
            (Window::Rolling(days), Keep::Days(kept), Landing::ByBalance) => {
                days.saturating_add(kept).saturating_add(grace_days)
            }
            _ => Days::MAX,
        }
    }

    /// Whether a tier is held for its points alone, and for nothing that was earned before.
    fn holds_by_points(&self) -> bool {
        let Holding { window, keep, grace_days, landing } = self.program.holding;
        matches!((window, keep, landing), (Window::Rolling(_), Keep::Window, Landing::ByBalance))
            && grace_days == 0
    }

    fn check(&self, rule: &Condition) -> Verdict {
        match rule {
            Condition::All(parts) => {
                parts.iter().map(|part| self.check(part)).fold(Verdict::sure(true), |all, part| Verdict {
                    may_hold: all.may_hold && part.may_hold,
                    may_fail: all.may_fail || part.may_fail,
                })
            }
            Condition::Any(parts) => {
                parts.iter().map(|part| self.check(part)).fold(Verdict::sure(false), |any, part| Verdict {
                    may_hold: any.may_hold || part.may_hold,
                    may_fail: any.may_fail && part.may_fail,
                })
            }
            Condition::Not(part) => {
                let Verdict { may_hold, may_fail } = self.check(part);
                Verdict { may_hold: may_fail, may_fail: may_hold }
            }
            Condition::Fact(leaf) => self.find(leaf),
        }
    }

    fn find(&self, leaf: &Leaf) -> Verdict {
        let rank = |tier: &TierId| self.program.ladder.rank(tier);
        match leaf {
            Leaf::Stage(stages) => Verdict::sure(stages.contains(&self.stage)),
            Leaf::TierAtLeast(tier) => Verdict::sure(rank(&self.tier.id) >= rank(tier)),
            Leaf::TierIs(tier) => Verdict::sure(self.tier.id == *tier),
            Leaf::Orders(within, range) => Verdict::of(self.bought(*within, 1), &range.map(count)),
            Leaf::Spent(within, range) => {
                Verdict::of(self.bought(*within, 0), &range.map(|money| money.minor))
            }
            Leaf::DaysSinceOrder(range) => Verdict::of_some(self.since_order(), &range.map(i64::from)),
            Leaf::DaysSinceFirstOrder(range) => {
                Verdict::of_some(self.since_first_order(), &range.map(i64::from))
            }
            Leaf::PointsToNextTier(range) => {
                let missing = self.next.map(|next| match self.since_order() {
                    Some(_) if self.holds_by_points() => (1, Some(next.from.0 - self.tier.from.0)),
                    Some(_) => (1, Some(next.from.0)),
                    None => (next.from.0, Some(next.from.0)),
                });
                Verdict::of_some(missing, range)
            }
            Leaf::Behaviour(_, _, range) | Leaf::Claims(_, range) | Leaf::Redemptions(_, range) => {
                Verdict::of((0, None), &range.map(count))
            }
            Leaf::Bought(_, within, range) => Verdict::of(self.bought(*within, 0), &range.map(count)),
            Leaf::Viewed(_, _, range) | Leaf::InBasket(_, range) | Leaf::Friends(range) => {
                Verdict::of((0, None), &range.map(count))
            }
            Leaf::Basket(range) => Verdict::of((0, None), &range.map(|money| money.minor)),
            Leaf::AverageOrder(range) => {
                let worth = self.since_order().map(|_| (1, None));
                Verdict::of_some(worth, &range.map(|money| money.minor)).or_fails()
            }
            Leaf::DaysSinceBehaviour(_, range) => Verdict::of((0, None), &range.map(i64::from)).or_fails(),
            Leaf::Balance(range) => match self.program.balance {
                Some(_) => Verdict { may_hold: true, may_fail: true },
                None => Verdict::of((0, Some(0)), range),
            },
            Leaf::BenefitLeft(benefit, range) => {
                let given = self.program.ladder.benefits(self.tier).find(|given| given.id == *benefit);
                let left = given.map(|given| match given.limit {
                    Some(limit) => (0, Some(i64::from(limit.times))),
                    None => (i64::MAX, None),
                });
                Verdict::of_some(left, &range.map(count))
            }
            // Of someone without an order nothing is forecast; of the others, anything may be.
            Leaf::ExpectedOrders(..) | Leaf::StillWithUs(_) => {
                Verdict { may_hold: self.since_order().is_some(), may_fail: true }
            }
            Leaf::Surface(surfaces) => Verdict { may_hold: !surfaces.is_empty(), may_fail: true },
            Leaf::Locale(locales) => Verdict { may_hold: !locales.is_empty(), may_fail: true },
            Leaf::Weekday(days) => Verdict { may_hold: !days.is_empty(), may_fail: true },
            Leaf::Date(_) => Verdict { may_hold: true, may_fail: true },
        }
    }

    /// Days since the last order; nothing where there is none.
    fn since_order(&self) -> Option<Span> {
        let rules = &self.program.stages;
        let (new, active, at_risk) =
            (rules.new_days.into(), i64::from(rules.active_days), i64::from(rules.at_risk_days));
        match self.stage {
            Stage::Prospect => None,
            Stage::New => Some((0, Some(new))),
            Stage::Active | Stage::Loyal => Some((0, Some(active))),
            Stage::WonBack => Some((0, Some(active.min(rules.won_back_days.into())))),
            Stage::AtRisk => Some((active + 1, Some(at_risk))),
            Stage::Lapsed => Some((at_risk + 1, None)),
        }
    }

    fn since_first_order(&self) -> Option<Span> {
        let rules = &self.program.stages;
        let (least, most) = self.since_order()?;
        Some(match self.stage {
            Stage::New => (least, most),
            Stage::WonBack => (i64::from(rules.at_risk_days) + 1, None),
            Stage::Loyal => (i64::from(rules.loyal_purchase_days) - 1, None),
            Stage::Prospect | Stage::Active | Stage::AtRisk | Stage::Lapsed => (least, None),
        })
    }

    /// Orders, or minor units, of the last so many days or ever; at least `each` for an order.
    fn bought(&self, within: Option<i32>, each: i64) -> Span {
        match (self.since_order(), within) {
            (None, _) => (0, Some(0)),
            (Some((least, _)), Some(days)) if least >= i64::from(days) => (0, Some(0)),
            (Some(_), Some(_)) => (0, None),
            (Some(_), None) => (each, None),
        }
    }
}

impl Verdict {
    fn sure(holds: bool) -> Self {
        Self { may_hold: holds, may_fail: !holds }
    }

    /// Of a value that lies in a span.
    fn of((low, high): Span, range: &Range<i64>) -> Self {
        let (least, most) = (range.at_least.unwrap_or(i64::MIN), range.at_most.unwrap_or(i64::MAX));
        let high = high.unwrap_or(i64::MAX);
        Self { may_hold: least <= high && most >= low, may_fail: least > low || most < high }
    }

    /// The same of a value that there need not be.
    fn or_fails(self) -> Self {
        Self { may_fail: true, ..self }
    }

    /// Of a value that there may not be, in which case the condition fails.
    fn of_some(span: Option<Span>, range: &Range<i64>) -> Self {
        span.map_or(Self::sure(false), |span| Self::of(span, range))
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
