//! All customers together: how likely their histories are under a model, and which way to better parameters.

use super::gamma::{digamma, ln_gamma};
use super::history::History;
use super::model::{Forecaster, Model, Parameters};
use super::sum::Sum;

/// Many histories, those with the same number of repeat purchases together and equal ones counted: what depends on
/// that number alone is computed once for all who share it.
#[derive(Debug, Clone, Default)]
pub struct Cohort {
    groups: Vec<Group>,
    customers: usize,
    repeaters: usize,
}

/// Those with one number of repeat purchases.
#[derive(Debug, Clone)]
struct Group {
    frequency: u32,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    recency: f64,
    age: f64,
    customers: f64,
}

/// A log-likelihood and its slopes by r, α, a, b.
pub(super) struct Slope {
    pub(super) value: f64,
    pub(super) by: [f64; 4],
}

impl FromIterator<History> for Cohort {
    fn from_iter<I: IntoIterator<Item = History>>(histories: I) -> Self {
        let mut sorted: Vec<History> = histories.into_iter().collect();
        // In full, so that the order they come in changes no digit.
        sorted.sort_unstable_by(|a, b| {
            let times = || a.recency().total_cmp(&b.recency()).then(a.age().total_cmp(&b.age()));
            a.frequency().cmp(&b.frequency()).then_with(times)
        });
        let mut cohort = Self { customers: sorted.len(), ..Self::default() };
        for same in sorted.chunk_by(|a, b| a.frequency() == b.frequency()) {
            let frequency = same[0].frequency();
            let row = |equal: &[History]| Row {
                recency: equal[0].recency(),
                age: equal[0].age(),
                customers: equal.len() as f64,
            };
            cohort.groups.push(Group { frequency, rows: same.chunk_by(|a, b| a == b).map(row).collect() });
            cohort.repeaters += if frequency > 0 { same.len() } else { 0 };
        }
        cohort
    }
}

impl Cohort {
    /// How many customers there are.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.customers
    }

    /// How many of them bought again.
    #[must_use]
    pub fn repeaters(&self) -> usize {
        self.repeaters
    }

    /// The logarithm of how likely these histories are (note 027, which no long history overflows).
    #[must_use]
    pub fn log_likelihood(&self, forecaster: &Forecaster) -> f64 {
        self.slope(forecaster.model, forecaster.parameters).value
    }

    pub(super) fn slope(&self, model: Model, parameters: Parameters) -> Slope {
        let (mut value, mut by) = (Sum::default(), [Sum::default(); 4]);
        for group in &self.groups {
            let slope = group.slope(model, parameters);
            value += slope.value;
            for (sum, term) in by.iter_mut().zip(slope.by) {
                *sum += term;
            }
        }
        Slope { value: value.total(), by: by.map(Sum::total) }
    }
}

/// What has to be summed over the rows of a group.
#[derive(Default)]
struct Totals {
    customers: Sum,
    /// ln(α + age)
    log_age: Sum,
    /// ln(1 + odds of having left)
    log_either: Sum,
    /// The chance of having left,
    gone: Sum,
    /// and times ln((α + age) / (α + recency)).
    gone_idle: Sum,
    /// The mean of 1/(α + age) and 1/(α + recency), by who is there and who has left.
    inverse: Sum,
}

/// So many rows are summed plainly before the sum is kept exactly, and so many numbers below [`LARGE`] are multiplied
/// before their logarithm is taken once: that is where the time goes.
const CHUNK: usize = 32;
const LARGE: f64 = 1e9;

impl Group {
    fn slope(&self, model: Model, Parameters { r, alpha, a, b }: Parameters) -> Slope {
        let x = f64::from(self.frequency);
        let chances = x + model.chances_before_repeat();
        let may_be_gone = chances > 0.0;
        let odds = if may_be_gone { (a / (b + chances - 1.0)).ln() } else { f64::NEG_INFINITY };
        let sums = self.totals(r + x, alpha, odds);

        let n = sums.customers.total();
        let (log_age, gone) = (sums.log_age.total(), sums.gone.total());
        let buying = ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln();
        let staying = ln_gamma(a + b) + ln_gamma(b + chances) - ln_gamma(b) - ln_gamma(a + b + chances);
        let leaving = if may_be_gone { gone / (b + chances - 1.0) } else { 0.0 };
        let all = digamma(a + b) - digamma(a + b + chances);
        Slope {
            value: n * (buying + staying) - (r + x) * log_age + sums.log_either.total(),
            by: [
                n * (digamma(r + x) - digamma(r) + alpha.ln()) - log_age + sums.gone_idle.total(),
                n * r / alpha - (r + x) * sums.inverse.total(),
                n * all + gone / a,
                n * (all + digamma(b + chances) - digamma(b)) - leaving,
            ],
        }
    }

    fn totals(&self, rx: f64, alpha: f64, odds: f64) -> Totals {
        let mut totals = Totals::default();
        for rows in self.rows.chunks(CHUNK) {
            let mut part = [0.0; 6];
            let (mut ages, mut eithers) = (1.0, 1.0);
            for row in rows {
                let n = row.customers;
                let (age, recency) = (alpha + row.age, alpha + row.recency);
                let idle = (age / recency).ln();
                let odds = odds + rx * idle;
                let less = (-odds.abs()).exp();
                let gone = if odds > 0.0 { 1.0 / (1.0 + less) } else { less / (1.0 + less) };
                if n == 1.0 && age < LARGE {
                    ages *= age;
                    eithers *= 1.0 + less;
                } else {
                    part[1] += n * age.ln();
                    part[2] += n * less.ln_1p();
                }
                part[0] += n;
                part[2] += n * odds.max(0.0);
                part[3] += n * gone;
                part[4] += n * gone * idle;
                part[5] += n * ((1.0 - gone) / age + gone / recency);
            }
            part[1] += f64::ln(ages);
            part[2] += f64::ln(eithers);
            let Totals { customers, log_age, log_either, gone, gone_idle, inverse } = &mut totals;
            let sums = [customers, log_age, log_either, gone, gone_idle, inverse];
            for (sum, part) in sums.into_iter().zip(part) {
                *sum += part;
            }
        }
        totals
    }
}
