//! How long a customer's ledger takes, on one thread, from a few events to many.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark that cannot go on has failed; what the macros make says nothing"
)]
#![allow(dead_code, reason = "the stories use the rest of what they share")]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::event::Event;
use domain::ledger::{Balance, BalanceRules, Journal, Ledger, ReturnPolicy};
use domain::profile::Profile;
use domain::program::Program;
use domain::time::plus;

#[path = "../tests/stories/house.rs"]
mod house;
#[path = "../tests/stories/story.rs"]
mod story;

fn ledger(c: &mut Criterion) {
    let rules = BalanceRules { pending_days: 14, expire_months: Some(12), returns: ReturnPolicy::Unlimited };
    let zone = story::zone("Europe/Helsinki");
    let program = Program { zone, balance: Some(rules), ..house::program([]) };
    let now = story::at("2025-01-01");
    let mut group = c.benchmark_group("ledger");
    for events in [10, 100, 1_000, 10_000] {
        let told = member(events);
        let profile = Profile::as_of(now, told.clone());
        group.bench_with_input(BenchmarkId::new("profile", events), &told, |b, told| {
            b.iter_batched(|| told.clone(), |told| Profile::as_of(now, told), BatchSize::LargeInput);
        });
        group.bench_with_input(BenchmarkId::new("fold", events), &profile, |b, profile| {
            b.iter(|| Ledger::of(&program, black_box(profile), now).accounts().sum());
        });
        group.bench_with_input(BenchmarkId::new("balance", events), &profile, |b, profile| {
            b.iter(|| Balance::of(&program, black_box(profile), now));
        });
        let folded = Ledger::of(&program, &profile, now);
        let mut told = Journal::default();
        told.catch_up(&folded);
        group.bench_with_input(BenchmarkId::new("journal", events), &told, |b, told| {
            b.iter_batched(|| told.clone(), |mut told| told.catch_up(&folded).len(), BatchSize::LargeInput);
        });
    }
    group.finish();
}

/// So many events on days of 2005 to 2024: for every five orders three payments in points and two returns.
fn member(events: i32) -> Vec<Event> {
    let told = (0..events).map(|n| {
        let day = plus(story::day("2005-01-01"), n * 7_000 / events);
        match n % 10 {
            0..5 => format!("{day}T{:02}:00 bought {}.50", n % 24, 10 + n % 90),
            5..8 => format!("{day}T{:02}:{:02} spent {}", n % 24, n % 60, 5 + n % 30),
            _ => format!("{day} refunded o-{} {}", n / 2 - 3, 1 + n % 9),
        }
    });
    story::events(&told.collect::<Vec<_>>().join(";"))
}

criterion_group!(benches, ledger);
criterion_main!(benches);
