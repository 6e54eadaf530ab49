//! Those who were given against those held out, where chance alone decided who is who.

use super::interval::Interval;
use super::verdict::Verdict;

/// What became of two groups of customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Those who were given.
    pub given: Group,
    /// Those who were held out.
    pub held_out: Group,
    /// By how much the mean of the given is above that of the held out, and where that lies.
    pub difference: (f64, Interval),
}

/// Customers who were treated alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many.
    pub customers: usize,
    /// Of how many something came.
    pub outcomes: usize,
    /// What came of each on average.
    pub mean: f64,
}

impl Comparison {
    /// Compares what came of each customer of two groups. `None` where one of them is empty.
    #[must_use]
    pub fn of(given: &[f64], held_out: &[f64], seed: u64) -> Option<Self> {
        let (one, other) = (Group::of(given)?, Group::of(held_out)?);
        let [interval] = Interval::of(seed, |draw| {
            let given: f64 = draw.again(given).sum::<f64>() / given.len() as f64;
            [given - draw.again(held_out).sum::<f64>() / held_out.len() as f64]
        });
        Some(Self { given: one, held_out: other, difference: (one.mean - other.mean, interval) })
    }

    /// Whether those who were given did better or worse. The smaller group says how much can be said.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let customers = self.given.customers.min(self.held_out.customers);
        let outcomes = self.given.outcomes + self.held_out.outcomes;
        Verdict::of(customers as f64, 1.0, outcomes, self.difference.1)
    }
}

impl Group {
    fn of(rewards: &[f64]) -> Option<Self> {
        let customers = rewards.len();
        let outcomes = rewards.iter().filter(|reward| **reward != 0.0).count();
        let mean = rewards.iter().sum::<f64>() / customers as f64;
        (customers > 0).then_some(Self { customers, outcomes, mean })
    }
}
