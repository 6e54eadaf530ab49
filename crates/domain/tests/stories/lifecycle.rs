//! Where the relationship stands. A day on a threshold still belongs to the better stage.

use domain::lifecycle::preset::Preset;
use domain::lifecycle::{Comeback, Lifecycle, STAGES, Stage, StageFact, StageRules, Threshold};
use domain::profile::Profile;
use domain::referral::{Referral, Side};
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

/// "days since the last 57, at most 90"
fn why(history: &str, today: &str) -> Vec<String> {
    let told = lifecycle(history, today).why.into_iter().map(|reason| {
        let fact = match reason.fact {
            StageFact::PurchaseDays => "purchase days".to_owned(),
            StageFact::PurchaseDaysWithin(days) => format!("purchase days in {days}"),
            StageFact::DaysSinceLast => "days since the last".to_owned(),
            StageFact::DaysAway => "days away".to_owned(),
            StageFact::DaysSinceComeback => "days since they came back".to_owned(),
        };
        match reason.threshold {
            Threshold::AtLeast(least) => format!("{fact} {}, at least {least}", reason.value),
            Threshold::AtMost(most) => format!("{fact} {}, at most {most}", reason.value),
        }
    });
    told.collect()
}

#[test]
fn a_stage_says_why_with_its_facts_their_values_and_the_thresholds() {
    assert_eq!(why("", "1998-01-05"), ["purchase days 0, at most 0"]);
    assert_eq!(
        why("1998-01-05 bought 1.00", "1998-01-15"),
        ["purchase days 1, at most 1", "days since the last 10, at most 45"]
    );
    assert_eq!(why("1998-01-05 bought 1.00", "1998-03-03"), ["days since the last 57, at most 90"]);
    assert_eq!(
        why(FOUR, "1998-04-06"),
        ["purchase days in 365 4, at least 4", "days since the last 1, at most 90"]
    );
    assert_eq!(
        why(FOUR, "1998-07-05"),
        ["days since the last 91, at least 91", "days since the last 91, at most 365"]
    );
    assert_eq!(why(FOUR, "1999-04-06"), ["days since the last 366, at least 366"]);
    assert_eq!(
        why(BACK, "1998-01-07"),
        [
            "days away 614, at least 366",
            "days since they came back 2, at most 60",
            "days since the last 2, at most 90"
        ]
    );
}

#[test]
fn the_purchase_that_ended_a_lapse_is_remembered_after_the_stage_has_passed() {
    let back = Some(Comeback { on: day("1998-01-05"), away: 614 });
    assert_eq!(lifecycle(BACK, "1998-01-05").comeback, back);
    assert_eq!(lifecycle(BACK, "1998-06-01").comeback, back);
    assert_eq!(lifecycle(BACK, "1998-01-04").comeback, None);
    assert_eq!(lifecycle(FOUR, "1998-06-01").comeback, None);
}

#[test]
fn who_brought_friends_that_bought_is_an_ambassador_at_any_stage() {
    let brought = |side: Side, at: &str| Referral {
        side,
        other: domain::id::CustomerId::new("bea").unwrap(),
        order: domain::id::OrderId::new("o-1").unwrap(),
        at: crate::story::at(at),
    };
    let seen = |rules: StageRules, referrals: Vec<Referral>| {
        let profile = Profile { referrals, ..Profile::default() };
        let seen = rules.lifecycle(&profile, &new_york(), day("1998-01-05"));
        (seen.stage, seen.friends, seen.ambassador)
    };
    let two = StageRules { ambassador_friends: 2, ..house::STAGES };
    let bea = brought(Side::Inviter, "1998-01-05");
    assert_eq!(seen(house::STAGES, vec![]), (Stage::Prospect, 0, false));
    assert_eq!(seen(house::STAGES, vec![bea.clone()]), (Stage::Prospect, 1, true));
    assert_eq!(seen(two, vec![bea.clone()]), (Stage::Prospect, 1, false));
    assert_eq!(seen(two, vec![bea.clone(), bea.clone()]), (Stage::Prospect, 2, true));
    assert!(!seen(house::STAGES, vec![brought(Side::Friend, "1998-01-05")]).2, "came, brought nobody");
    assert!(!seen(house::STAGES, vec![brought(Side::Inviter, "1998-01-06")]).2, "not yet");
    assert!(!seen(StageRules { ambassador_friends: 0, ..two }, vec![bea]).2, "nobody is ever one");
    assert_eq!(Preset::Standard.rules().ambassador_friends, 1);
}
