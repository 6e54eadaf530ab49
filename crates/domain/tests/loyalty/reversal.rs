//! What a return does to a tier: at once what would have been without the order, which is named.

use domain::tier::{Holding, Window};
use expect_test::expect;

use crate::tiers::{AIRLINE, MONTHLY, check, period};

#[test]
fn the_order_that_began_the_periods_may_go_back_and_they_stay() {
    let told = "2025-05-08 bought 1.00; 2025-06-01 refunded o-1; 2025-07-10 bought 5.00";
    assert_eq!(period(told, "2025-07-10"), "2025-05-08..2026-05-31");
}

#[test]
fn an_upgrade_and_a_return_hold_at_once_and_the_order_is_named() {
    let told = "2025-06-01 bought 14900; 2025-06-02 bought 200; 2025-06-03T09:00 refunded o-2";
    check(
        AIRLINE,
        told,
        "2025-06-02",
        expect![
            "silver with 15100, to 2027-06-30, then basic; kept by 15000 from 2026-07-01 to 2027-06-30; since 2025-06-02: reached with 15100, was basic"
        ],
    );
    check(
        AIRLINE,
        told,
        "2025-06-03",
        expect!["basic with 14900; since 2025-06-03: o-2 was returned, was silver"],
    );
}

#[test]
fn what_was_earned_since_carries_a_return() {
    let told =
        "2025-06-01 bought 14900; 2025-06-02 bought 200; 2025-06-03 bought 500; 2025-06-04 refunded o-2";
    check(
        AIRLINE,
        told,
        "2025-06-04",
        expect![
            "silver with 15400, to 2027-06-30, then basic; kept by 15000 from 2026-07-01 to 2027-06-30; since 2025-06-02: reached with 15100, was basic"
        ],
    );
}

#[test]
fn of_several_returns_the_one_that_tipped_it_is_named() {
    let told = "2025-06-01 bought 15000; 2025-06-02 bought 300; 2025-06-03 bought 300; \
        2025-06-04 refunded o-3; 2025-06-05 refunded o-2 299; 2025-06-06 refunded o-1 2; 2025-06-07 refunded o-1 9";
    check(
        AIRLINE,
        told,
        "2025-06-08",
        expect!["basic with 14990; since 2025-06-06: o-1 was returned, was silver"],
    );
}

#[test]
fn a_tier_reached_and_returned_on_one_day_is_told_of() {
    let told = "2025-06-01T09:00 bought 15000; 2025-06-01T10:00 refunded o-1 1";
    check(
        AIRLINE,
        told,
        "2025-06-01",
        expect!["basic with 14999; since 2025-06-01: o-1 was returned, was silver"],
    );
    let told = "2025-06-01T09:00 bought 15000; 2025-06-01T09:00 refunded o-1 1";
    check(AIRLINE, told, "2025-06-01", expect!["basic with 14999"]);
}

#[test]
fn a_return_of_long_ago_takes_the_tier_it_gave_as_if_it_had_never_been() {
    let told = "2025-06-01 bought 15000; 2026-08-01 refunded o-1";
    check(
        AIRLINE,
        told,
        "2026-08-01",
        expect!["basic with 0; since 2026-08-01: o-1 was returned, was silver"],
    );
}

#[test]
fn ten_thousand_orders_and_half_as_many_returns_are_walked_in_one_go() {
    use std::fmt::Write;
    let mut told = String::new();
    for order in 0..10_000 {
        let (month, day) = (1 + order / 28 % 12, 1 + order % 28);
        let hour = order / 336 % 24;
        write!(told, "2025-{month:02}-{day:02}T{hour:02}:00 bought 5;").unwrap();
        if order % 2 == 0 {
            write!(told, "2025-12-31T{hour:02}:30 refunded o-{} 4;", order + 1).unwrap();
        }
    }
    let yearly = Holding { window: Window::Calendar(12), ..MONTHLY };
    check(
        yearly,
        &told,
        "2025-12-31",
        expect![
            "silver with 30000, to 2025-12-31, then basic; since 2025-12-31: o-9221 was returned, was gold"
        ],
    );
}

#[test]
fn an_order_reported_late_counts_from_its_own_day_and_makes_good_what_was_lost() {
    let told = "2025-05-08 bought 14900";
    check(AIRLINE, told, "2026-07-01", expect!["basic with 0"]);
    let late = format!("{told}; 2026-05-31 bought 100");
    check(
        AIRLINE,
        &late,
        "2026-07-01",
        expect![
            "silver with 0, to 2027-05-31, then basic; kept by 15000 from 2026-07-01 to 2027-05-31; since 2026-05-31: reached with 15000, was basic"
        ],
    );
}
