//! Tier, points and benefits, and what there is to spend.

use contract::experience::Experience;
use domain::decision::Situation;
use domain::ledger::{self, Balance, Journal, Source, What};
use domain::money::Money;
use domain::referral::Side;
use domain::tier::TierReason;
use domain::time::Zone;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Tier {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) points: i64,
    /// What the customer reads of the way to the next tier and of how long this one is kept.
    pub(crate) told: Vec<String>,
    /// Since when, and what brought them here.
    pub(crate) since: Option<Since>,
    pub(crate) next: Option<Next>,
    pub(crate) kept_until: Option<String>,
    /// The tier after that day, if nothing more is bought.
    pub(crate) then: Option<String>,
    pub(crate) to_keep: Option<ToKeep>,
    pub(crate) benefits: Vec<Benefit>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Next {
    pub(crate) tier: String,
    pub(crate) missing: i64,
}

#[derive(Debug, Serialize)]
pub(crate) struct Since {
    pub(crate) on: String,
    pub(crate) from: String,
    pub(crate) why: String,
}

/// The points that keep the tier longer.
#[derive(Debug, Serialize)]
pub(crate) struct ToKeep {
    pub(crate) missing: i64,
    pub(crate) from: String,
    pub(crate) by: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Benefit {
    pub(crate) id: String,
    pub(crate) title: String,
    /// How often it can still be used, in words; `None` for as often as one likes.
    pub(crate) left: Option<String>,
}

/// What an order of so much, now, would change.
#[derive(Debug, Serialize)]
pub(crate) struct Basket {
    pub(crate) paid: String,
    /// The points it would earn.
    pub(crate) earns: i64,
    /// The tier they would hold then.
    pub(crate) tier: String,
    pub(crate) next: Option<Next>,
    pub(crate) kept_until: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Points {
    pub(crate) active: i64,
    pub(crate) pending: i64,
    /// What the customer reads.
    pub(crate) told: Option<String>,
    /// What changed the points, in the order in which it was told.
    pub(crate) statement: Vec<Line>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) on: String,
    pub(crate) what: String,
    pub(crate) active: i64,
    pub(crate) pending: i64,
    pub(crate) forgiven: i64,
    /// What there was to spend after it.
    pub(crate) balance: i64,
    /// The day on which it was made known, where that adjusted what had been told before.
    pub(crate) adjusted: Option<String>,
}

impl Tier {
    pub(super) fn of(situation: &Situation<'_>, told: &Experience) -> Self {
        let standing = &situation.standing;
        let words = told.standing.as_ref();
        let progress = words.and_then(|words| Some(words.progress.as_ref()?.text.clone()));
        let kept = words.and_then(|words| Some(words.kept.as_ref()?.text.clone()));
        Self {
            id: standing.tier.id.to_string(),
            name: words.map(|words| words.tier_name.clone()).unwrap_or_default(),
            points: standing.points.0,
            told: [progress, kept].into_iter().flatten().collect(),
            since: standing.change.as_ref().map(|change| Since {
                on: change.on.to_string(),
                from: change.from.id.to_string(),
                why: reason(&change.why),
            }),
            next: standing.next.map(Next::of),
            kept_until: standing.kept_until.map(|day| day.to_string()),
            then: standing.then.map(|tier| tier.id.to_string()),
            to_keep: standing.keeping.map(|keeping| ToKeep {
                missing: keeping.missing.0,
                from: keeping.from.to_string(),
                by: keeping.by.to_string(),
            }),
            benefits: told.benefits.iter().map(Benefit::of).collect(),
        }
    }
}

impl Basket {
    pub(super) fn of(situation: &Situation<'_>, paid: Money) -> Self {
        let Situation { program, profile, now, .. } = *situation;
        let then = program.ladder.if_bought(program, profile, program.zone.day(now), paid, &[]);
        Self {
            paid: paid.to_string(),
            earns: then.points.0,
            tier: then.standing.tier.id.to_string(),
            next: then.standing.next.map(Next::of),
            kept_until: then.standing.kept_until.map(|day| day.to_string()),
        }
    }
}

impl Next {
    fn of((tier, missing): (&domain::tier::Tier, domain::money::Points)) -> Self {
        Self { tier: tier.id.to_string(), missing: missing.0 }
    }
}

impl Benefit {
    fn of(told: &contract::experience::Benefit) -> Self {
        Self { id: told.id.clone(), title: told.title.clone(), left: told.left.clone() }
    }
}

impl Points {
    pub(super) fn of(situation: &Situation<'_>, told: &Experience, journal: &Journal) -> Option<Self> {
        situation.program.balance.as_ref()?;
        let balance = Balance::of(situation.program, situation.profile, situation.now);
        let line = |line| Line::of(line, &situation.program.zone);
        Some(Self {
            active: balance.active.0,
            pending: balance.pending.0,
            told: told.standing.as_ref().and_then(|words| words.balance.clone()),
            statement: journal.statement().iter().map(line).collect(),
        })
    }
}

impl Line {
    fn of(line: &ledger::Line, zone: &Zone) -> Self {
        let what = match line.cause.what {
            What::Activated => "can be spent from now on",
            What::Expired => "expired",
            What::Earned => "earned",
            What::Rewarded => "earned",
            What::Returned => "returned",
            What::Spent => "spent",
        };
        let source = match &line.cause.source {
            Source::Order(order) => format!("order {order}"),
            // Who the other is, is theirs.
            Source::Referral(Side::Inviter, _) => "a friend's first order".to_owned(),
            Source::Referral(Side::Friend, _) => "having been invited".to_owned(),
            Source::Spending(spending) => format!("payment {spending}"),
        };
        Self {
            on: zone.day(line.cause.at).to_string(),
            what: format!("{what}: {source}"),
            active: line.active.0,
            pending: line.pending.0,
            forgiven: line.forgiven.0,
            balance: line.balance.0,
            adjusted: line.adjusted.map(|at| zone.day(at).to_string()),
        }
    }
}

fn reason(why: &TierReason) -> String {
    match why {
        TierReason::Reached(points) => format!("{} points reached it", points.0),
        TierReason::Ended => "the time of the one before was over".to_owned(),
        TierReason::OneDown => "the time of the one before was over; this is the one below".to_owned(),
        TierReason::Returned(order) => format!("order {order} was given back"),
    }
}
