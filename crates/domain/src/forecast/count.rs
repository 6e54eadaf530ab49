//! How likely a new customer is to buy again so many times in a span.

use super::gamma::ln_gamma;
use super::model::{Forecaster, Parameters};

impl Forecaster {
    /// The chance that a customer who has just bought for the first time buys on exactly `purchases` further days in
    /// the next `weeks` (note 004, equation 8, and the same for MBG/NBD).
    #[must_use]
    pub fn probability_of(&self, purchases: u32, weeks: f64) -> f64 {
        let Parameters { r, alpha, a, b } = self.parameters;
        if weeks.is_nan() || weeks <= 0.0 {
            return f64::from(u8::from(purchases == 0));
        }
        let n = f64::from(purchases);
        let chances = n + self.model.chances_before_repeat();
        let beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
        let counts = Counts { r, none: r * (alpha / (alpha + weeks)).ln(), step: weeks / (alpha + weeks) };
        let stayed = (beta(a, b + chances) - beta(a, b)).exp() * counts.exactly(n);
        if chances == 0.0 {
            return stayed;
        }
        let left = (beta(a + 1.0, b + chances - 1.0) - beta(a, b)).exp() * counts.at_least(purchases);
        stayed + left
    }
}

/// Purchases of those who never leave: a negative binomial distribution.
struct Counts {
    r: f64,
    /// The logarithm of the chance of none.
    none: f64,
    step: f64,
}

impl Counts {
    fn exactly(&self, n: f64) -> f64 {
        let ways = ln_gamma(self.r + n) - ln_gamma(self.r) - ln_gamma(n + 1.0);
        (self.none + ways + n * self.step.ln()).exp()
    }

    /// From below while that leaves enough of 1, else from above: the difference of nearly equal numbers says little.
    fn at_least(&self, n: u32) -> f64 {
        let below: f64 = self.terms(0).take(n as usize).sum();
        if below < 0.5 {
            return 1.0 - below;
        }
        let mut sum = 0.0;
        for term in self.terms(n) {
            sum += term;
            if term <= sum * f64::EPSILON * (1.0 - self.step) {
                break;
            }
        }
        sum
    }

    fn terms(&self, from: u32) -> impl Iterator<Item = f64> {
        let (r, step) = (self.r, self.step);
        let first = (f64::from(from), self.exactly(f64::from(from)));
        let next = move |&(n, term): &(f64, f64)| Some((n + 1.0, term * (r + n) / (n + 1.0) * step));
        std::iter::successors(Some(first), next).map(|(_, term)| term)
    }
}
