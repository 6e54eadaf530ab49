//! What was learnt until a day, against what happened after it.

use domain::forecast::calibration::{Band, Outcome, calibrate};
use domain::time::{Date, days_between};

use super::estimates::Estimates;
use super::purchases::Purchases;

/// All who bought this often or more are in one band.
pub const LAST_BAND: u32 = 7;

/// Forecasts and facts, of those who had bought by the day of the estimates.
#[derive(Debug, Clone, PartialEq)]
pub struct Holdout {
    /// The last day of the estimates.
    pub until: Date,
    /// The last day of the facts.
    pub end: Date,
    /// What lies between, in weeks.
    pub weeks: f64,
    /// By number of repeat purchases before.
    pub bands: Vec<Band>,
    /// On how many days all of them bought.
    pub actual: u64,
    /// And what was forecast.
    pub expected: f64,
}

impl Holdout {
    /// Compares, until the day `end`.
    #[must_use]
    pub fn of(purchases: &Purchases, estimates: &Estimates, end: Date) -> Self {
        let until = estimates.until;
        let weeks = f64::from(days_between(until, end)) / 7.0;
        let forecaster = estimates.buying.estimate();
        let outcome = |buyer: &super::purchases::Buyer| {
            let history = buyer.history(until)?;
            let later = buyer.days_until(end).len() - buyer.days_until(until).len();
            let expected = forecaster.expected_purchases(&history, weeks);
            Some(Outcome { history, expected, actual: u32::try_from(later).unwrap_or(u32::MAX) })
        };
        let outcomes: Vec<Outcome> = purchases.buyers.iter().filter_map(outcome).collect();
        Self {
            until,
            end,
            weeks,
            bands: calibrate(&outcomes, LAST_BAND),
            actual: outcomes.iter().map(|outcome| u64::from(outcome.actual)).sum(),
            expected: outcomes.iter().map(|outcome| outcome.expected).sum(),
        }
    }
}

/// What a band is called: `0` to `6`, `7+`.
#[must_use]
pub fn label(band: &Band) -> String {
    if band.repeats == LAST_BAND { format!("{LAST_BAND}+") } else { band.repeats.to_string() }
}
