//! All that is said of the choices of a brand, as it is printed.

use domain::evaluation::comparison::{Comparison, Group};
use domain::evaluation::estimate::Estimate;
use domain::evaluation::interval::Interval;
use domain::evaluation::verdict::{FEWEST, FEWEST_OUTCOMES, HEAVIEST, Lack, Verdict};
use domain::money::Currency;
use domain::program::Program;
use serde::Serialize;

use crate::evaluation::{Against, Evaluation, Question, Worth};

#[derive(Serialize)]
pub(super) struct Said {
    pub(super) brand: String,
    pub(super) at: String,
    pub(super) days: i32,
    pub(super) policy: String,
    pub(super) seed: u64,
    pub(super) customers: usize,
    pub(super) choices: usize,
    /// Choices that were left out, because their days are not over.
    pub(super) young: usize,
    pub(super) offers: Vec<Offer>,
    pub(super) holdout: Option<HeldOut>,
}

#[derive(Serialize)]
pub(super) struct Offer {
    pub(super) offer: String,
    pub(super) customers: usize,
    pub(super) bought: usize,
    pub(super) estimate: Option<Numbers>,
    pub(super) verdict: Says,
    pub(super) held_out: Option<HeldOut>,
}

#[derive(Serialize)]
pub(super) struct Numbers {
    pub(super) ips: f64,
    pub(super) ips_interval: [f64; 2],
    pub(super) snips: f64,
    pub(super) ess: f64,
    pub(super) max_weight: f64,
    pub(super) logged: f64,
    pub(super) gain: f64,
    pub(super) gain_interval: [f64; 2],
}

#[derive(Serialize)]
pub(super) struct HeldOut {
    /// The share who bought.
    pub(super) bought: Sides,
    /// What each spent, in units of the currency.
    pub(super) spent: Sides,
    pub(super) currency: &'static str,
}

#[derive(Serialize)]
pub(super) struct Sides {
    pub(super) given: Side,
    pub(super) held_out: Side,
    pub(super) difference: f64,
    pub(super) interval: [f64; 2],
    pub(super) verdict: Says,
}

#[derive(Serialize)]
pub(super) struct Side {
    pub(super) customers: usize,
    pub(super) bought: usize,
    pub(super) mean: f64,
}

/// A verdict: a word that does not change, and a sentence.
#[derive(Serialize)]
pub(super) struct Says {
    pub(super) verdict: &'static str,
    pub(super) text: String,
}

impl Said {
    pub(super) fn of(program: &Program, question: &Question, found: &Evaluation, policy: String) -> Self {
        let currency = program.points.currency();
        let offer = |(id, worth): (&domain::id::OfferId, &Worth)| Offer {
            offer: id.to_string(),
            customers: worth.customers,
            bought: worth.bought,
            estimate: worth.estimate.as_ref().map(Numbers::of),
            verdict: Says::of_policy(worth.estimate.as_ref()),
            held_out: worth.held_out.map(|against| HeldOut::of(&against, currency)),
        };
        Self {
            brand: program.brand.to_string(),
            at: question.now.to_string(),
            days: question.days,
            policy,
            seed: question.seed,
            customers: found.customers,
            choices: found.choices,
            young: found.young,
            offers: found.offers.iter().map(offer).collect(),
            holdout: found.holdout.map(|against| HeldOut::of(&against, currency)),
        }
    }
}

impl Numbers {
    fn of(estimate: &Estimate) -> Self {
        Self {
            ips: estimate.ips,
            ips_interval: ends(estimate.interval),
            snips: estimate.snips,
            ess: estimate.effective,
            max_weight: estimate.heaviest,
            logged: estimate.logged,
            gain: estimate.gain.0,
            gain_interval: ends(estimate.gain.1),
        }
    }
}

impl HeldOut {
    fn of(against: &Against, currency: Currency) -> Self {
        let scale = currency.scale() as f64;
        Self {
            bought: Sides::of(&against.bought, 1.0),
            spent: Sides::of(&against.spent, scale),
            currency: currency.code(),
        }
    }
}

impl Sides {
    /// In so many units of what was compared.
    fn of(comparison: &Comparison, scale: f64) -> Self {
        let side = |group: &Group| Side {
            customers: group.customers,
            bought: group.outcomes,
            mean: group.mean / scale,
        };
        let (difference, interval) = comparison.difference;
        Self {
            given: side(&comparison.given),
            held_out: side(&comparison.held_out),
            difference: difference / scale,
            interval: ends(interval).map(|end| end / scale),
            verdict: Says::of(
                comparison.verdict(),
                "offers do more than nothing",
                "offers do less than nothing",
            ),
        }
    }
}

impl Says {
    fn of_policy(estimate: Option<&Estimate>) -> Self {
        match estimate {
            Some(estimate) => {
                Self::of(estimate.verdict(), "better than what was done", "worse than what was done")
            }
            None => Self::of(Verdict::TooLittle(Lack::Choices(0.0)), "", ""),
        }
    }

    fn of(verdict: Verdict, better: &str, worse: &str) -> Self {
        match verdict {
            Verdict::Better => Self { verdict: "better", text: better.to_owned() },
            Verdict::Worse => Self { verdict: "worse", text: worse.to_owned() },
            Verdict::TooLittle(lack) => {
                Self { verdict: "too-little", text: format!("too little to conclude: {}", want(lack)) }
            }
        }
    }
}

/// What is there, and what is needed.
fn want(lack: Lack) -> String {
    match lack {
        Lack::Choices(count) => format!("{count:.0} choices count, {FEWEST:.0} are needed"),
        Lack::Weight(most) => format!("one choice counts for {most:.0}, at most {HEAVIEST:.0} is sound"),
        Lack::Outcomes(count) => format!("{count} bought, {FEWEST_OUTCOMES} are needed"),
        Lack::Undecided(_) => "the difference may be none".to_owned(),
    }
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}
