//! How long what happened is kept: what a file says, and what is wrong where it would forget too soon.

use domain::retention::{KeptFor, Retention};
use expect_test::{Expect, expect};
use service::program::read;

use super::{GOOD, broken, told};

const PLACES: &str = "[placements]";

fn with(lines: &str) -> String {
    format!("[retention]\n{lines}\n\n[placements]")
}

fn kept(lines: &str) -> Retention {
    let text = GOOD.replacen(PLACES, &with(lines), 1);
    read(&text).unwrap_or_else(|faults| panic!("{}", told(&faults))).retention
}

fn badly(lines: &str, expected: &Expect) {
    broken(PLACES, &with(lines), expected);
}

#[test]
fn what_is_not_named_is_kept() {
    assert_eq!(read(GOOD).unwrap().retention, Retention::default());
    assert_eq!(kept(""), Retention::default());
}

#[test]
fn each_kind_is_kept_by_days_months_or_years() {
    let all = kept(
        "behaviour = \"400 days\"\nshown = \"1 year\"\ncontacts = \"24 months\"\ncustomers = \"10 years\"",
    );
    let (days, months) = (KeptFor::Days, KeptFor::Months);
    assert_eq!(
        (all.behaviour, all.shown, all.contacts, all.customers),
        (Some(days(400)), Some(months(12)), Some(months(24)), Some(months(120)))
    );
}

#[test]
fn times_that_are_none() {
    badly(
        "behaviour = 400\nshown = \"soon\"\ncontacts = \"0 days\"\ncustomers = \"101 years\"",
        &expect![[r#"
            40:13 `[retention]`: `behaviour` is a number without days, months or years
              write `behaviour = "400 days"`
            41:9 `[retention]`: `shown` must be a number of days, months or years, not `soon`
              write `shown = "400 days"`
            42:12 `[retention]`: `contacts` keeps nothing
              write `contacts = "30 days"`
            43:13 `[retention]`: `customers` is longer than a hundred years
              take it out: what is not named is kept
        "#]],
    );
}

#[test]
fn a_kind_that_there_is_not() {
    badly(
        "behavior = \"400 days\"\norders = \"10 years\"",
        &expect![[r#"
        40:1 `[retention]` knows no key `behavior`
          write `behaviour`
        41:1 `[retention]` knows no key `orders`
          remove it, or write one of `behaviour`, `shown`, `contacts` or `customers`
    "#]],
    );
}

#[test]
fn what_offers_look_back_on_is_not_forgotten_before() {
    let rule = "{ stage = [\"at_risk\", \"lapsed\"] },";
    let asks = "{ behaviour = { name = \"Product Viewed\", within_days = 90, at_least = 1 } },";
    let text = GOOD.replacen(rule, asks, 1).replacen(PLACES, &with("behaviour = \"60 days\""), 1);
    assert_ne!(text, GOOD);
    expect![[r#"
        40:13 `[retention]`: `behaviour` forgets too soon: offer `dessert` asks for the last 90 days
          write `behaviour = "90 days"`
    "#]]
    .assert_eq(&told(&read(&text).unwrap_err()));
}

#[test]
fn what_caps_count_is_not_forgotten_before() {
    badly(
        "shown = \"20 days\"",
        &expect![[r#"
        40:9 `[retention]`: `shown` forgets too soon: a cap of offer `dessert` counts the last 30 days
          write `shown = "30 days"`
    "#]],
    );
}

#[test]
fn what_a_cap_counts_for_a_lifetime_is_never_forgotten() {
    let cap = "shown = { times = 9, within_days = 30 }";
    let text =
        GOOD.replacen(cap, "shown = { times = 9 }", 1).replacen(PLACES, &with("shown = \"9 years\""), 1);
    expect![[r#"
        40:9 `[retention]`: `shown` forgets too soon: a cap of offer `dessert` counts the whole lifetime
          add `within_days` to that cap, or take this out
    "#]]
    .assert_eq(&told(&read(&text).unwrap_err()));
}

#[test]
fn what_customers_have_earned_is_not_forgotten_before() {
    badly(
        "customers = \"11 months\"",
        &expect![[r#"
        40:13 `[retention]`: `customers` forgets too soon: tiers count the last 365 days
          write `customers = "365 days"`
    "#]],
    );
    badly(
        "customers = \"3 years\"\n[points.balance]\npending_days = 14\nreturns = \"unlimited\"",
        &expect![[r#"
            40:13 `[retention]`: `customers` forgets points that never expire
              add `expire_months` to `[points.balance]`, or take `customers` out
        "#]],
    );
    badly(
        "customers = \"3 years\"\n[points.balance]\npending_days = 14\nexpire_months = 60\nreturns = \"unlimited\"",
        &expect![[r#"
            40:13 `[retention]`: `customers` forgets too soon: points that can be spent are of the last 1874 days
              write `customers = "1874 days"`
        "#]],
    );
}
