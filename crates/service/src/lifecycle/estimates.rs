//! What was learnt from a file of purchases.

use domain::forecast::cohort::Cohort;
use domain::forecast::fit::{FitError, Source};
use domain::forecast::model::{Forecaster, Model};
use domain::forecast::spending::{Spending, Spent, correlation};
use domain::time::Date;

use super::LifecycleError;
use super::purchases::{Buyer, Purchases};

/// The two models, as far as the purchases until a day tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    /// The last day that was looked at.
    pub until: Date,
    /// How many customers had bought by then.
    pub customers: usize,
    /// How many of them had bought again.
    pub repeaters: usize,
    /// How often they buy, and whether they are still there.
    pub buying: Source<Forecaster, 4>,
    /// How much they spend.
    pub spending: Source<Spending, 3>,
    /// Why `spending` was not fitted though there were enough who bought again.
    pub spending_failed: Option<FitError>,
    /// Whether how much has to do with how often, which the model denies: from -1 to 1.
    pub correlation: f64,
}

impl Estimates {
    /// Learns from the purchases until the day `until`.
    ///
    /// # Errors
    /// [`LifecycleError::Nothing`], or [`LifecycleError::Fit`] where the customers' buying could not be fitted. What
    /// they spend is then taken from the published shape instead, since a mean is always right on average.
    pub fn of(purchases: &Purchases, until: Date, model: Model) -> Result<Self, LifecycleError> {
        let cohort: Cohort = purchases.buyers.iter().filter_map(|buyer| buyer.history(until)).collect();
        if cohort.customers() == 0 {
            return Err(LifecycleError::Nothing { until });
        }
        let spent: Vec<Spent> = purchases.buyers.iter().map(|buyer| buyer.spent(until)).collect();
        let (spending, spending_failed) = match Spending::estimate(&spent) {
            Ok(spending) => (spending, None),
            Err(error) => {
                let failed = Some(error).filter(|error| *error != FitError::NobodyCameBack);
                (Source::Published(Spending::scaled_to(mean(&purchases.buyers, until))), failed)
            }
        };
        Ok(Self {
            until,
            customers: cohort.customers(),
            repeaters: cohort.repeaters(),
            buying: model.estimate(&cohort)?,
            spending,
            spending_failed,
            correlation: correlation(&spent),
        })
    }
}

/// What is paid on a purchase day, over all of them.
fn mean(buyers: &[Buyer], until: Date) -> f64 {
    let (mut all, mut days) = (0.0, 0_u32);
    for (_, paid) in buyers.iter().flat_map(|buyer| buyer.days_until(until)) {
        all += paid;
        days += 1;
    }
    if days == 0 { 0.0 } else { all / f64::from(days) }
}
