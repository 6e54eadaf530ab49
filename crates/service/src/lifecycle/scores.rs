//! What was learnt, said of each customer.

use domain::forecast::history::History;
use domain::forecast::model::Model;
use domain::lifecycle::Stage;
use domain::lifecycle::preset::Preset;
use domain::time::Date;

use super::estimates::Estimates;
use super::purchases::{Buyer, Purchases};

/// One customer's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Score<'p> {
    /// The brand's name for them.
    pub customer: &'p str,
    /// The stage of their relationship.
    pub stage: Stage,
    /// What is forecast; nothing of somebody who has not bought.
    pub forecast: Option<Forecast>,
}

/// What is forecast of a customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// What is known of their buying.
    pub history: History,
    /// The chance that they have not left. BG/NBD says nothing of who bought once: under it nobody leaves before the
    /// second purchase.
    pub p_alive: Option<f64>,
    /// On how many days they will buy in the weeks asked for.
    pub expected_purchases: f64,
    /// What they will pay in these weeks.
    pub expected_value: f64,
}

/// Scores everybody who was known by the day of the estimates, for the `weeks` after it.
pub fn scores<'p>(
    purchases: &'p Purchases,
    estimates: &'p Estimates,
    weeks: f64,
    preset: Preset,
) -> impl Iterator<Item = Score<'p>> {
    let until = estimates.until;
    let known = purchases.buyers.iter().filter(move |buyer| buyer.known <= until);
    known.map(move |buyer| {
        let days: Vec<Date> = buyer.days_until(until).iter().map(|(day, _)| *day).collect();
        Score {
            customer: &buyer.name,
            stage: preset.rules().stage(&days, until),
            forecast: forecast(estimates, buyer, weeks),
        }
    })
}

fn forecast(estimates: &Estimates, buyer: &Buyer, weeks: f64) -> Option<Forecast> {
    let history = buyer.history(estimates.until)?;
    let forecaster = estimates.buying.estimate();
    let says = forecaster.model() == Model::MbgNbd || history.frequency() > 0;
    let expected_purchases = forecaster.expected_purchases(&history, weeks);
    let each = estimates.spending.estimate().expected(buyer.spent(estimates.until));
    Some(Forecast {
        history,
        p_alive: says.then(|| forecaster.p_alive(&history)),
        expected_purchases,
        expected_value: expected_purchases * each,
    })
}
