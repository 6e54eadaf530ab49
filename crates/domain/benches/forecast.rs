//! How long forecasts take, on one thread: a real cohort of 2,357 and a million made-up customers.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark that cannot go on has failed; what the macros make says nothing"
)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use domain::forecast::cohort::Cohort;
use domain::forecast::history::History;
use domain::forecast::model::{Model, Parameters};

const MILLION: usize = 1_000_000;

fn cdnow(c: &mut Criterion) {
    let file = include_str!("../tests/data/cdnow_golden_published_params.csv");
    let histories = file.lines().skip(1).map(|row| {
        let numbers: Vec<f64> = row.split(',').map(|field| field.parse().unwrap()).collect();
        History::new(numbers[1] as u32, numbers[2], numbers[3]).unwrap()
    });
    let histories: Vec<History> = histories.collect();
    c.bench_function("fit 2,357 customers, BG/NBD", |b| b.iter(|| fit(Model::BgNbd, &histories)));
    c.bench_function("fit 2,357 customers, MBG/NBD", |b| b.iter(|| fit(Model::MbgNbd, &histories)));
}

fn million(c: &mut Criterion) {
    let mut group = c.benchmark_group("a million");
    group.sample_size(10).warm_up_time(Duration::from_millis(1)).measurement_time(Duration::from_secs(10));
    let histories = made_up(MILLION);
    for model in [Model::BgNbd, Model::MbgNbd] {
        let name = model.name();
        group.bench_function(format!("fit, {name}"), |b| {
            b.iter_batched(|| histories.clone(), |histories| fit(model, &histories), BatchSize::PerIteration);
        });
        let forecaster = model.published();
        group.bench_function(format!("score, {name}"), |b| {
            b.iter(|| {
                let score = |h: &History| forecaster.p_alive(h) + forecaster.expected_purchases(h, 39.0);
                black_box(histories.iter().map(score).sum::<f64>())
            });
        });
    }
    group.finish();
}

fn fit(model: Model, histories: &[History]) -> f64 {
    let cohort: Cohort = histories.iter().copied().collect();
    model.fit(&cohort).unwrap().log_likelihood
}

/// Customers as BG/NBD at its published parameters makes them, at times of any fraction, so that no two are alike.
fn made_up(count: usize) -> Vec<History> {
    let Parameters { r, alpha, a, b } = Model::BgNbd.published().parameters();
    let mut chance = Chance(20_240_229);
    let one = |_| {
        let age = 27.0 + 12.0 * chance.uniform();
        let rate = chance.gamma(r) / alpha;
        let (leave, stay) = (chance.gamma(a), chance.gamma(b));
        let leaving = leave / (leave + stay);
        let (mut x, mut last) = (0, 0.0);
        let mut next = -chance.uniform().ln() / rate;
        while next < age {
            (x, last) = (x + 1, next);
            if chance.uniform() < leaving {
                break;
            }
            next += -chance.uniform().ln() / rate;
        }
        History::new(x, last, age).unwrap()
    };
    (0..count).map(one).collect()
}

/// Repeatable chance: SplitMix64 (Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    /// Above 0, at most 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 11) as f64 + 1.0) / (1_u64 << 53) as f64
    }

    /// Marsaglia and Tsang, 2000; by a uniform power below shape 1.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.uniform().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let normal = (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos();
            let v = (1.0 + normal / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * normal * normal + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }
}

criterion_group!(forecast, cdnow, million);
criterion_main!(forecast);
