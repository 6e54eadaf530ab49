//! A program file, read and checked as a whole.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "program/any.rs"]
mod any;
#[path = "program/broken_brand.rs"]
mod broken_brand;
#[path = "program/broken_facts.rs"]
mod broken_facts;
#[path = "program/broken_limits.rs"]
mod broken_limits;
#[path = "program/broken_links.rs"]
mod broken_links;
#[path = "program/broken_numbers.rs"]
mod broken_numbers;
#[path = "program/broken_respect.rs"]
mod broken_respect;
#[path = "program/broken_rules.rs"]
mod broken_rules;
#[path = "program/broken_tiers.rs"]
mod broken_tiers;
#[path = "program/broken_words.rs"]
mod broken_words;
#[path = "program/good.rs"]
mod good;
#[path = "program/holding.rs"]
mod holding;
#[path = "program/maison.rs"]
mod maison;
#[path = "program/manual.rs"]
mod manual;
#[path = "program/points.rs"]
mod points;
#[path = "program/referral.rs"]
mod referral;
#[path = "program/respect.rs"]
mod respect;
#[path = "program/retention.rs"]
mod retention;
#[path = "program/rules.rs"]
mod rules;
#[path = "program/told.rs"]
mod told;

use expect_test::Expect;
use service::program::{Fault, read};

const GOOD: &str = include_str!("program/good.toml");

/// Reads the good file with one passage replaced, and compares every fault: line, column, wrong, instead.
fn broken(passage: &str, by: &str, expected: &Expect) {
    assert_eq!(GOOD.matches(passage).count(), 1, "`{passage}` must stand once in the good file");
    let faults = read(&GOOD.replacen(passage, by, 1)).expect_err("a broken file");
    expected.assert_eq(&told(&faults));
}

fn told(faults: &[Fault]) -> String {
    let tell = |fault: &Fault| {
        let Fault { line, column, wrong, instead, .. } = fault;
        format!("{line}:{column} {wrong}\n  {instead}\n")
    };
    faults.iter().map(tell).collect()
}
