//! What is to be expected of a customer: never certain of anybody, and never told to them.

use std::collections::BTreeMap;

use domain::decision::Situation;
use domain::forecast::history::History;
use domain::forecast::model::Model;
use domain::forecast::spending::Spent;
use domain::time::Date;
use serde::Serialize;

/// So many days are looked ahead.
const DAYS: u16 = 365;

#[derive(Debug, Serialize)]
pub(crate) struct Outlook {
    pub(crate) model: &'static str,
    /// The chance that they have not left for good; `None` where the model cannot tell.
    pub(crate) still_with_us: Option<f64>,
    pub(crate) days: u16,
    /// How many purchases to expect in these days.
    pub(crate) purchases: f64,
    pub(crate) currency: &'static str,
    /// What a purchase is expected to be worth; `None` where the program says nothing of spending.
    pub(crate) each: Option<f64>,
    /// What these days are expected to be worth.
    pub(crate) value: Option<f64>,
}

impl Outlook {
    pub(super) fn of(situation: &Situation<'_>) -> Option<Self> {
        let Situation { program, profile, .. } = situation;
        let bought = profile.purchase_days(&program.zone);
        let history = History::until(bought, program.zone.day(situation.now))?;
        let buying = program.outlook.buying;
        // BG/NBD holds whoever bought once to be there for ever.
        let tells = buying.model() == Model::MbgNbd || history.frequency() > 0;
        let purchases = buying.expected_purchases(&history, f64::from(DAYS) / 7.0);
        let each = program.outlook.spending.map(|spending| spending.expected(spent(situation)));
        Some(Self {
            model: buying.model().name(),
            still_with_us: tells.then(|| buying.p_alive(&history)),
            days: DAYS,
            purchases,
            currency: program.points.currency().code(),
            each,
            value: each.map(|each| each * purchases),
        })
    }
}

/// What they spent at their repeat purchases, a day with several orders as one.
fn spent(situation: &Situation<'_>) -> Spent {
    let Situation { program, profile, .. } = situation;
    let currency = program.points.currency();
    let mut days = BTreeMap::<Date, f64>::new();
    for order in profile.orders.iter().filter(|order| order.net.currency == currency) {
        *days.entry(program.zone.day(order.at)).or_default() +=
            order.net.minor as f64 / currency.scale() as f64;
    }
    let frequency = u32::try_from(days.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let all: f64 = days.values().skip(1).sum();
    Spent { frequency, mean: if frequency > 0 { all / f64::from(frequency) } else { 0.0 } }
}
