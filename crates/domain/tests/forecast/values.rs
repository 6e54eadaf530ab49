//! What the models say of one customer, at published parameters.

use domain::forecast::history::History;
use domain::forecast::model::Model;

use crate::published::{absolute, forecaster, golden, history, relative};

/// A history, a span in weeks, expected purchases and P(alive).
type Case = ((u32, f64, f64, f64), f64, f64);

/// At the published parameters, in arithmetic of 40 digits (mpmath). The third agrees with Hardie's worksheet: 1.226.
const BG: [Case; 8] = [
    ((0, 0.0, 38.86, 39.0), 0.195098052011263, 1.0),
    ((1, 1.71, 38.86, 39.0), 0.203186987079754, 0.212100985377379),
    ((2, 30.43, 38.86, 39.0), 1.22602817476714, 0.726578570080673),
    ((26, 30.86, 31.0, 52.0), 25.7581959364835, 0.968915649717525),
    ((29, 38.43, 38.86, 39.0), 19.6773771872794, 0.966274633619376),
    ((500, 300.0, 310.0, 39.0), 0.00355891703660287, 6.00993138185349e-05),
    ((2, 30.43, 38.86, 520.0), 7.3193138117111, 0.726578570080673),
    ((2, 30.43, 38.86, 52_000.0), 40.597879283388, 0.726578570080673),
];

const MBG: [Case; 5] = [
    ((0, 0.0, 38.86, 39.0), 0.154012746675, 0.389735080919),
    ((1, 1.71, 38.86, 39.0), 0.188836541364, 0.17083648431),
    ((2, 30.43, 38.86, 39.0), 1.26296062327, 0.706202265118),
    ((26, 30.86, 31.0, 52.0), 24.0039228222, 0.965566144144),
    ((0, 0.0, 5.0, 39.0), 0.695694325444, 0.570285493934),
];

#[test]
fn single_customers_get_the_published_values() {
    // The second list has 12 digits.
    for (model, cases, tolerance) in [(Model::BgNbd, &BG[..], 1e-12), (Model::MbgNbd, &MBG[..], 1e-11)] {
        for ((x, recency, age, weeks), expected, p_alive) in cases {
            let history = history(*x, *recency, *age);
            relative(model.published().expected_purchases(&history, *weeks), *expected, tolerance);
            relative(model.published().p_alive(&history), *p_alive, tolerance);
        }
    }
}

#[test]
fn all_customers_of_the_cohort_get_the_values_of_40_digits() {
    let forecaster = Model::BgNbd.published();
    let (mut alive, mut expected) = (0.0, 0.0);
    for golden in golden() {
        let (p, e) =
            (forecaster.p_alive(&golden.history), forecaster.expected_purchases(&golden.history, 39.0));
        relative(p, golden.p_alive, 1e-12);
        relative(e, golden.expected, 1e-12);
        (alive, expected) = (alive + p, expected + e);
    }
    absolute(alive, 1_917.2172651480, 1e-8);
    absolute(expected, 1_653.9484276441, 1e-8);
}

#[test]
fn a_new_customer_is_expected_to_buy_as_published() {
    // mpmath at the published parameters, which have three decimals; Hardie's worksheet, at better ones.
    let expected = |weeks| Model::BgNbd.published().expected_purchases(&History::NEW, weeks);
    for (weeks, exact, sheet) in [
        (0.1429, 0.00782834751607, Some(0.0078)),
        (1.0, 0.0532678911717, Some(0.0532)),
        (3.0, 0.150865230893, Some(0.1506)),
        (32.0, 1.04524332837, Some(1.0437)),
        (39.0, 1.19672319332, None),
        (52.0, 1.4460505954, None),
        (78.0, 1.86051905794, Some(1.8576)),
    ] {
        relative(expected(weeks), exact, 1e-11);
        if let Some(sheet) = sheet {
            absolute(expected(weeks), sheet, 3e-3);
        }
    }
    // BTYD's vignette, at its own estimate.
    absolute(expected(52.0), 1.444004, 3e-3);
    let best = forecaster(Model::BgNbd, [0.2425929, 4.4135318, 0.792886, 2.4257529]);
    for (weeks, sheet) in
        [(0.1429, 0.0078), (1.0, 0.0532), (3.0, 0.1506), (31.8571, 1.0405), (32.0, 1.0437), (78.0, 1.8576)]
    {
        absolute(best.expected_purchases(&History::NEW, weeks), sheet, 1e-3);
    }
}

#[test]
fn the_vignettes_of_btyd_are_met() {
    // BTYD's vignette: customer 1516, and the "increasing frequency paradox".
    let btyd = forecaster(Model::BgNbd, [0.2425982, 4.4136842, 0.7929899, 2.4261667]);
    let customer = history(26, 30.857142, 31.0);
    absolute(btyd.expected_purchases(&customer, 52.0), 25.75659, 5e-4);
    absolute(btyd.expected_purchases(&customer, 52.0), 25.75653775, 1e-6);
    absolute(btyd.p_alive(&customer), 0.9688523, 5e-7);
    for (x, published) in [(10, 0.3474606), (15, 0.04283391), (20, 0.004158973), (25, 0.0003583685)] {
        relative(btyd.expected_purchases(&history(x, 20.0, 39.0), 52.0), published, 1e-5);
    }
}

#[test]
fn someone_who_bought_once_is_never_surely_with_us() {
    let forecaster = Model::default().published();
    let p = |weeks: f64| forecaster.p_alive(&history(0, 0.0, weeks));
    absolute(p(5.0), 0.570285493934, 1e-12);
    absolute(p(38.86), 0.389735080919, 1e-12);
    for weeks in 0..500 {
        assert!(p(f64::from(weeks)) < 0.65 && p(f64::from(weeks + 1)) < p(f64::from(weeks)));
    }
}
