//! Parameters and histories that were published, and the measure of "equal".

use domain::forecast::history::History;
use domain::forecast::model::{Forecaster, Model, Parameters};
use domain::forecast::spending::Spent;

pub(crate) fn forecaster(model: Model, [r, alpha, a, b]: [f64; 4]) -> Forecaster {
    Forecaster::new(model, Parameters { r, alpha, a, b }).unwrap()
}

pub(crate) fn history(x: u32, recency: f64, age: f64) -> History {
    History::new(x, recency, age).unwrap()
}

/// One row of `tests/data/cdnow_golden_published_params.csv`; its README tells where it is from.
pub(crate) struct Golden {
    pub(crate) history: History,
    pub(crate) spent: Spent,
    pub(crate) p_alive: f64,
    pub(crate) expected: f64,
    pub(crate) value: f64,
    pub(crate) log_likelihood: f64,
}

pub(crate) fn golden() -> Vec<Golden> {
    let rows = include_str!("../data/cdnow_golden_published_params.csv").lines().skip(1);
    let row = |row: &str| {
        let numbers: Vec<f64> = row.split(',').map(|field| field.parse().unwrap()).collect();
        let [_, x, recency, age, mean, p_alive, expected, value, log_likelihood] = numbers[..] else {
            panic!("{row}")
        };
        let frequency = x as u32;
        Golden {
            history: history(frequency, recency, age),
            spent: Spent { frequency, mean },
            p_alive,
            expected,
            value,
            log_likelihood,
        }
    };
    rows.map(row).collect()
}

#[track_caller]
pub(crate) fn relative(found: f64, wanted: f64, tolerance: f64) {
    let off = ((found - wanted) / wanted).abs();
    assert!(off <= tolerance, "{found} is not {wanted}: {off:e} off");
}

#[track_caller]
pub(crate) fn absolute(found: f64, wanted: f64, tolerance: f64) {
    let off = (found - wanted).abs();
    assert!(off <= tolerance, "{found} is not {wanted}: {off:e} off");
}
