//! Where others overflow, divide by nothing or answer with no number.

use domain::forecast::cohort::Cohort;
use domain::forecast::model::Model;

use crate::published::{absolute, forecaster, history, relative};

#[test]
fn what_lifetimes_cannot_compute_is_right() {
    // Its issue 302: NaN there; the value by mpmath.
    let odd = forecaster(Model::BgNbd, [0.11, 2.24, 0.31, 0.50]);
    absolute(odd.expected_purchases(&history(0, 0.0, 1.0), 30.0), 0.564588615532785, 1e-12);
}

#[test]
fn there_is_no_pole_at_one() {
    let expected = |a: f64| {
        let forecaster = forecaster(Model::BgNbd, [0.243, 4.414, a, 2.426]);
        forecaster.expected_purchases(&history(2, 30.43, 38.86), 39.0)
    };
    absolute(expected(1.0), 1.1021367860399558, 1e-9);
    for near in [1e-7, -1e-7, 1e-12, -1e-12, f64::EPSILON] {
        absolute(expected(1.0 + near), expected(1.0), 2e-7);
    }
}

#[test]
fn there_is_no_pole_where_a_and_b_are_one_together() {
    let expected = |a: f64| {
        let forecaster = forecaster(Model::BgNbd, [0.243, 4.414, a, 0.5]);
        forecaster.expected_purchases(&history(0, 0.0, 10.0), 39.0)
    };
    assert!(expected(0.5) > 0.1);
    relative(expected(0.5), (expected(0.5 + 1e-6) + expected(0.5 - 1e-6)) / 2.0, 1e-9);
}

#[test]
fn long_histories_overflow_nothing() {
    for model in [Model::BgNbd, Model::MbgNbd] {
        let published = model.published();
        let gone = history(1_000, 10.0, 100.0);
        assert!((0.0..1e-300).contains(&published.p_alive(&gone)));
        assert!((0.0..1e-290).contains(&published.expected_purchases(&gone, 39.0)));
        let alone: Cohort = [gone].into_iter().collect();
        assert!(alone.log_likelihood(&published).is_finite());
        for x in [1, 10, 100_000, 1_000_000] {
            let there = history(x, 100.0, 100.0);
            let expected = published.expected_purchases(&there, 520.0);
            assert!(expected.is_finite() && expected > 0.0, "{x}: {expected}");
        }
    }
    let published = Model::BgNbd.published();
    relative(published.expected_purchases(&history(500, 300.0, 310.0), 39.0), 0.0035589170366, 1e-10);
}

#[test]
fn a_span_without_end_is_answered() {
    let published = Model::MbgNbd.published();
    let years = |years: f64| published.expected_purchases(&history(2, 30.43, 38.86), 52.0 * years);
    assert!(years(1e4) > years(1e3) && years(1e5) >= years(1e4) && years(1e5).is_finite());
}
