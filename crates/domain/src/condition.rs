//! What an offer may ask of a customer: a tree of conditions over a closed list of observed facts.
//!
//! Each leaf says what it observed and whether that was enough, so that a decision can be explained to the customer,
//! to the agent and to the marketer from the very trace that made it.

use crate::id::{BehaviourName, OfferId, TierId};
use crate::lifecycle::{Lifecycle, Stage};
use crate::money::Money;
use crate::profile::{Outcome, Profile};
use crate::program::Program;
use crate::tier::Standing;
use crate::time::{Date, Days, Timestamp, days_between, plus};

/// A condition on a customer.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Each of these holds.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// A single observed fact is as it should be.
    Fact(Leaf),
}

/// A condition on one observed fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaf {
    /// The lifecycle stage is one of these.
    Stage(Vec<Stage>),
    /// The tier held is this one or a higher one.
    TierAtLeast(TierId),
    /// The tier held is this one.
    TierIs(TierId),
    /// The number of net orders, in the last so many days or ever.
    Orders(Within, Range<u64>),
    /// What was spent on net orders, in the last so many days or ever, in the program's currency.
    Spent(Within, Range<Money>),
    /// The days since the last net order. Never true of someone without one.
    DaysSinceOrder(Range<Days>),
    /// The days since the first net order. Never true of someone without one.
    DaysSinceFirstOrder(Range<Days>),
    /// Points still missing to the next tier. Never true at the top.
    PointsToNextTier(Range<i64>),
    /// How often something was done, in the last so many days or ever.
    Behaviour(BehaviourName, Within, Range<u64>),
    /// How often an offer was claimed and not given back.
    Claims(OfferId, Range<u64>),
    /// How often an offer's voucher was redeemed.
    Redemptions(OfferId, Range<u64>),
}

/// How far back a fact is counted: so many days, today included, or for ever.
pub type Within = Option<Days>;

/// From one value to another, both inclusive, either of them open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range<T> {
    /// The least that is enough.
    pub at_least: Option<T>,
    /// The most that is allowed.
    pub at_most: Option<T>,
}

/// What was observed of a leaf's fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Observed {
    /// A stage.
    Stage(Stage),
    /// A tier.
    Tier(TierId),
    /// A number of things done, or of points.
    Count(i64),
    /// An amount.
    Amount(Money),
    /// A number of days; `None` where there was nothing to count from.
    Days(Option<Days>),
}

/// A leaf, what was observed, and whether it was enough.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What was asked.
    pub leaf: Leaf,
    /// What was observed.
    pub observed: Observed,
    /// Whether that is as asked.
    pub holds: bool,
}

/// What conditions look at: a customer, on a day, under a program.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The program.
    pub program: &'a Program,
    /// What is known of the customer.
    pub profile: &'a Profile,
    /// Where the relationship stands.
    pub lifecycle: &'a Lifecycle,
    /// What it has earned.
    pub standing: &'a Standing<'a>,
    /// The instant.
    pub now: Timestamp,
}

impl Condition {
    /// Whether the condition holds, and every finding that was made on the way, in the order of the file. All
    /// leaves are looked at, so that the trace is whole.
    #[must_use]
    pub fn check(&self, facts: &Facts<'_>) -> (bool, Vec<Finding>) {
        let mut findings = Vec::new();
        let holds = self.walk(facts, &mut findings);
        (holds, findings)
    }

    /// Every leaf of the tree, in the order of the file.
    pub fn leaves(&self) -> Box<dyn Iterator<Item = &Leaf> + '_> {
        match self {
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::leaves)),
            Self::Not(part) => part.leaves(),
            Self::Fact(leaf) => Box::new(std::iter::once(leaf)),
        }
    }

    fn walk(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> bool {
        match self {
            // Counting, unlike `all` and `any`, looks at every part.
            Self::All(parts) => parts.iter().filter(|part| !part.walk(facts, findings)).count() == 0,
            Self::Any(parts) => parts.iter().filter(|part| part.walk(facts, findings)).count() > 0,
            Self::Not(part) => !part.walk(facts, findings),
            Self::Fact(leaf) => {
                let finding = leaf.find(facts);
                let holds = finding.holds;
                findings.push(finding);
                holds
            }
        }
    }
}

impl Leaf {
    /// Observes the fact.
    #[must_use]
    pub fn find(&self, facts: &Facts<'_>) -> Finding {
        let today = facts.today();
        let (observed, holds) = match self {
            Self::Stage(stages) => {
                let stage = facts.lifecycle.stage;
                (Observed::Stage(stage), stages.contains(&stage))
            }
            Self::TierAtLeast(tier) => {
                let held = facts.standing.tier;
                let needed = facts.program.ladder.tiers().iter().find(|step| step.id == *tier);
                (Observed::Tier(held.id.clone()), needed.is_some_and(|needed| held.from >= needed.from))
            }
            Self::TierIs(tier) => {
                let held = &facts.standing.tier.id;
                (Observed::Tier(held.clone()), held == tier)
            }
            Self::Orders(within, range) => {
                let since = facts.since(*within);
                count(facts.profile.orders.iter().rev().take_while(|order| order.at >= since).count(), range)
            }
            Self::Spent(within, range) => {
                let spent = facts.spent(*within);
                (Observed::Amount(spent), range.map(|money| money.minor).contains(spent.minor))
            }
            Self::DaysSinceOrder(range) => days_since(facts.lifecycle.last, today, range),
            Self::DaysSinceFirstOrder(range) => days_since(facts.lifecycle.first, today, range),
            Self::PointsToNextTier(range) => match facts.standing.next {
                Some((_, missing)) => (Observed::Count(missing.0), range.contains(missing.0)),
                None => (Observed::Count(0), false),
            },
            Self::Behaviour(name, within, range) => {
                let (done, since) = (facts.profile.behaviour.get(name), facts.since(*within));
                count(done.into_iter().flatten().rev().take_while(|at| **at >= since).count(), range)
            }
            Self::Claims(offer, range) => {
                let claims =
                    facts.profile.claims.iter().filter(|claim| claim.offer == *offer && claim.counts());
                count(claims.count(), range)
            }
            Self::Redemptions(offer, range) => {
                let redeemed = |outcome: Option<Outcome>| matches!(outcome, Some(Outcome::Redeemed(_)));
                let claims = facts.profile.claims.iter();
                count(claims.filter(|claim| claim.offer == *offer && redeemed(claim.outcome)).count(), range)
            }
        };
        Finding { leaf: self.clone(), observed, holds }
    }
}

impl Facts<'_> {
    /// The day it is in the program's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.program.zone.day(self.now)
    }

    /// The first instant that is counted.
    fn since(&self, within: Within) -> Timestamp {
        let first = |days: Days| plus(self.today(), 1_i32.saturating_sub(days));
        within.map_or(Timestamp::MIN, |days| self.program.zone.start(first(days)))
    }

    fn spent(&self, within: Within) -> Money {
        let currency = self.program.points.currency();
        let since = self.since(within);
        let recent = self.profile.orders.iter().rev().take_while(|order| order.at >= since);
        let amounts = recent.filter(|order| order.net.currency == currency).map(|order| order.net.minor);
        Money { minor: amounts.fold(0, i64::saturating_add), currency }
    }
}

impl<T: Copy> Range<T> {
    /// From this on.
    pub fn at_least(least: T) -> Self {
        Self { at_least: Some(least), at_most: None }
    }

    /// Up to this.
    pub fn at_most(most: T) -> Self {
        Self { at_least: None, at_most: Some(most) }
    }

    /// The same range in other terms.
    pub fn map<U>(&self, turn: impl Fn(T) -> U) -> Range<U> {
        Range { at_least: self.at_least.map(&turn), at_most: self.at_most.map(&turn) }
    }
}

impl<T: PartialOrd + Copy> Range<T> {
    /// Whether a value lies in it.
    pub fn contains(&self, value: T) -> bool {
        self.at_least.is_none_or(|least| value >= least) && self.at_most.is_none_or(|most| value <= most)
    }
}

fn count(number: usize, range: &Range<u64>) -> (Observed, bool) {
    let number = number as u64;
    (Observed::Count(i64::try_from(number).unwrap_or(i64::MAX)), range.contains(number))
}

fn days_since(day: Option<Date>, today: Date, range: &Range<Days>) -> (Observed, bool) {
    let days = day.map(|day| days_between(day, today));
    (Observed::Days(days), days.is_some_and(|days| range.contains(days)))
}
