//! How likely so many purchases are.

use domain::forecast::history::History;
use domain::forecast::model::Model;

use crate::published::{absolute, relative};

#[test]
fn counts_are_as_likely_as_published() {
    // BTYD's documentation, to its digits; the digits here by mpmath at the published parameters.
    let published = Model::BgNbd.published();
    for (purchases, weeks, wanted) in [
        (10, 2.0, 1.07868964e-07),
        (0, 39.0, 0.5737863521),
        (11, 30.0, 0.001999521447),
        (20, 30.0, 0.000222226048),
    ] {
        relative(published.probability_of(purchases, weeks), wanted, 1e-8);
    }
}

#[test]
fn counts_are_sure_together_and_expected_on_average() {
    for model in [Model::BgNbd, Model::MbgNbd] {
        let published = model.published();
        let chances: Vec<f64> = (0..=400).map(|n| published.probability_of(n, 30.0)).collect();
        absolute(chances.iter().sum(), 1.0, 1e-9);
        let mean: f64 = chances.iter().zip(0..).map(|(chance, n)| chance * f64::from(n)).sum();
        absolute(mean, published.expected_purchases(&History::NEW, 30.0), 1e-9);
    }
}

#[test]
fn in_no_time_nothing_is_bought() {
    for weeks in [0.0, -1.0, f64::NAN] {
        assert_eq!(Model::MbgNbd.published().probability_of(0, weeks), 1.0);
        assert_eq!(Model::MbgNbd.published().probability_of(1, weeks), 0.0);
        assert_eq!(Model::MbgNbd.published().expected_purchases(&History::NEW, weeks), 0.0);
    }
}
