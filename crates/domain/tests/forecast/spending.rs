//! How much is spent.

use domain::forecast::fit::{FitError, Source};
use domain::forecast::spending::{Spending, Spent, correlation};

use crate::published::{absolute, golden, relative};

fn spent() -> Vec<Spent> {
    golden().iter().map(|golden| golden.spent).collect()
}

#[test]
fn customers_are_expected_to_spend_as_published() {
    // At the parameters of note 025, by mpmath.
    for (frequency, mean, expected) in [
        (0, 0.0, 35.21897810),
        (1, 11.77, 18.91685206),
        (2, 22.35, 24.66371391),
        (7, 73.74, 71.46967090),
        (2, 40.0, 39.14041995),
    ] {
        absolute(Spending::PUBLISHED.expected(Spent { frequency, mean }), expected, 1e-8);
    }
    for golden in golden() {
        relative(Spending::PUBLISHED.expected(golden.spent), golden.value, 1e-12);
    }
    // Hardie's worksheet, at better parameters.
    let sheet = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
    for (golden, sheet) in golden().iter().zip(sheet) {
        absolute(Spending::PUBLISHED.expected(golden.spent), sheet, 0.1);
    }
}

#[test]
fn the_published_parameters_are_found() {
    absolute(Spending::PUBLISHED.log_likelihood(&spent()), -4_055.9247127301687, 1e-8);
    absolute(
        Spending::new(1.0, 1.0 + f64::EPSILON, 1.0).unwrap().log_likelihood(&spent()),
        -6_350.920671,
        1e-6,
    );
    let fit = Spending::fit(&spent()).unwrap();
    for (found, wanted) in fit.estimate.to_array().into_iter().zip([6.2488032, 3.7445884, 15.447746]) {
        relative(found, wanted, 1e-4);
    }
    absolute(fit.log_likelihood, -4_055.923244, 1e-5);
    // The standard errors of lifetimes.
    for (found, wanted) in fit.standard_errors.into_iter().zip([1.190, 0.2902, 4.160]) {
        relative(found, wanted, 1e-3);
    }
}

#[test]
fn how_much_has_little_to_do_with_how_often() {
    absolute(correlation(&spent()), 0.1138839104860045, 1e-12);
    assert_eq!(correlation(&[]), 0.0);
}

#[test]
fn the_currency_does_not_matter() {
    let yen: Vec<Spent> = spent().iter().map(|spent| Spent { mean: spent.mean * 150.0, ..*spent }).collect();
    let [p, q, v] = Spending::fit(&yen).unwrap().estimate.to_array();
    let [p0, q0, v0] = Spending::fit(&spent()).unwrap().estimate.to_array();
    for (found, wanted) in [(p, p0), (q, q0), (v, 150.0 * v0)] {
        relative(found, wanted, 1e-5);
    }
}

#[test]
fn a_mean_that_would_be_infinite_or_negative_is_refused() {
    for q in [1.0, 0.5, -1.0, f64::NAN] {
        assert_eq!(Spending::new(6.25, q, 15.44).unwrap_err().name, "q");
    }
    assert_eq!(Spending::new(0.0, 2.0, 1.0).unwrap_err().name, "p");
    assert_eq!(Spending::new(1.0, 2.0, f64::INFINITY).unwrap_err().name, "v");
}

#[test]
fn with_few_who_came_back_the_published_shape_is_scaled() {
    let few = [Spent { frequency: 2, mean: 10.0 }, Spent { frequency: 1, mean: 20.0 }];
    let Source::Published(spending) = Spending::estimate(&few).unwrap() else { panic!("too few to fit") };
    absolute(spending.expected(Spent { frequency: 0, mean: 0.0 }), 15.0, 1e-12);
    assert_eq!(Spending::estimate(&[]), Err(FitError::NobodyCameBack));
    let nothing = [Spent { frequency: 3, mean: 0.0 }, Spent { frequency: 3, mean: f64::NAN }];
    assert_eq!(Spending::estimate(&nothing), Err(FitError::NobodyCameBack));
}

#[test]
fn everybody_spending_the_same_is_no_wrong_answer() {
    let same = vec![Spent { frequency: 2, mean: 9.99 }; 500];
    match Spending::fit(&same) {
        Ok(fit) => relative(fit.estimate.expected(same[0]), 9.99, 1e-3),
        Err(error) => assert!(matches!(error, FitError::NotConverged { .. })),
    }
}
