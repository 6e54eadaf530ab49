//! The expected number of purchases, in a form that neither overflows nor has the pole at `a = 1`.
//!
//! The published form has `(1 - ((α+T)/(α+T+t))^(r+x) ₂F₁(r+x, b+x; c; z)) / (a - 1)`, with `z = t/(α+T+t)`. Euler's
//! transformation of `₂F₁` cancels both powers of `r+x`. With `ε = a-1` what remains is `-c (h + S + ε h S)`, where
//! `h = expm1(ε ln(1-z))/ε` has a limit at `ε = 0`, and `S` is a series of terms of one sign but for a few.

use super::history::History;
use super::model::{Forecaster, Parameters};

impl Forecaster {
    /// What a customer who is still with us may be expected to buy in the next `weeks`.
    pub(super) fn expected_if_alive(&self, history: &History, weeks: f64) -> f64 {
        if weeks.is_nan() || weeks <= 0.0 {
            return 0.0;
        }
        let Parameters { r, alpha, a, b } = self.parameters;
        let left_before = self.model.chances_before_repeat();
        let c = a + b + f64::from(history.frequency()) + left_before - 1.0;
        let span = alpha + history.age();
        let z = weeks / (span + weeks);
        // ln(1 - z), exact where z is nearly 1.
        let log_rest = -libm::log1p(weeks / span);
        let epsilon = a - 1.0;
        let h = if epsilon == 0.0 { log_rest } else { libm::expm1(epsilon * log_rest) / epsilon };
        let series = c_times_series(a + b + left_before - 1.0 - r, a, c, z);
        (-(c * h + series * (epsilon * h + 1.0))).max(0.0)
    }
}

/// `c Σ (A)ₙ (a)ₙ₋₁ / ((c)ₙ n!) zⁿ` from n = 1. The factor keeps it finite where `c` is 0.
fn c_times_series(top: f64, a: f64, c: f64, z: f64) -> f64 {
    let mut term = top * z;
    let mut sum = term;
    let mut n = 1.0;
    // Far out the terms shrink by nearly `z` each, so what is left out is about this term times z/(1-z).
    let small = f64::EPSILON / 8.0 * (1.0 - z);
    while n < MOST_TERMS && term.abs() > small * sum.abs() {
        term *= (top + n) * (a + n - 1.0) * z / ((c + n) * (n + 1.0));
        sum += term;
        n += 1.0;
    }
    sum
}

/// Reached only where the span asked for is 100,000 times `α` and the customer's age together.
const MOST_TERMS: f64 = 4e6;
