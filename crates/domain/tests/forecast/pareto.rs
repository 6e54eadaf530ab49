//! The Pareto/NBD model (Schmittlein, Morrison and Colombo 1987; Fader and Hardie, note 009), for comparison: an older
//! model of the same buying, which costs more and fits no better.

use domain::forecast::gamma::ln_gamma;
use domain::forecast::history::History;

use crate::published::{history, relative};

/// r, α, s, β as published for the CDNOW cohort.
pub(crate) const PUBLISHED: [f64; 4] = [0.553, 10.578, 0.606, 11.669];

pub(crate) fn log_likelihood([r, alpha, s, beta]: [f64; 4], history: &History) -> f64 {
    let x = f64::from(history.frequency());
    let alive = -(r + x) * (alpha + history.age()).ln() - s * (beta + history.age()).ln();
    let gone = (s / (r + s + x)).ln() + log_a0([r, alpha, s, beta], history);
    let high = alive.max(gone);
    let either = high + ((alive - high).exp() + (gone - high).exp()).ln();
    ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln() + s * beta.ln() + either
}

pub(crate) fn p_alive([r, alpha, s, beta]: [f64; 4], history: &History) -> f64 {
    let x = f64::from(history.frequency());
    let here = (r + x) * (alpha + history.age()).ln() + s * (beta + history.age()).ln();
    1.0 / (1.0 + ((s / (r + s + x)).ln() + here + log_a0([r, alpha, s, beta], history)).exp())
}

/// The logarithm of the difference of two nearly equal hypergeometric functions, without computing either.
fn log_a0([r, alpha, s, beta]: [f64; 4], history: &History) -> f64 {
    let k = r + s + f64::from(history.frequency());
    let (low, top) = if alpha >= beta { (alpha, s + 1.0) } else { (beta, k - s) };
    let at =
        |time: f64| hypergeometric(k, top, (alpha - beta).abs() / (low + time)).ln() - k * (low + time).ln();
    let (last, now) = (at(history.recency()), at(history.age()));
    last + (-(now - last).exp_m1()).ln()
}

/// ₂F₁(k, b; k + 1; z).
fn hypergeometric(k: f64, b: f64, z: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0, 1.0, 0.0);
    while term > 1e-17 * sum {
        term *= (k + n) * (b + n) / ((k + 1.0 + n) * (n + 1.0)) * z;
        sum += term;
        n += 1.0;
    }
    sum
}

#[test]
fn single_customers_get_the_values_of_40_digits() {
    for ((x, recency, age), alive, likely) in [
        ((0, 0.0, 38.86), 0.295286604617, -0.521046294081),
        ((1, 1.71, 38.86), 0.168002326724, -4.45019433388),
        ((2, 30.43, 38.86), 0.869167559153, -9.55428324515),
        ((26, 30.86, 31.0), 0.997918731055, -39.1316715403),
    ] {
        let history = history(x, recency, age);
        relative(p_alive(PUBLISHED, &history), alive, 1e-10);
        relative(log_likelihood(PUBLISHED, &history), likely, 1e-10);
    }
}

#[test]
fn the_histories_that_broke_others_are_finite() {
    // The tests of CLVTools name them.
    let parameters = [0.5143, 2.8845, 0.2856, 14.1087];
    for (x, recency, age) in [
        (221, 103.42857, 103.57143),
        (254, 97.14286, 97.28571),
        (161, 94.71429, 98.0),
        (204, 98.57143, 99.42857),
    ] {
        let history = history(x, recency, age);
        assert!(log_likelihood(parameters, &history).is_finite());
        assert!((0.0..=1.0).contains(&p_alive(parameters, &history)));
    }
}
