//! LinUCB with separate arms (Li, Chu, Langford and Schapire, WWW 2010, algorithm 1), for two features: a ridge
//! regression for each arm, and a bonus for what is not yet known.

use libm::sqrt;

use super::Observed;

/// The arm that gives.
pub const GIVE: usize = 1;

/// How much the bonus weighs. The paper's α.
const ALPHA: f64 = 1.0;

/// What each arm has learnt.
#[derive(Debug, Clone, PartialEq)]
pub struct LinUcb {
    arms: [Arm; 2],
}

/// The sums of one arm: A = ridge + Σ x xᵀ, which is symmetric, and b = Σ r x.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Arm {
    a: [f64; 3],
    b: [f64; 2],
}

impl Default for LinUcb {
    /// Nothing learnt, with a ridge of 1.
    fn default() -> Self {
        Self { arms: [Arm { a: [1.0, 0.0, 1.0], b: [0.0, 0.0] }; 2] }
    }
}

impl LinUcb {
    /// What a log teaches.
    #[must_use]
    pub fn learnt(log: &[Observed]) -> Self {
        let mut learnt = Self::default();
        for seen in log {
            learnt.learn(usize::from(seen.shown), seen.context, seen.reward);
        }
        learnt
    }

    /// Learns what came of an arm; of one that there is not, nothing.
    pub fn learn(&mut self, arm: usize, [x, y]: [f64; 2], reward: f64) {
        if let Some(Arm { a, b }) = self.arms.get_mut(arm) {
            *a = [a[0] + x * x, a[1] + x * y, a[2] + y * y];
            *b = [b[0] + reward * x, b[1] + reward * y];
        }
    }

    /// The best that can be hoped of each arm: θᵀx + α √(xᵀ A⁻¹ x), with θ = A⁻¹ b.
    #[must_use]
    pub fn bounds(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        self.arms.map(|Arm { a: [p, q, s], b }| {
            // A⁻¹ x by Cramer's rule; the ridge keeps the determinant above 0.
            let determinant = p * s - q * q;
            let [u, v] = [(s * x - q * y) / determinant, (p * y - q * x) / determinant];
            u * b[0] + v * b[1] + ALPHA * sqrt(x * u + y * v)
        })
    }

    /// The arm of which most can be hoped; the first of equal ones.
    #[must_use]
    pub fn choose(&self, context: [f64; 2]) -> usize {
        let [first, second] = self.bounds(context);
        usize::from(second > first)
    }
}
