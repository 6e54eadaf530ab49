//! Whether there is enough to say anything.

use super::interval::Interval;

/// Fewer than so many choices, as far as they count, say nothing.
pub const FEWEST: f64 = 100.0;

/// Where one choice counts for more than so many, the others hardly count.
pub const HEAVIEST: f64 = 50.0;

/// Fewer than so many customers who bought say nothing: one more or less would change the picture.
pub const FEWEST_OUTCOMES: usize = 10;

/// What can be said of a difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// It earns more than what it is compared with.
    Better,
    /// It earns less.
    Worse,
    /// Nothing.
    TooLittle(Lack),
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lack {
    /// There are only so many choices, as far as they count; [`FEWEST`] are needed.
    Choices(f64),
    /// One choice counts for so many; at most [`HEAVIEST`] are sound.
    Weight(f64),
    /// Something came of only so many; [`FEWEST_OUTCOMES`] are needed.
    Outcomes(usize),
    /// The difference may be on either side of 0.
    Undecided(Interval),
}

impl Verdict {
    /// The verdict on a difference that lies in an interval.
    #[must_use]
    pub fn of(choices: f64, heaviest: f64, outcomes: usize, difference: Interval) -> Self {
        if choices.is_nan() || choices < FEWEST {
            Self::TooLittle(Lack::Choices(choices))
        } else if heaviest > HEAVIEST {
            Self::TooLittle(Lack::Weight(heaviest))
        } else if outcomes < FEWEST_OUTCOMES {
            Self::TooLittle(Lack::Outcomes(outcomes))
        } else if difference.is_over_zero() {
            Self::TooLittle(Lack::Undecided(difference))
        } else if difference.low > 0.0 {
            Self::Better
        } else {
            Self::Worse
        }
    }
}
