//! What a way of choosing would have earned, from a log that was made by another.

use super::interval::Interval;
use super::trial::Trial;
use super::verdict::Verdict;

/// What a way of choosing would have earned for each choice, in the unit of the rewards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// How many choices were looked at.
    pub choices: usize,
    /// Of how many something came.
    pub outcomes: usize,
    /// Inverse propensity score: the mean of weight times reward. Right on average, and restless.
    pub ips: f64,
    /// The same divided by the mean weight: a little off, and far calmer.
    pub snips: f64,
    /// Effective sample size: so many choices of equal weight would say as much.
    pub effective: f64,
    /// The weight of the heaviest choice.
    pub heaviest: f64,
    /// Where the inverse propensity score lies.
    pub interval: Interval,
    /// What was earned as it was done.
    pub logged: f64,
    /// What the self-normalised score adds to that, and where it lies.
    pub gain: (f64, Interval),
}

impl Estimate {
    /// The estimate from a log, with intervals drawn from a seed. `None` where the log is empty, or the way of choosing
    /// would have done none of what was done.
    #[must_use]
    pub fn of(trials: &[Trial], seed: u64) -> Option<Self> {
        let all = Sums::of(trials);
        if all.weight <= 0.0 {
            return None;
        }
        let [interval, gain] = Interval::of(seed, |draw| {
            let drawn = Sums::of(draw.again(trials));
            [drawn.ips(), drawn.gain()]
        });
        Some(Self {
            choices: trials.len(),
            outcomes: trials.iter().filter(|trial| trial.reward() != 0.0).count(),
            ips: all.ips(),
            snips: all.weighted / all.weight,
            effective: all.weight * all.weight / all.squared,
            heaviest: trials.iter().fold(0.0, |most, trial| trial.weight().max(most)),
            interval,
            logged: all.reward / all.count,
            gain: (all.gain(), gain),
        })
    }

    /// Whether it earns more or less than what was done.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.effective, self.heaviest, self.outcomes, self.gain.1)
    }
}

#[derive(Default)]
struct Sums {
    count: f64,
    weight: f64,
    squared: f64,
    weighted: f64,
    reward: f64,
}

impl Sums {
    fn of<'a>(trials: impl IntoIterator<Item = &'a Trial>) -> Self {
        let mut sums = Self::default();
        for trial in trials {
            let (weight, reward) = (trial.weight(), trial.reward());
            sums.count += 1.0;
            sums.weight += weight;
            sums.squared += weight * weight;
            sums.weighted += weight * reward;
            sums.reward += reward;
        }
        sums
    }

    fn ips(&self) -> f64 {
        self.weighted / self.count
    }

    /// A draw without any weight says nothing of the other way of choosing: no gain.
    fn gain(&self) -> f64 {
        if self.weight > 0.0 { self.weighted / self.weight - self.reward / self.count } else { 0.0 }
    }
}
