//! Chance that can be repeated: the same seed draws the same on any machine.
//!
//! Numbers come from SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), beta draws from gamma draws (Marsaglia and Tsang,
//! ACM Trans. Math. Software 26(3), 2000), and every logarithm from `libm`, not from the platform.

/// A source of draws.
#[derive(Debug, Clone)]
pub struct Chance {
    state: u64,
    spare: Option<f64>,
}

impl Chance {
    /// The draws that follow from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed, spare: None }
    }

    /// The draws that follow from a seed and a name: what is drawn for one name says nothing about another.
    #[must_use]
    pub fn named(seed: u64, name: &str) -> Self {
        Self::new(mix(seed) ^ hash(name))
    }

    /// The next number, any of 2^64.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number above 0, at most 1.
    pub fn uniform(&mut self) -> f64 {
        ((self.next_u64() >> 11) as f64 + 1.0) / (1_u64 << 53) as f64
    }

    /// How likely something may be that happened in so many of `customers` cases, where nothing was known before: a draw from
    /// the beta distribution of 1 + `bought` and 1 + `customers` - `bought`.
    pub fn share(&mut self, bought: u64, customers: u64) -> f64 {
        match (bought, customers.saturating_sub(bought)) {
            (0, 0) => self.uniform(),
            (yes, no) => self.beta(1.0 + yes as f64, 1.0 + no as f64),
        }
    }

    /// A draw from the beta distribution; both shapes are taken as 1 where they are less.
    pub fn beta(&mut self, yes: f64, no: f64) -> f64 {
        let (yes, no) = (self.gamma(yes), self.gamma(no));
        yes / (yes + no)
    }

    /// A draw from the gamma distribution of a shape of at least 1.
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape.max(1.0) - 1.0 / 3.0;
        let c = 1.0 / (3.0 * d.sqrt());
        loop {
            let normal = self.normal();
            let base = 1.0 + c * normal;
            if base <= 0.0 {
                continue;
            }
            let (v, square, u) = (base * base * base, normal * normal, self.uniform());
            // The first test holds nearly always and spares two logarithms.
            if u < 1.0 - 0.0331 * square * square
                || libm::log(u) < 0.5 * square + d * (1.0 - v + libm::log(v))
            {
                return d * v;
            }
        }
    }

    /// A draw from the normal distribution, by Marsaglia's polar method, which makes two at a time.
    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * libm::log(square) / square).sqrt();
                self.spare = Some(scale * y);
                return scale * x;
            }
        }
    }
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64's last step: every bit of the result depends on every bit given.
fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// FNV-1a (Fowler, Noll and Vo), mixed.
fn hash(name: &str) -> u64 {
    mix(name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}
