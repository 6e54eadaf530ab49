//! Until when points can be spent. Published values: the reference on loyalty ledgers, 8.3, values 20 and 21.

use domain::ledger::{Balance, BalanceRules, Ledger};
use domain::money::Points;

use crate::helsinki::{RULES, at, profile, program};

/// The last instant at which points that became active on a day can be spent, and the first at which they cannot.
fn spendable(day: &str, months: i32) -> String {
    let rules = BalanceRules { pending_days: 0, expire_months: Some(months), ..RULES };
    let story = format!("{day} bought 100 EUR");
    let now = at("2026-12-31T00:00");
    let (program, profile) = (program(rules), profile(&story, now));
    let until = Ledger::of(&program, &profile, now).lots().next().unwrap().until;
    let active = |now| Balance::of(&program, &profile, now).active;
    let before = until.checked_sub(jiff::SignedDuration::from_nanos(1)).unwrap();
    assert_eq!((active(before), active(until)), (Points(100), Points(0)));
    until.to_string()
}

#[test]
fn a_month_after_the_25th_is_the_end_of_the_25th() {
    assert_eq!(spendable("2025-01-25", 1), "2025-02-25T22:00:00Z");
}

#[test]
fn a_month_after_the_31st_is_the_end_of_a_shorter_month() {
    assert_eq!(spendable("2025-01-31", 1), "2025-02-28T22:00:00Z");
    assert_eq!(spendable("2024-01-31", 1), "2024-02-29T22:00:00Z");
}

#[test]
fn leap_days_come_and_go() {
    assert_eq!(spendable("2024-02-29", 12), "2025-02-28T22:00:00Z");
    assert_eq!(spendable("2023-08-29", 6), "2024-02-29T22:00:00Z");
    assert_eq!(spendable("2024-08-31", 6), "2025-02-28T22:00:00Z");
}

#[test]
fn no_month_is_the_end_of_the_same_day() {
    assert_eq!(spendable("2025-01-25", 0), "2025-01-25T22:00:00Z");
}

#[test]
fn in_summer_the_day_ends_an_hour_earlier_by_universal_time() {
    assert_eq!(spendable("2025-01-25", 6), "2025-07-25T21:00:00Z");
}

#[test]
fn the_months_are_counted_from_the_day_on_which_points_become_active() {
    let now = at("2025-03-01T00:00");
    let (program, profile) = (program(RULES), profile("2025-01-10 bought 120.50 EUR", now));
    let ledger = Ledger::of(&program, &profile, now);
    let lot = ledger.lots().next().unwrap();
    assert_eq!((lot.from, lot.until), (at("2025-01-24T00:00"), at("2026-01-25T00:00")));
}

#[test]
fn a_fortnight_is_fourteen_days_of_the_calendar_when_the_clocks_change() {
    let now = at("2025-12-01T00:00");
    let (program, profile) =
        (program(RULES), profile("2025-03-20 bought 10 EUR; 2025-10-20 bought 10 EUR", now));
    let ledger = Ledger::of(&program, &profile, now);
    let from: Vec<String> = ledger.lots().map(|lot| lot.from.to_string()).collect();
    assert_eq!(from, ["2025-04-02T21:00:00Z", "2025-11-02T22:00:00Z"]);
}
