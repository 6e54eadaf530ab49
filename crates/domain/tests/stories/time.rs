//! Days begin at midnight where the program says, and the calendar has ends.

use domain::time::{Date, Days, Zone, days_between, plus, plus_months};
use proptest::prelude::*;

use crate::story::{at, day, zone};

#[test]
fn an_instant_belongs_to_the_day_it_is_in_new_york() {
    let zone = zone("America/New_York");
    assert_eq!(zone.day(at("1998-01-06T04:59:59Z")), day("1998-01-05"));
    assert_eq!(zone.day(at("1998-01-06T05:00:00Z")), day("1998-01-06"));
    assert_eq!(Zone::utc().day(at("1998-01-06T04:59:59Z")), day("1998-01-06"));
}

#[test]
fn new_years_eve_in_universal_time_is_new_year_in_helsinki() {
    assert_eq!(zone("Europe/Helsinki").day(at("2024-12-31T22:30:00Z")), day("2025-01-01"));
}

#[test]
fn a_day_may_have_23_hours_or_25() {
    let zone = zone("Europe/Helsinki");
    assert_eq!(zone.start(day("2025-03-30")), at("2025-03-29T22:00:00Z"));
    assert_eq!(zone.end(day("2025-03-30")), at("2025-03-30T21:00:00Z"));
    assert_eq!(zone.start(day("2025-10-26")), at("2025-10-25T21:00:00Z"));
    assert_eq!(zone.end(day("2025-10-26")), at("2025-10-26T22:00:00Z"));
}

/// Published values: the reference on loyalty ledgers, 8.3, value 21.
#[test]
fn a_time_that_comes_twice_is_the_first_and_one_that_never_comes_is_as_much_later() {
    let clock = |time: &str| zone("Europe/Helsinki").0.to_timestamp(time.parse().unwrap()).unwrap();
    assert_eq!(clock("2025-10-26T03:30"), at("2025-10-26T00:30:00Z"));
    assert_eq!(clock("2025-03-30T03:30"), at("2025-03-30T01:30:00Z"));
}

#[test]
fn an_exclusive_end_has_a_last_day_before_it() {
    let zone = zone("Europe/Helsinki");
    assert_eq!(zone.day_before(zone.end(day("2025-02-25"))), day("2025-02-25"));
    assert_eq!(zone.day_before(at("2025-02-25T22:00:01Z")), day("2025-02-26"));
}

/// Published values: the reference on loyalty ledgers, 8.3, value 20.
#[test]
fn months_later_is_the_same_day_or_the_last_of_a_shorter_month() {
    for (from, months, to) in [
        ("2025-01-25", 1, "2025-02-25"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-08-29", 6, "2024-02-29"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
    ] {
        assert_eq!(plus_months(day(from), months), day(to), "{from} and {months}");
    }
}

#[test]
fn where_midnight_is_skipped_the_day_begins_an_hour_later() {
    let zone = zone("America/Sao_Paulo");
    assert_eq!(zone.start(day("2018-11-04")), at("2018-11-04T03:00:00Z"));
    assert_eq!(zone.day(at("2018-11-04T02:59:59Z")), day("2018-11-03"));
}

#[test]
fn leap_days_count() {
    assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), 2);
    assert_eq!(days_between(day("2023-02-28"), day("2023-03-01")), 1);
    assert_eq!(days_between(day("1998-03-01"), day("1998-02-01")), -28);
}

#[test]
fn beyond_the_calendar_is_its_last_day() {
    assert_eq!(plus(day("1998-01-05"), Days::MAX), Date::MAX);
    assert_eq!(plus(day("1998-01-05"), Days::MIN), Date::MIN);
    assert_eq!(plus_months(day("1998-01-05"), i32::MAX), Date::MAX);
    assert_eq!(plus_months(day("1998-01-05"), i32::MIN), Date::MIN);
    assert_eq!(plus_months(day("1998-01-05"), 200_000), Date::MAX);
    assert!(Zone::utc().end(Date::MAX) > at("9999-01-01T00:00:00Z"));
}

proptest! {
    #[test]
    fn adding_days_and_counting_them_agree(days in -400_000_i32..400_000) {
        let from = day("1998-01-05");
        prop_assert_eq!(days_between(from, plus(from, days)), days);
    }
}
