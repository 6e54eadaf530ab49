//! One choice, how likely it was, and what came of it.

use super::InvalidTrial;

/// One choice of a log, seen from another way of choosing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    weight: f64,
    reward: f64,
}

impl Trial {
    /// What was done was likely to so much (`logged`); the way of choosing that is looked at makes it likely to so
    /// much (`target`); this came of it (`reward`).
    ///
    /// # Errors
    /// [`InvalidTrial`] where `logged` is not above 0 and at most 1, `target` not from 0 to 1, or `reward` no number.
    pub fn new(logged: f64, target: f64, reward: f64) -> Result<Self, InvalidTrial> {
        let refuse = |field, value, rule| Err(InvalidTrial { field, value, rule });
        if !(logged > 0.0 && logged <= 1.0) {
            return refuse("propensity", logged, "must be above 0 and at most 1");
        }
        if !(0.0..=1.0).contains(&target) {
            return refuse("target", target, "must be from 0 to 1");
        }
        if !reward.is_finite() {
            return refuse("reward", reward, "must be a number");
        }
        Ok(Self { weight: target / logged, reward })
    }

    /// How much likelier the other way of choosing makes what was done.
    #[must_use]
    pub fn weight(self) -> f64 {
        self.weight
    }

    /// What came of it.
    #[must_use]
    pub fn reward(self) -> f64 {
        self.reward
    }
}
