//! Two models of repeat buying, and what they say of one customer.
//!
//! Both: a customer buys at random, at a rate of their own, until they leave for good; rates differ between customers
//! as a gamma distribution, chances of leaving as a beta distribution. In BG/NBD one may leave after each repeat
//! purchase; in MBG/NBD also after the first.

use super::history::History;

/// Which model. The default is the one that may be told to customers and marketers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Model {
    /// Beta-geometric/NBD: the most published one, against which the mathematics is verified. It holds everybody who
    /// bought once to be with us for ever, so its P(alive) must not be shown or ranked by.
    BgNbd,
    /// Modified beta-geometric/NBD: one may also leave after the first purchase.
    #[default]
    MbgNbd,
}

/// The parameters of either model, time in weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// Shape of the buying rates.
    pub r: f64,
    /// Scale of the buying rates, in weeks: the mean rate is `r / alpha`.
    pub alpha: f64,
    /// With `b`, the shape of the chances of leaving: their mean is `a / (a + b)`.
    pub a: f64,
    /// See `a`.
    pub b: f64,
}

/// Why numbers are no parameters.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("parameter {name} is {value}: it must be {rule}")]
pub struct InvalidParameter {
    /// Which.
    pub name: &'static str,
    /// What it was.
    pub value: f64,
    /// What it must be.
    pub rule: &'static str,
}

/// A model with its parameters: it can be asked about customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecaster {
    pub(super) model: Model,
    pub(super) parameters: Parameters,
}

impl Forecaster {
    /// A model with parameters.
    ///
    /// # Errors
    /// [`InvalidParameter`] unless all are finite and above zero.
    pub fn new(model: Model, parameters: Parameters) -> Result<Self, InvalidParameter> {
        let Parameters { r, alpha, a, b } = parameters;
        for (name, value) in [("r", r), ("alpha", alpha), ("a", a), ("b", b)] {
            positive(name, value)?;
        }
        Ok(Self { model, parameters })
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> Model {
        self.model
    }

    /// Its parameters.
    #[must_use]
    pub fn parameters(&self) -> Parameters {
        self.parameters
    }

    /// The chance that a customer has not left for good. For BG/NBD, 1 for whoever bought once: see [`Model::BgNbd`].
    #[must_use]
    pub fn p_alive(&self, history: &History) -> f64 {
        1.0 / (1.0 + libm::exp(self.odds_gone(history)))
    }

    /// How many purchases (days with one) to expect in the next `weeks`; 0 for a span that is not above 0.
    #[must_use]
    pub fn expected_purchases(&self, history: &History, weeks: f64) -> f64 {
        self.expected_if_alive(history, weeks) * self.p_alive(history)
    }

    /// The logarithm of the odds that the customer has left (note 021, as a logarithm so that no power overflows).
    fn odds_gone(&self, history: &History) -> f64 {
        let Parameters { r, alpha, a, b } = self.parameters;
        let x = f64::from(history.frequency());
        let chances = x + self.model.chances_before_repeat();
        if chances == 0.0 {
            return f64::NEG_INFINITY;
        }
        let idle = libm::log((alpha + history.age()) / (alpha + history.recency()));
        libm::log(a / (b + chances - 1.0)) + (r + x) * idle
    }
}

impl Model {
    /// Its name in print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BgNbd => "BG/NBD",
            Self::MbgNbd => "MBG/NBD",
        }
    }

    /// How often one may have left before buying again: all that tells the two models apart.
    pub(super) fn chances_before_repeat(self) -> f64 {
        match self {
            Self::BgNbd => 0.0,
            Self::MbgNbd => 1.0,
        }
    }
}

impl Parameters {
    pub(super) fn from_logs(logs: &[f64; 4]) -> Self {
        let [r, alpha, a, b] = logs.map(f64::exp);
        Self { r, alpha, a, b }
    }

    /// In the order `r`, `alpha`, `a`, `b`.
    #[must_use]
    pub fn to_array(self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b]
    }
}

pub(super) fn positive(name: &'static str, value: f64) -> Result<(), InvalidParameter> {
    match value.is_finite() && value > 0.0 {
        true => Ok(()),
        false => Err(InvalidParameter { name, value, rule: "finite and above 0" }),
    }
}
