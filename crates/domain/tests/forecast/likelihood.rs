//! What the models say of all customers together.

use domain::forecast::cohort::Cohort;
use domain::forecast::gamma::{digamma, ln_gamma};
use domain::forecast::history::History;
use domain::forecast::model::{Forecaster, Model};
use proptest::prelude::*;

use crate::published::{absolute, forecaster, golden, relative};
use crate::{cdnow, pareto};

fn rounded() -> Vec<History> {
    golden().iter().map(|golden| golden.history).collect()
}

fn log_likelihood(forecaster: &Forecaster, histories: &[History]) -> f64 {
    histories.iter().copied().collect::<Cohort>().log_likelihood(forecaster)
}

#[test]
fn the_cohort_is_as_likely_as_published() {
    // Fader, Hardie and Lee 2005: -9582.4; the digits by mpmath, for both ways of rounding weeks.
    let published = Model::BgNbd.published();
    absolute(log_likelihood(&published, &rounded()), -9_582.426831182365, 1e-8);
    absolute(log_likelihood(&published, &cdnow::histories()), -9_582.430478013674, 1e-8);
    // BTYDplus' parameters.
    absolute(log_likelihood(&Model::MbgNbd.published(), &rounded()), -9_582.132795287249, 1e-8);
    for (parameters, value) in [([1.0; 4], -13_887.694644463423), ([0.5, 6.0, 1.2, 3.3], -9_783.441081561601)]
    {
        absolute(log_likelihood(&forecaster(Model::BgNbd, parameters), &rounded()), value, 1e-8);
    }
}

#[test]
fn every_customer_is_as_likely_as_in_40_digits() {
    for golden in golden() {
        let found = log_likelihood(&Model::BgNbd.published(), &[golden.history]);
        relative(found, golden.log_likelihood, 1e-12);
    }
}

#[test]
fn the_pareto_model_is_as_likely_as_published_and_no_likelier_than_ours() {
    // Schmittlein, Morrison and Colombo 1987 as in note 009: -9595.0; the digits by mpmath.
    let found: f64 = rounded().iter().map(|history| pareto::log_likelihood(pareto::PUBLISHED, history)).sum();
    absolute(found, -9_594.974010040976, 1e-7);
    assert!(found < log_likelihood(&Model::MbgNbd.published(), &rounded()));
}

#[test]
fn the_gamma_function_is_exact() {
    // Abramowitz and Stegun, tables 6.1 to 6.3: ln Γ(1/2) = ln π / 2, ψ(1) = -γ, ψ(1/2) = -γ - 2 ln 2, ψ(10).
    const EULER: f64 = 0.577_215_664_901_532_9;
    relative(ln_gamma(0.5), std::f64::consts::PI.ln() / 2.0, 1e-15);
    relative(ln_gamma(11.0), 3_628_800_f64.ln(), 1e-15);
    relative(digamma(1.0), -EULER, 1e-14);
    relative(digamma(0.5), -EULER - 2.0 * std::f64::consts::LN_2, 1e-14);
    relative(digamma(10.0), 2.251_752_589_066_721, 1e-14);
    relative(digamma(1e6), 1e6_f64.ln() - 5e-7, 1e-14);
}

proptest! {
    #[test]
    fn the_unit_of_time_does_not_matter(
        x in 0_u32..40, recency in 0.1_f64..40.0, later in 0.0_f64..40.0,
        r in 0.1_f64..3.0, alpha in 0.5_f64..20.0, a in 0.1_f64..3.0, b in 0.1_f64..5.0,
    ) {
        let history = |unit: f64| {
            let recency = if x == 0 { 0.0 } else { recency };
            History::new(x, recency * unit, (recency + later) * unit).unwrap()
        };
        for model in [Model::BgNbd, Model::MbgNbd] {
            let weeks = log_likelihood(&forecaster(model, [r, alpha, a, b]), &[history(1.0)]);
            let tenths = log_likelihood(&forecaster(model, [r, 10.0 * alpha, a, b]), &[history(10.0)]);
            let change = f64::from(x) * 10_f64.ln();
            prop_assert!((weeks - tenths - change).abs() < 1e-10, "{weeks} {tenths}");
        }
    }

    #[test]
    fn neither_order_nor_grouping_changes_a_digit(shuffled in Just(rounded()).prop_shuffle()) {
        let published = Model::MbgNbd.published();
        prop_assert_eq!(log_likelihood(&published, &shuffled), log_likelihood(&published, &rounded()));
    }
}
