//! Thompson sampling between two arms whose outcome is yes or no, without sampling.

use libm::{exp, lgamma};

use super::Observed;

/// How likely giving is better than not giving after what was seen, each rate from an even prior.
pub(super) fn chance_that_giving_is_better(log: &[Observed]) -> f64 {
    let beta = |shown: bool| {
        let arm = log.iter().filter(|seen| seen.shown == shown);
        arm.fold((1.0, 1.0), |(did, did_not), seen| match seen.reward > 0.0 {
            true => (did + 1.0, did_not),
            false => (did, did_not + 1.0),
        })
    };
    chance_above(beta(true), beta(false))
}

/// The chance that a draw from Beta(a, b) is above one from Beta(c, d), for whole parameters: the sum of
/// B(c + i, b + d) / ((b + i) B(1 + i, b) B(c, d)) over i from 0 to a − 1 (Miller 2015, "Formulas for Bayesian A/B
/// testing", equation 6).
fn chance_above((a, b): (f64, f64), (c, d): (f64, f64)) -> f64 {
    let ln_beta = |x: f64, y: f64| lgamma(x) + lgamma(y) - lgamma(x + y);
    let whole = ln_beta(c, d);
    let term = |i: f64| exp(ln_beta(c + i, b + d) - ln_beta(1.0 + i, b) - whole) / (b + i);
    (0..a as u64).map(|i| term(i as f64)).sum::<f64>().clamp(0.0, 1.0)
}
