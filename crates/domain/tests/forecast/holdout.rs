//! Forecasts against what happened.

use domain::forecast::calibration::{Band, Outcome, calibrate};
use domain::forecast::cohort::Cohort;
use domain::forecast::history::History;
use domain::forecast::model::Model;

use crate::cdnow::{self, day};
use crate::published::absolute;

fn outcomes(model: Model) -> Vec<Outcome> {
    let cohort: Cohort = cdnow::histories().into_iter().collect();
    let forecaster = model.fit(&cohort).unwrap().estimate;
    let (until, end) = (day("1997-09-30"), day("1998-06-30"));
    let outcome = |days: Vec<_>| {
        let history = History::until(days.iter().copied(), until)?;
        let whole = History::until(days, end)?;
        Some(Outcome {
            history,
            expected: forecaster.expected_purchases(&history, 39.0),
            actual: whole.frequency() - history.frequency(),
        })
    };
    cdnow::days().into_iter().filter_map(outcome).collect()
}

#[test]
fn the_holdout_of_the_cohort_is_as_published() {
    // BTYD's vignette: weeks 40 to 78 by the number of repeat purchases before.
    let customers = [1_411, 439, 214, 100, 62, 38, 29, 64];
    let actual = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375];
    let expected = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036];
    let outcomes = outcomes(Model::BgNbd);
    let bands = calibrate(&outcomes, 7);
    assert_eq!(bands.iter().map(|band| band.customers).collect::<Vec<_>>(), customers);
    for (band, (actual, expected)) in bands.iter().zip(actual.into_iter().zip(expected)) {
        absolute(band.actual, actual, 1e-6);
        absolute(band.expected, expected, 1e-3);
    }
    // lifetimes: 1653.42, from weeks rounded to two decimals.
    absolute(outcomes.iter().map(|outcome| outcome.expected).sum(), 1_653.42, 0.1);
}

#[test]
fn everybody_is_in_one_band() {
    let outcomes = outcomes(Model::MbgNbd);
    let bands = calibrate(&outcomes, 7);
    assert_eq!(bands.iter().map(|band| band.customers).sum::<usize>(), outcomes.len());
    let bought: f64 = bands.iter().map(|band| band.actual * band.customers as f64).sum();
    absolute(bought, 1_882.0, 1e-9);
    assert_eq!(calibrate(&[], 7), Vec::<Band>::new());
    assert_eq!(calibrate(&outcomes, 0).len(), 1);
}
