//! How sure one can be: intervals by the bootstrap.

/// So many times is a log drawn anew.
const REPLICATES: usize = 1_000;

/// Where a value lies with a probability of 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// From here ...
    pub low: f64,
    /// ... to here.
    pub high: f64,
}

impl Interval {
    /// Whether it leaves open on which side of 0 the value lies.
    #[must_use]
    pub fn is_over_zero(self) -> bool {
        self.low <= 0.0 && 0.0 <= self.high
    }

    /// The percentile bootstrap (Efron 1979): what comes out of `compute` when the log is drawn anew a thousand times,
    /// without the 2.5 % at either end. The same seed draws the same.
    pub(super) fn of<const N: usize>(seed: u64, mut compute: impl FnMut(&mut Draw) -> [f64; N]) -> [Self; N] {
        let mut draw = Draw(seed);
        let drawn: Vec<[f64; N]> = (0..REPLICATES).map(|_| compute(&mut draw)).collect();
        std::array::from_fn(|value| {
            let mut values: Vec<f64> = drawn.iter().map(|drawn| drawn[value]).collect();
            values.sort_unstable_by(f64::total_cmp);
            let cut = REPLICATES / 40;
            Self { low: values[cut], high: values[REPLICATES - 1 - cut] }
        })
    }
}

/// Draws with replacement: `SplitMix64` (Steele, Lea and Flood 2014), the same on every machine.
pub(super) struct Draw(u64);

impl Draw {
    /// As many as there are, drawn with replacement.
    pub(super) fn again<'a, T>(&mut self, log: &'a [T]) -> impl Iterator<Item = &'a T> {
        (0..log.len()).filter_map(|_| log.get(self.below(log.len())))
    }

    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        ((u128::from(z) * count as u128) >> 64) as usize
    }
}
