//! Where a function is smallest: the method of Broyden, Fletcher, Goldfarb and Shanno with a dense matrix (J. Nocedal
//! and S. J. Wright, Numerical Optimization, 2nd edition, algorithms 6.1 and 3.5).

use super::fit::FitError;

/// The place, and what it took to find it.
pub(super) struct Minimum<const N: usize> {
    pub(super) at: [f64; N],
    pub(super) value: f64,
    pub(super) evaluations: u32,
}

/// Flat enough to be a minimum, for a function of the size of one customer's log-likelihood.
const FLAT: f64 = 1e-8;
/// Flat enough where rounding allows no better.
const NEARLY_FLAT: f64 = 1e-7;
/// Nothing may go further from 0 than this. What is searched are logarithms: that far out lies no estimate, but a
/// likelihood that grows for ever.
const FARTHEST: f64 = 12.0;
/// The longest single step, in any direction.
const STRIDE: f64 = 3.0;
const MOST_EVALUATIONS: u32 = 500;

/// Finds the minimum of a function that also tells its slopes.
pub(super) fn minimise<const N: usize>(
    start: [f64; N],
    function: impl Fn(&[f64; N]) -> (f64, [f64; N]),
) -> Result<Minimum<N>, FitError> {
    let mut search = Search { function, evaluations: 0 };
    let mut here = search.look(start);
    let mut inverse = identity::<N>();
    let mut first = true;
    loop {
        let steepest = largest(&here.slope);
        let lost = FitError::NotConverged { evaluations: search.evaluations, slope: steepest };
        if !here.value.is_finite() || !steepest.is_finite() || largest(&here.at) > FARTHEST {
            return Err(lost);
        }
        if steepest < FLAT {
            return Ok(here.minimum(search.evaluations));
        }
        let mut direction = times(&inverse, &here.slope).map(|step| -step);
        if dot(&direction, &here.slope) >= 0.0 {
            inverse = identity();
            direction = here.slope.map(|slope| -slope);
        }
        let begin = if first { (1.0 / largest(&direction)).min(1.0) } else { 1.0 };
        let Some(there) = search.along(&here, &direction, begin.min(STRIDE / largest(&direction))) else {
            return if steepest < NEARLY_FLAT { Ok(here.minimum(search.evaluations)) } else { Err(lost) };
        };
        update(&mut inverse, &here, &there, first);
        (here, first) = (there, false);
    }
}

#[derive(Clone, Copy)]
struct Point<const N: usize> {
    at: [f64; N],
    value: f64,
    slope: [f64; N],
}

impl<const N: usize> Point<N> {
    fn minimum(&self, evaluations: u32) -> Minimum<N> {
        Minimum { at: self.at, value: self.value, evaluations }
    }
}

struct Search<F> {
    function: F,
    evaluations: u32,
}

impl<F> Search<F> {
    fn look<const N: usize>(&mut self, at: [f64; N]) -> Point<N>
    where
        F: Fn(&[f64; N]) -> (f64, [f64; N]),
    {
        self.evaluations += 1;
        let (value, slope) = (self.function)(&at);
        Point { at, value, slope }
    }

    /// A lower point in this direction, where it is clearly less steep; `None` where there is none.
    fn along<const N: usize>(&mut self, here: &Point<N>, direction: &[f64; N], begin: f64) -> Option<Point<N>>
    where
        F: Fn(&[f64; N]) -> (f64, [f64; N]),
    {
        let falling = dot(&here.slope, direction);
        let rounding = 4.0 * f64::EPSILON * here.value.abs();
        let farthest = STRIDE / largest(direction);
        let mut low = (0.0, here.value, falling);
        let mut high: Option<(f64, f64, f64)> = None;
        let mut step = begin;
        let mut best = None;
        for _ in 0..40 {
            if self.evaluations >= MOST_EVALUATIONS {
                return None;
            }
            let there = self.look(std::array::from_fn(|i| here.at[i] + step * direction[i]));
            let slope = dot(&there.slope, direction);
            let sound = there.value.is_finite() && slope.is_finite();
            if !sound || there.value > here.value + 1e-4 * step * falling + rounding {
                high = Some((step, if sound { there.value } else { f64::NAN }, slope));
            } else if slope.abs() <= 0.9 * falling.abs() || (slope < 0.0 && step >= farthest) {
                return Some(there);
            } else {
                best = Some(there);
                match slope > 0.0 {
                    true => high = Some((step, there.value, slope)),
                    false => low = (step, there.value, slope),
                }
            }
            step = match high {
                Some(high) => between(low, high),
                None => (2.5 * step).min(farthest),
            };
        }
        best
    }
}

/// The minimum of the cubic through two points and their slopes, kept away from both; the middle where it has none.
fn between(low: (f64, f64, f64), high: (f64, f64, f64)) -> f64 {
    let width = high.0 - low.0;
    let bend = low.2 + high.2 - 3.0 * (high.1 - low.1) / width;
    let root = (bend * bend - low.2 * high.2).sqrt().copysign(width);
    let cubic = high.0 - width * (high.2 + root - bend) / (high.2 - low.2 + 2.0 * root);
    let (from, to) = (low.0 + 0.1 * width, low.0 + 0.9 * width);
    if cubic.is_finite() { cubic.clamp(from.min(to), from.max(to)) } else { low.0 + 0.5 * width }
}

/// What the last step tells of the curvature. The first also tells of the scale.
fn update<const N: usize>(inverse: &mut [[f64; N]; N], here: &Point<N>, there: &Point<N>, first: bool) {
    let step: [f64; N] = std::array::from_fn(|i| there.at[i] - here.at[i]);
    let change: [f64; N] = std::array::from_fn(|i| there.slope[i] - here.slope[i]);
    let curve = dot(&step, &change);
    if curve.is_nan() || curve <= 0.0 {
        return;
    }
    if first {
        *inverse = identity().map(|row: [f64; N]| row.map(|entry| entry * curve / dot(&change, &change)));
    }
    let moved = times(inverse, &change);
    let stretch = (1.0 + dot(&change, &moved) / curve) / curve;
    for i in 0..N {
        for j in 0..N {
            inverse[i][j] += stretch * step[i] * step[j] - (moved[i] * step[j] + step[i] * moved[j]) / curve;
        }
    }
}

fn identity<const N: usize>() -> [[f64; N]; N] {
    std::array::from_fn(|i| std::array::from_fn(|j| f64::from(u8::from(i == j))))
}

fn times<const N: usize>(matrix: &[[f64; N]; N], vector: &[f64; N]) -> [f64; N] {
    matrix.map(|row| dot(&row, vector))
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The size of the largest entry; NaN where one is.
fn largest<const N: usize>(vector: &[f64; N]) -> f64 {
    vector.iter().fold(0.0, |most, entry| if entry.is_nan() { f64::NAN } else { f64::max(most, entry.abs()) })
}
