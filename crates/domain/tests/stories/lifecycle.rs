//! Where the relationship stands. A day on a threshold still belongs to the better stage.

use domain::lifecycle::{Lifecycle, STAGES, Stage, StageRules};
use expect_test::{Expect, expect};

use crate::house;
use crate::story::{day, new_york, profile};

const FOUR: &str =
    "1998-01-05 bought 1.00; 1998-02-05 bought 1.00; 1998-03-05 bought 1.00; 1998-04-05 bought 1.00";
const BACK: &str = "1996-05-01 bought 1.00; 1998-01-05 bought 1.00";

fn lifecycle(history: &str, today: &str) -> Lifecycle {
    house::STAGES.lifecycle(&profile(history, today), &new_york(), day(today))
}

#[track_caller]
fn check(history: &str, today: &str, expected: Expect) {
    let seen = lifecycle(history, today);
    let since = seen.since.map_or(String::new(), |day| format!(" since {day}"));
    let next = seen.next.map_or(String::new(), |(day, stage)| format!(", {} from {day}", stage.name()));
    expected.assert_eq(&format!("{}{since}{next}", seen.stage.name()));
}

#[test]
fn who_has_bought_nothing_is_a_prospect() {
    check("", "1998-01-05", expect!["prospect"]);
    check("1998-01-05 did Product Viewed; 1998-01-05 saw encore", "1998-01-06", expect!["prospect"]);
    check("1998-01-05 bought 0.00", "1998-01-06", expect!["prospect"]);
}

#[test]
fn a_first_order_given_back_leaves_a_prospect() {
    check(
        "1998-01-05 bought 30.00; 1998-02-01 refunded o-1",
        "1998-01-31",
        expect!["new since 1998-01-05, active from 1998-02-20"],
    );
    check("1998-01-05 bought 30.00; 1998-02-01 refunded o-1", "1998-02-01", expect!["prospect"]);
}

#[test]
fn a_first_purchase_is_new_to_the_45th_day() {
    check("1998-01-05 bought 30.00", "1998-01-05", expect!["new since 1998-01-05, active from 1998-02-20"]);
    check("1998-01-05 bought 30.00", "1998-02-19", expect!["new since 1998-01-05, active from 1998-02-20"]);
    check(
        "1998-01-05 bought 30.00",
        "1998-02-20",
        expect!["active since 1998-02-20, at_risk from 1998-04-06"],
    );
}

#[test]
fn a_second_order_on_the_first_day_is_still_new() {
    check(
        "1998-01-05T09:00 bought 30.00; 1998-01-05T18:00 bought 5.00",
        "1998-01-06",
        expect!["new since 1998-01-05, active from 1998-02-20"],
    );
}

#[test]
fn a_second_day_makes_active() {
    check(
        "1998-01-05 bought 30.00; 1998-01-09 bought 5.00",
        "1998-01-09",
        expect!["active since 1998-01-09, at_risk from 1998-04-10"],
    );
}

#[test]
fn active_lasts_to_the_90th_day() {
    check(
        "1998-01-05 bought 30.00",
        "1998-04-05",
        expect!["active since 1998-02-20, at_risk from 1998-04-06"],
    );
    check(
        "1998-01-05 bought 30.00",
        "1998-04-06",
        expect!["at_risk since 1998-04-06, lapsed from 1999-01-06"],
    );
}

#[test]
fn at_risk_lasts_to_the_365th_day() {
    check(
        "1998-01-05 bought 30.00",
        "1999-01-05",
        expect!["at_risk since 1998-04-06, lapsed from 1999-01-06"],
    );
    check("1998-01-05 bought 30.00", "1999-01-06", expect!["lapsed since 1999-01-06"]);
}

#[test]
fn four_purchase_days_within_a_year_make_loyal() {
    check(FOUR, "1998-04-04", expect!["active since 1998-02-05, at_risk from 1998-06-04"]);
    check(FOUR, "1998-04-05", expect!["loyal since 1998-04-05, at_risk from 1998-07-05"]);
    check(FOUR, "1998-07-05", expect!["at_risk since 1998-07-05, lapsed from 1999-04-06"]);
}

#[test]
fn the_first_of_four_counts_on_its_365th_day_and_no_longer() {
    let told =
        "1997-01-05 bought 1.00; 1997-06-05 bought 1.00; 1997-09-05 bought 1.00; 1997-12-05 bought 1.00";
    check(told, "1998-01-04", expect!["loyal since 1997-12-05, active from 1998-01-05"]);
    check(told, "1998-01-05", expect!["active since 1998-01-05, at_risk from 1998-03-06"]);
}

#[test]
fn four_orders_on_one_day_are_not_loyalty() {
    let told = "1998-01-05T09 bought 1.00; 1998-01-05T10 bought 1.00; 1998-01-05T11 bought 1.00; 1998-01-05T12 bought 1.00";
    check(told, "1998-01-06", expect!["new since 1998-01-05, active from 1998-02-20"]);
}

#[test]
fn a_purchase_after_a_lapse_wins_back_for_60_days() {
    check(BACK, "1998-01-04", expect!["lapsed since 1997-05-02"]);
    check(BACK, "1998-01-05", expect!["won_back since 1998-01-05, active from 1998-03-07"]);
    check(BACK, "1998-03-06", expect!["won_back since 1998-01-05, active from 1998-03-07"]);
    check(BACK, "1998-03-07", expect!["active since 1998-03-07, at_risk from 1998-04-06"]);
}

#[test]
fn only_the_last_comeback_counts() {
    let told =
        "1992-01-05 bought 1.00; 1992-02-05 bought 1.00; 1994-05-01 bought 1.00; 1998-01-05 bought 1.00";
    check(told, "1998-01-06", expect!["won_back since 1998-01-05, active from 1998-03-07"]);
    let told = format!("{told}; 1998-06-01 bought 1.00");
    check(&told, "1998-06-02", expect!["active since 1998-06-01, at_risk from 1998-08-31"]);
}

#[test]
fn who_was_only_at_risk_is_not_won_back() {
    check(
        "1997-01-05 bought 1.00; 1998-01-05 bought 1.00",
        "1998-01-05",
        expect!["active since 1998-01-05, at_risk from 1998-04-06"],
    );
    check(
        "1997-01-04 bought 1.00; 1998-01-05 bought 1.00",
        "1998-01-05",
        expect!["won_back since 1998-01-05, active from 1998-03-07"],
    );
}

#[test]
fn won_back_comes_before_loyal_until_it_ends() {
    let told = "1996-05-01 bought 1.00; 1998-01-05 bought 1.00; 1998-01-15 bought 1.00; 1998-01-25 bought 1.00; 1998-02-05 bought 1.00";
    check(told, "1998-02-05", expect!["won_back since 1998-01-05, loyal from 1998-03-07"]);
}

#[test]
fn a_day_begins_at_midnight_in_the_zone_of_the_program() {
    // Half an hour before midnight in New York is the next day in universal time.
    check(
        "1998-01-06T04:30:00Z bought 1.00",
        "1998-02-19",
        expect!["new since 1998-01-05, active from 1998-02-20"],
    );
    check(
        "1998-01-06T05:00:00Z bought 1.00",
        "1998-02-20",
        expect!["new since 1998-01-06, active from 1998-02-21"],
    );
}

#[test]
fn the_hour_that_spring_takes_shortens_no_threshold() {
    // 5 April 1998 had 23 hours: 90 days after the last minute of 5 January is still 5 April.
    check(
        "1998-01-05T23:59 bought 1.00",
        "1998-04-05",
        expect!["active since 1998-02-20, at_risk from 1998-04-06"],
    );
}

#[test]
fn a_lifecycle_says_what_it_rests_on() {
    let seen = lifecycle(FOUR, "1998-03-31");
    assert_eq!(
        (seen.first, seen.last, seen.purchase_days),
        (Some(day("1998-01-05")), Some(day("1998-03-05")), 3)
    );
}

#[test]
fn thresholds_without_end_are_never_crossed() {
    let rules = StageRules {
        active_days: i32::MAX,
        at_risk_days: i32::MAX,
        won_back_days: i32::MAX,
        ..house::STAGES
    };
    let seen = rules.lifecycle(&profile(FOUR, "1998-03-31"), &new_york(), day("1998-03-31"));
    assert_eq!((seen.stage, seen.next), (Stage::Active, None));
}

#[test]
fn every_stage_has_its_own_name() {
    let names: std::collections::BTreeSet<_> = STAGES.map(Stage::name).into();
    assert_eq!(names.len(), 7);
}
