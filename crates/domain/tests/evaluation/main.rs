//! What was chosen by chance, looked back on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use domain::evaluation::trial::Trial;

mod estimate; // what a way of choosing would have earned
mod verdict; // whether there is enough to say so
mod comparison; // given against held out
mod policy; // ways of choosing

/// So many choices that were likely to `logged`, would have been to `target`, and of which `reward` came.
fn times(count: usize, logged: f64, target: f64, reward: f64) -> Vec<Trial> {
    vec![Trial::new(logged, target, reward).unwrap(); count]
}

fn close(value: f64, expected: f64) -> bool {
    (value - expected).abs() < 1e-9
}
