//! Forecasts against what then happened, in a span that was held back from the fit.

use super::history::History;

/// Those with the same number of repeat purchases before the holdout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// That number; in the last band, this many or more.
    pub repeats: u32,
    /// How many customers.
    pub customers: usize,
    /// On how many days each bought in the holdout, on average.
    pub actual: f64,
    /// What was forecast, on average.
    pub expected: f64,
}

/// One customer: what was known, what was forecast, and on how many days they then bought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// What was known.
    pub history: History,
    /// What was forecast.
    pub expected: f64,
    /// What happened.
    pub actual: u32,
}

/// The table of the papers: one band for each number of repeat purchases up to `last`, which also holds all above.
/// Bands without a customer are left out.
#[must_use]
pub fn calibrate(outcomes: &[Outcome], last: u32) -> Vec<Band> {
    let mut bands: Vec<Band> =
        (0..=last).map(|repeats| Band { repeats, customers: 0, actual: 0.0, expected: 0.0 }).collect();
    for outcome in outcomes {
        let band = &mut bands[outcome.history.frequency().min(last) as usize];
        band.customers += 1;
        band.actual += f64::from(outcome.actual);
        band.expected += outcome.expected;
    }
    bands.retain(|band| band.customers > 0);
    for band in &mut bands {
        band.actual /= band.customers as f64;
        band.expected /= band.customers as f64;
    }
    bands
}
