//! How much is spent at a purchase: the gamma-gamma model (Fader and Hardie, note 025).
//!
//! It takes what customers spend to have nothing to do with how often they buy. [`correlation`] says whether that is so.

use super::fit::{FEWEST, Fit, FitError, Source, finish};
use super::gamma::{digamma, ln_gamma};
use super::minimum::minimise;
use super::model::{InvalidParameter, positive};
use super::sum::Sum;

/// What one customer spent, in whole units of a currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spent {
    /// At how many repeat purchases.
    pub frequency: u32,
    /// At each of them, on average.
    pub mean: f64,
}

/// The model with its parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spending {
    p: f64,
    q: f64,
    v: f64,
}

impl Spending {
    /// Published in note 025 of the 946 of the CDNOW cohort who bought again, in US dollars of 1997.
    pub const PUBLISHED: Self = Self { p: 6.25, q: 3.74, v: 15.44 };

    /// The model with these parameters.
    ///
    /// # Errors
    /// [`InvalidParameter`] unless all are finite, `p` and `v` above 0 and `q` above 1: with less the mean over all
    /// customers would be infinite or negative.
    pub fn new(p: f64, q: f64, v: f64) -> Result<Self, InvalidParameter> {
        positive("p", p)?;
        positive("v", v)?;
        if !q.is_finite() || q <= 1.0 {
            return Err(InvalidParameter { name: "q", value: q, rule: "finite and above 1" });
        }
        Ok(Self { p, q, v })
    }

    /// `p`, `q`, `v`.
    #[must_use]
    pub fn to_array(self) -> [f64; 3] {
        [self.p, self.q, self.v]
    }

    /// What someone is expected to spend at a purchase, in the unit of the means it was fitted to: between their own
    /// mean and everybody's, the nearer to their own the more often they bought.
    #[must_use]
    pub fn expected(&self, spent: Spent) -> f64 {
        let Self { p, q, v } = *self;
        let x = f64::from(spent.frequency);
        let own = if x > 0.0 { x * spent.mean } else { 0.0 };
        p * (v + own) / (p * x + q - 1.0)
    }

    /// What these customers say; where fewer than [`FEWEST`] bought again, the published shape, scaled to what they
    /// spent on average.
    ///
    /// # Errors
    /// [`FitError`], and [`FitError::NobodyCameBack`] where there is no mean to scale to.
    pub fn estimate(spent: &[Spent]) -> Result<Source<Self, 3>, FitError> {
        let usable = usable(spent);
        if usable.is_empty() {
            return Err(FitError::NobodyCameBack);
        }
        if usable.len() >= FEWEST {
            return Self::fit(spent).map(Source::Fitted);
        }
        let mean = usable.iter().map(|spent| spent.mean).sum::<f64>() / usable.len() as f64;
        Ok(Source::Published(Self::scaled_to(mean)))
    }

    /// The published shape, with this mean over all customers.
    #[must_use]
    pub fn scaled_to(mean: f64) -> Self {
        let Self { p, q, .. } = Self::PUBLISHED;
        Self { p, q, v: mean * (q - 1.0) / p }
    }

    /// The parameters under which what was spent is likeliest. Who never bought again, or for nothing, says nothing.
    ///
    /// # Errors
    /// [`FitError`]: also where the likeliest parameters would have no finite mean.
    pub fn fit(spent: &[Spent]) -> Result<Fit<Self, 3>, FitError> {
        let usable = usable(spent);
        if usable.is_empty() {
            return Err(FitError::NobodyCameBack);
        }
        let customers = usable.len() as f64;
        let typical = usable.iter().map(|spent| spent.mean.ln()).sum::<f64>() / customers;
        // In units of what is typical, so that the currency does not matter to the search.
        let unit = typical.exp();
        let function = |logs: &[f64; 3]| {
            let [p, above, v] = logs.map(f64::exp);
            let (value, by) = likelihood(&usable, unit, [p, 1.0 + above, v]);
            (-value / customers, [-by[0] * p / customers, -by[1] * above / customers, -by[2] * v / customers])
        };
        let minimum = minimise([0.0; 3], function)?;
        let [p, above, v] = minimum.at.map(f64::exp);
        let slopes = |logs: &[f64; 3]| function(logs).1.map(|slope| slope * customers);
        let estimate = Self { p, q: 1.0 + above, v: v * unit };
        let mut fit = finish(minimum, estimate, [p, above, v * unit], customers, slopes)?;
        // The density of an amount in its own unit.
        fit.log_likelihood -= customers * typical;
        Ok(fit)
    }

    /// The logarithm of how likely it is that this was spent.
    #[must_use]
    pub fn log_likelihood(&self, spent: &[Spent]) -> f64 {
        likelihood(&usable(spent), 1.0, self.to_array()).0
    }
}

/// How often against how much, over those who bought again: from -1 to 1; 0 where nothing can be said. Far from 0, the
/// model is asked for what it does not say; as a rule of thumb of ours, from 0.3.
#[must_use]
pub fn correlation(spent: &[Spent]) -> f64 {
    let pairs: Vec<_> = usable(spent).iter().map(|spent| (f64::from(spent.frequency), spent.mean)).collect();
    let n = pairs.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (x, m) = (mean(&|pair| pair.0), mean(&|pair| pair.1));
    let both = mean(&|pair| (pair.0 - x) * (pair.1 - m));
    let spread = (mean(&|pair| (pair.0 - x).powi(2)) * mean(&|pair| (pair.1 - m).powi(2))).sqrt();
    if spread > 0.0 { both / spread } else { 0.0 }
}

/// Those the model can learn from, in an order that does not depend on how they came.
fn usable(spent: &[Spent]) -> Vec<Spent> {
    let says = |spent: &&Spent| spent.frequency > 0 && spent.mean.is_finite() && spent.mean > 0.0;
    let mut usable: Vec<Spent> = spent.iter().filter(says).copied().collect();
    usable.sort_unstable_by(|a, b| a.frequency.cmp(&b.frequency).then(a.mean.total_cmp(&b.mean)));
    usable
}

/// The log-likelihood and its slopes by p, q, v. What depends on the number of purchases alone is computed once.
fn likelihood(sorted: &[Spent], unit: f64, [p, q, v]: [f64; 3]) -> (f64, [f64; 3]) {
    let (mut value, mut by) = (Sum::default(), [Sum::default(); 3]);
    for same in sorted.chunk_by(|a, b| a.frequency == b.frequency) {
        let x = f64::from(same[0].frequency);
        let n = same.len() as f64;
        let (mut log_mean, mut log_all, mut inverse) = (Sum::default(), Sum::default(), Sum::default());
        for spent in same {
            let mean = spent.mean / unit;
            log_mean += mean.ln();
            log_all += (x * mean + v).ln();
            inverse += 1.0 / (x * mean + v);
        }
        let (log_mean, log_all) = (log_mean.total(), log_all.total());
        let constant = ln_gamma(p * x + q) - ln_gamma(p * x) - ln_gamma(q) + q * v.ln() + p * x * x.ln();
        value += n * constant + (p * x - 1.0) * log_mean - (p * x + q) * log_all;
        by[0] += x * (n * (digamma(p * x + q) - digamma(p * x) + x.ln()) + log_mean - log_all);
        by[1] += n * (digamma(p * x + q) - digamma(q) + v.ln()) - log_all;
        by[2] += n * q / v - (p * x + q) * inverse.total();
    }
    (value.total(), by.map(Sum::total))
}
