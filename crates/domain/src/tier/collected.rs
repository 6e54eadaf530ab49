//! Points by the day they count from.

use crate::money::Points;
use crate::time::Date;

/// Points of days, summed over any stretch of days in logarithmic time, for customers with very many orders
/// (P. Fenwick, "A new data structure for cumulative frequency tables", 1994).
#[derive(Debug)]
pub(super) struct Collected {
    days: Vec<Date>,
    /// Sums over stretches that end with each day, wide enough for any number of the largest amounts.
    sums: Vec<i128>,
}

impl Collected {
    /// Nothing yet, on days in rising order.
    pub(super) fn on(days: Vec<Date>) -> Self {
        Self { sums: vec![0; days.len()], days }
    }

    pub(super) fn day(&self, index: usize) -> Option<Date> {
        self.days.get(index).copied()
    }

    /// Where the first day is that is not before `day`.
    pub(super) fn index(&self, day: Date) -> usize {
        self.days.partition_point(|known| *known < day)
    }

    /// Adds points to the day at an index, or takes some away.
    pub(super) fn add(&mut self, index: usize, points: i128) {
        let mut end = index.saturating_add(1);
        while let Some(sum) = self.sums.get_mut(end.wrapping_sub(1)) {
            *sum += points;
            end += end & end.wrapping_neg();
        }
    }

    /// The points of the days from one index to another, the latter not included.
    pub(super) fn between(&self, from: usize, to: usize) -> i128 {
        self.before(to) - self.before(from.min(to))
    }

    /// The points of the days from one to another, both included.
    pub(super) fn points(&self, first: Date, last: Date) -> Points {
        let sum = self.between(self.index(first), self.days.partition_point(|day| *day <= last));
        Points(i64::try_from(sum.max(0)).unwrap_or(i64::MAX))
    }

    /// The latest index from which on to the one at `last`, included, there are still so many points.
    pub(super) fn latest(&self, last: usize, points: i128) -> usize {
        let mut spare = self.before(last.saturating_add(1)) - points;
        let mut index = 0;
        let mut step = self.sums.len().checked_ilog2().map_or(0, |bits| 1_usize << bits);
        while step > 0 {
            if let Some(sum) = self.sums.get(index + step - 1)
                && *sum <= spare
            {
                (index, spare) = (index + step, spare - sum);
            }
            step /= 2;
        }
        index.min(last)
    }

    fn before(&self, mut end: usize) -> i128 {
        let mut sum = 0;
        while end > 0 {
            sum += self.sums.get(end - 1).copied().unwrap_or_default();
            end &= end - 1;
        }
        sum
    }
}
