//! What choices were worth: the log of what was chosen by chance, with what came of it.

use std::collections::BTreeMap;

use domain::evaluation::InvalidTrial;
use domain::evaluation::comparison::Comparison;
use domain::evaluation::estimate::Estimate;
use domain::evaluation::policy::{Observed, Policy};
use domain::id::OfferId;
use domain::offer::Holdout;
use domain::profile::Profile;
use domain::program::Program;
use domain::time::{Date, Days, Timestamp, plus};

use crate::store::{Chosen, Store, StoreError};

/// So many customers are read at once.
const PAGE: usize = 500;

/// What is looked at, and how.
#[derive(Debug, Clone)]
pub struct Question {
    /// Now: nothing later is known, and choices whose days are not over are left out.
    pub now: Timestamp,
    /// The first day of the choices looked at, if it is not the first there is.
    pub since: Option<Date>,
    /// What is bought until the end of the day so many days after a choice is counted as having come of it.
    pub days: Days,
    /// The way of choosing that is compared with what was done.
    pub policy: Policy,
    /// What the intervals are drawn from.
    pub seed: u64,
}

/// What the choices of a brand were worth.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// Customers for whom something was chosen.
    pub customers: usize,
    /// First choices of an offer, by chance, for a customer, whose days are over.
    pub choices: usize,
    /// Those whose days are not over.
    pub young: usize,
    /// Each offer of which something was chosen, by name.
    pub offers: BTreeMap<OfferId, Worth>,
    /// Those who are offered nothing, against the others; nothing where there is nobody to compare with.
    pub holdout: Option<Against>,
}

/// What the choices of an offer were worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// Customers for whom it was chosen, or not, by chance.
    pub customers: usize,
    /// How many of them bought, and kept, something.
    pub bought: usize,
    /// The share who would have bought under the way of choosing that is looked at; nothing where it would have done
    /// none of what was done.
    pub estimate: Option<Estimate>,
    /// Those held out from this offer alone, against the others, whether these were shown it or not.
    pub held_out: Option<Against>,
}

/// Those who were given against those held out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Against {
    /// The share who bought, and kept, something.
    pub bought: Comparison,
    /// What each spent, less what was given back, in minor units.
    pub spent: Comparison,
}

/// Why choices could not be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum EvaluationError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A number in the log is not as it must be.
    #[error("a choice of offer `{0}` cannot be read: {1}")]
    Invalid(OfferId, InvalidTrial),
}

/// Looks back on what was chosen for a brand's customers. Of a customer and an offer the first choice counts, so that
/// every customer counts once.
///
/// # Errors
/// [`EvaluationError`].
pub async fn evaluate(
    store: &dyn Store,
    program: &Program,
    question: &Question,
) -> Result<Evaluation, EvaluationError> {
    let mut log = Log::default();
    let mut after = None;
    loop {
        let page = store.choices(&program.brand, after.as_ref(), PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.customer.clone());
        for chosen in page.chunk_by(|one, next| one.customer == next.customer) {
            let Some(Chosen { customer, .. }) = chosen.first() else { continue };
            let history = store.history(&program.brand, customer).await?;
            log.read(program, question, chosen, &Profile::as_of(question.now, history));
        }
    }
    log.evaluate(question)
}

#[derive(Default)]
struct Log {
    customers: usize,
    young: usize,
    offers: BTreeMap<OfferId, Told>,
    everyone: Sides,
}

/// What the log tells of an offer.
#[derive(Default)]
struct Told {
    /// With the instant, for what learns.
    observed: Vec<(Timestamp, Observed)>,
    sides: Sides,
}

/// What came of those who were given, and of those held out: whether they bought, and what they spent.
#[derive(Default)]
struct Sides {
    given: (Vec<f64>, Vec<f64>),
    held_out: (Vec<f64>, Vec<f64>),
}

impl Log {
    /// Takes in one customer's choices, oldest first.
    fn read(&mut self, program: &Program, question: &Question, chosen: &[Chosen], profile: &Profile) {
        let mut first = BTreeMap::<&OfferId, &Chosen>::new();
        for chosen in chosen.iter().filter(|chosen| question.since.is_none_or(|since| chosen.day >= since)) {
            first.entry(&chosen.choice.offer).or_insert(chosen);
        }
        let outcome = |chosen: &Chosen| Outcome::of(program, question, chosen, profile);
        let Some(oldest) = first.values().min_by_key(|chosen| chosen.at) else { return };
        self.customers += 1;
        let leaves_out =
            |holdout: &Option<Holdout>| holdout.as_ref().map(|holdout| holdout.leaves_out(&oldest.customer));
        let everything = leaves_out(&program.holdout);
        let own = |offer: &OfferId| program.offer(offer).and_then(|offer| leaves_out(&offer.holdout));
        // Where a salt was changed, the log tells of another choice of customers: whom they disagree on is left out.
        let agrees = |Chosen { choice, .. }: &Chosen| {
            choice.held_out == (everything == Some(true) || own(&choice.offer) == Some(true))
        };
        if let (Some(held_out), Some(outcome)) = (everything, outcome(oldest))
            && chosen.iter().all(agrees)
        {
            self.everyone.keep(held_out, outcome);
        }
        for (offer, chosen) in first {
            let Some(outcome) = outcome(chosen) else {
                self.young += 1;
                continue;
            };
            let told = self.offers.entry(offer.clone()).or_default();
            if own(offer) == Some(chosen.choice.held_out) && everything != Some(true) {
                told.sides.keep(chosen.choice.held_out, outcome);
            }
            if !chosen.choice.held_out {
                told.observed.push((chosen.at, outcome.observed(chosen)));
            }
        }
    }

    fn evaluate(self, question: &Question) -> Result<Evaluation, EvaluationError> {
        let mut evaluation = Evaluation {
            customers: self.customers,
            young: self.young,
            holdout: self.everyone.against(question.seed),
            ..Evaluation::default()
        };
        for (offer, mut told) in self.offers {
            told.observed.sort_by_key(|(at, _)| *at);
            let log: Vec<Observed> = told.observed.into_iter().map(|(_, observed)| observed).collect();
            let trials = question.policy.trials(&log);
            let trials = trials.map_err(|invalid| EvaluationError::Invalid(offer.clone(), invalid))?;
            let worth = Worth {
                customers: log.len(),
                bought: log.iter().filter(|observed| observed.reward > 0.0).count(),
                estimate: Estimate::of(&trials, question.seed),
                held_out: told.sides.against(question.seed),
            };
            evaluation.choices += log.len();
            evaluation.offers.insert(offer, worth);
        }
        Ok(evaluation)
    }
}

impl Sides {
    fn keep(&mut self, held_out: bool, outcome: Outcome) {
        let (bought, spent) = if held_out { &mut self.held_out } else { &mut self.given };
        bought.push(f64::from(u8::from(outcome.bought)));
        spent.push(outcome.spent as f64);
    }

    fn against(&self, seed: u64) -> Option<Against> {
        Some(Against {
            bought: Comparison::of(&self.given.0, &self.held_out.0, seed)?,
            spent: Comparison::of(&self.given.1, &self.held_out.1, seed)?,
        })
    }
}

/// What came of a choice.
#[derive(Clone, Copy)]
struct Outcome {
    bought: bool,
    spent: i64,
    /// Whether they had bought before.
    returning: bool,
}

impl Outcome {
    /// `None` while its days are not over.
    fn of(program: &Program, question: &Question, chosen: &Chosen, profile: &Profile) -> Option<Self> {
        let until = program.zone.end(plus(chosen.day, question.days));
        if question.now < until {
            return None;
        }
        let currency = program.points.currency();
        let came = profile.orders.iter().filter(|order| (chosen.at..until).contains(&order.at));
        let spent = came.clone().filter(|order| order.net.currency == currency).map(|order| order.net.minor);
        Some(Self {
            bought: came.count() > 0,
            spent: spent.fold(0, i64::saturating_add),
            returning: profile.orders.first().is_some_and(|order| order.at < chosen.at),
        })
    }

    fn observed(self, chosen: &Chosen) -> Observed {
        Observed {
            shown: chosen.choice.shown,
            propensity: chosen.choice.propensity,
            context: [1.0, f64::from(u8::from(self.returning))],
            reward: f64::from(u8::from(self.bought)),
        }
    }
}
