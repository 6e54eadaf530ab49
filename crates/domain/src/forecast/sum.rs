//! A sum that keeps what rounding takes from each addition (Kahan and Neumaier), so that a million small terms do not
//! drown.

use std::ops::AddAssign;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    pub(super) fn total(self) -> f64 {
        self.sum + self.lost
    }
}

impl AddAssign<f64> for Sum {
    fn add_assign(&mut self, term: f64) {
        let sum = self.sum + term;
        let (large, small) = if self.sum.abs() >= term.abs() { (self.sum, term) } else { (term, self.sum) };
        self.lost += (large - sum) + small;
        self.sum = sum;
    }
}
