//! Which parameters fit: the published ones, from wherever the search begins.

use domain::forecast::cohort::Cohort;
use domain::forecast::fit::{FEWEST, FitError, Source};
use domain::forecast::model::{Model, Parameters};

use crate::cdnow;
use crate::published::{absolute, golden, history, relative};

/// Computed with `lifetimes` 0.11.3 and checked independently; published to three decimals by Fader, Hardie and Lee.
const BG: [f64; 4] = [0.2425929, 4.4135318, 0.792886, 2.4257529];
/// BTYDplus publishes 0.525, 6.183, 0.891, 1.614.
const MBG: [f64; 4] = [0.524838, 6.1829926, 0.891356, 1.6139989];

fn rounded() -> Cohort {
    golden().iter().map(|golden| golden.history).collect()
}

fn from(start: f64) -> Parameters {
    Parameters { r: start, alpha: start, a: start, b: start }
}

#[track_caller]
fn all(found: [f64; 4], wanted: [f64; 4], tolerance: f64) {
    for (found, wanted) in found.into_iter().zip(wanted) {
        relative(found, wanted, tolerance);
    }
}

#[test]
fn the_published_parameters_are_found_from_far_and_near() {
    let cohort = rounded();
    for start in [1.0, 0.01, 0.1, 10.0, 100.0] {
        let fit = match Model::BgNbd.fit_from(&cohort, from(start)) {
            Err(FitError::NotConverged { .. }) if start != 1.0 => continue,
            fit => fit.unwrap(),
        };
        all(fit.estimate.parameters().to_array(), BG, 1e-4);
        assert!(fit.log_likelihood >= -9_582.42556057 - 1e-6, "{}", fit.log_likelihood);
        assert!(fit.evaluations <= if start == 1.0 { 60 } else { 120 }, "{}", fit.evaluations);
    }
}

#[test]
fn the_default_search_and_exact_weeks_find_what_others_found() {
    let fit = Model::BgNbd.fit(&rounded()).unwrap();
    all(fit.estimate.parameters().to_array(), BG, 1e-5);
    // The standard errors of lifetimes.
    for (found, wanted) in fit.standard_errors.into_iter().zip([0.01256, 0.3782, 0.1857, 0.7053]) {
        relative(found, wanted, 1e-3);
    }
    let exact: Cohort = cdnow::histories().into_iter().collect();
    let fit = Model::BgNbd.fit(&exact).unwrap();
    all(fit.estimate.parameters().to_array(), [0.2425945, 4.413602, 0.792922, 2.4259067], 1e-5);
    absolute(fit.log_likelihood, -9_582.429207, 1e-6);
}

#[test]
fn the_modified_model_fits_as_published_and_better() {
    let fit = Model::MbgNbd.fit(&rounded()).unwrap();
    all(fit.estimate.parameters().to_array(), MBG, 1e-4);
    absolute(fit.log_likelihood, -9_582.132685, 1e-5);
    let exact: Cohort = cdnow::histories().into_iter().collect();
    let fit = Model::MbgNbd.fit(&exact).unwrap();
    all(fit.estimate.parameters().to_array(), [0.5248432, 6.1830856, 0.8913594, 1.614002], 1e-4);
    absolute(fit.log_likelihood, -9_582.135716, 1e-5);
}

#[test]
fn the_estimate_follows_the_unit_of_time() {
    let months = golden().into_iter().map(|golden| {
        let weeks = golden.history;
        history(weeks.frequency(), weeks.recency() / 4.0, weeks.age() / 4.0)
    });
    let fit = Model::BgNbd.fit(&months.collect()).unwrap();
    all(fit.estimate.parameters().to_array(), [BG[0], BG[1] / 4.0, BG[2], BG[3]], 1e-4);
}

#[test]
fn with_few_customers_the_forecast_is_the_published_one() {
    let histories = cdnow::histories();
    let estimate = |count: usize| Model::MbgNbd.estimate(&histories[..count].iter().copied().collect());
    assert_eq!(estimate(FEWEST - 1), Ok(Source::Published(Model::MbgNbd.published())));
    assert!(matches!(estimate(FEWEST), Ok(Source::Fitted(_))));
    assert_eq!(estimate(1), Ok(Source::Published(Model::MbgNbd.published())));
    assert_eq!(estimate(0), Err(FitError::Nobody));
}

#[test]
fn what_cannot_be_learnt_is_said() {
    let once: Cohort = (0..500).map(|age| history(0, 0.0, f64::from(age % 40))).collect();
    for model in [Model::BgNbd, Model::MbgNbd] {
        assert_eq!(model.fit(&once), Err(FitError::NobodyCameBack));
        assert_eq!(model.fit(&Cohort::default()), Err(FitError::Nobody));
        // Everybody alike, like clockwork, to the last day: nothing the models can explain.
        let clockwork: Cohort = (0..500).map(|_| history(20, 40.0, 40.0)).collect();
        assert!(
            matches!(model.fit(&clockwork), Err(FitError::NotConverged { .. })),
            "{:?}",
            model.fit(&clockwork)
        );
        assert!(matches!(model.fit_from(&rounded(), from(f64::NAN)), Err(FitError::Start(_))));
        assert!(matches!(model.fit_from(&rounded(), from(0.0)), Err(FitError::Start(_))));
    }
}

#[test]
fn one_customer_with_a_million_purchases_does_not_derail_the_fit() {
    let mut histories = cdnow::histories();
    histories.push(history(999_999, 142_857.0, 142_858.0));
    match Model::MbgNbd.fit(&histories.into_iter().collect()) {
        Ok(fit) => {
            assert!(fit.log_likelihood.is_finite() && fit.standard_errors.iter().all(|e| e.is_finite()))
        }
        Err(error) => assert!(matches!(error, FitError::NotConverged { .. })),
    }
}
