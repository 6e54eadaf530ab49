//! The parameters under which a cohort is likeliest.

use super::cohort::Cohort;
use super::minimum::{Minimum, minimise};
use super::model::{Forecaster, InvalidParameter, Model, Parameters};
use super::spread::standard_errors;

/// Fewer customers than this say too little: their forecasts use what was published of another cohort.
pub const FEWEST: usize = 200;

/// An estimate by maximum likelihood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit<E, const N: usize> {
    /// What was estimated.
    pub estimate: E,
    /// The standard error of each parameter, in their order.
    pub standard_errors: [f64; N],
    /// The logarithm of how likely the data are under it.
    pub log_likelihood: f64,
    /// How often the likelihood was computed.
    pub evaluations: u32,
}

/// Where forecasts come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source<E, const N: usize> {
    /// From these customers.
    Fitted(Fit<E, N>),
    /// There are fewer than [`FEWEST`]: from what was published.
    Published(E),
}

/// Why there is no estimate.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum FitError {
    /// There is nobody to learn from.
    #[error("there are no customers to learn from")]
    Nobody,
    /// Nobody bought again, so nothing can be said of coming back.
    #[error("nobody bought a second time: there is nothing to learn about coming back")]
    NobodyCameBack,
    /// The likelihood has no peak that could be found: these customers do not behave as the model says.
    #[error("no best parameters found in {evaluations} evaluations (the slope is still {slope:e})")]
    NotConverged {
        /// How often the likelihood was computed.
        evaluations: u32,
        /// The steepest slope where the search ended, per customer and logarithm of a parameter.
        slope: f64,
    },
    /// The search cannot begin there.
    #[error(transparent)]
    Start(#[from] InvalidParameter),
}

impl Model {
    /// What was published: for BG/NBD by Fader, Hardie and Lee (Marketing Science 24(2), 2005); for MBG/NBD in the
    /// package BTYDplus. Both of the CDNOW cohort: 2,357 buyers of records over 39 weeks of 1997.
    #[must_use]
    pub fn published(self) -> Forecaster {
        let (r, alpha, a, b) = match self {
            Self::BgNbd => (0.243, 4.414, 0.793, 2.426),
            Self::MbgNbd => (0.525, 6.183, 0.891, 1.614),
        };
        Forecaster { model: self, parameters: Parameters { r, alpha, a, b } }
    }

    /// What these customers say, or what was published where there are fewer than [`FEWEST`].
    ///
    /// # Errors
    /// Those of [`Model::fit`].
    pub fn estimate(self, cohort: &Cohort) -> Result<Source<Forecaster, 4>, FitError> {
        match cohort.customers() {
            0 => Err(FitError::Nobody),
            1..FEWEST => Ok(Source::Published(self.published())),
            _ => self.fit(cohort).map(Source::Fitted),
        }
    }

    /// The parameters under which these customers are likeliest, however few they are. Where the search fails from
    /// one place it is tried from others.
    ///
    /// # Errors
    /// [`FitError`]: never a wrong answer instead.
    pub fn fit(self, cohort: &Cohort) -> Result<Fit<Forecaster, 4>, FitError> {
        let mut spent = 0;
        let mut last = FitError::Nobody;
        for start in [1.0, 0.1, 10.0] {
            match self.fit_from(cohort, Parameters { r: start, alpha: start, a: start, b: start }) {
                Ok(fit) => return Ok(Fit { evaluations: fit.evaluations + spent, ..fit }),
                Err(FitError::NotConverged { evaluations, slope }) => {
                    spent += evaluations;
                    last = FitError::NotConverged { evaluations: spent, slope };
                }
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// The same, searching from these parameters only.
    ///
    /// # Errors
    /// [`FitError`].
    pub fn fit_from(self, cohort: &Cohort, start: Parameters) -> Result<Fit<Forecaster, 4>, FitError> {
        Forecaster::new(self, start)?;
        match (cohort.customers(), cohort.repeaters()) {
            (0, _) => return Err(FitError::Nobody),
            (_, 0) => return Err(FitError::NobodyCameBack),
            _ => {}
        }
        let customers = cohort.customers() as f64;
        // Per customer and by logarithms, so that one measure of "flat" serves every cohort and every parameter.
        let function = |logs: &[f64; 4]| {
            let parameters = Parameters::from_logs(logs);
            let slope = cohort.slope(self, parameters);
            let natural = parameters.to_array();
            (-slope.value / customers, std::array::from_fn(|i| -slope.by[i] * natural[i] / customers))
        };
        let minimum = minimise(start.to_array().map(f64::ln), function)?;
        let parameters = Parameters::from_logs(&minimum.at);
        let slopes = |logs: &[f64; 4]| function(logs).1.map(|slope| slope * customers);
        let estimate = Forecaster { model: self, parameters };
        finish(minimum, estimate, parameters.to_array(), customers, slopes)
    }
}

impl<E: Copy, const N: usize> Source<E, N> {
    /// Whatever it comes from.
    #[must_use]
    pub fn estimate(&self) -> E {
        match self {
            Self::Fitted(fit) => fit.estimate,
            Self::Published(estimate) => *estimate,
        }
    }
}

/// A minimum as a fit; `scales` are what the parameters change by when their logarithm changes by one.
pub(super) fn finish<E, const N: usize>(
    minimum: Minimum<N>,
    estimate: E,
    scales: [f64; N],
    customers: f64,
    slopes: impl Fn(&[f64; N]) -> [f64; N],
) -> Result<Fit<E, N>, FitError> {
    let Minimum { at, value, evaluations } = minimum;
    let errors = standard_errors(&at, slopes).ok_or(FitError::NotConverged { evaluations, slope: 0.0 })?;
    Ok(Fit {
        estimate,
        standard_errors: std::array::from_fn(|i| errors[i] * scales[i]),
        log_likelihood: -value * customers,
        evaluations,
    })
}
