//! What the relationship has earned: points of net orders in a rolling window, and the tier they reach.

use domain::id::TierId;
use domain::money::Points;
use domain::profile::Profile;
use domain::program::Program;
use domain::tier::{Holding, InvalidLadder, Ladder, PointRules, Window};
use domain::time::Date;
use expect_test::{Expect, expect};

use crate::house::{holding, ladder, program, tier};
use crate::story::{day, money, profile, profile_in, usd, zone};

#[track_caller]
fn check(history: &str, today: &str, expected: Expect) {
    expected.assert_eq(&standing(&program([]), &profile(history, today), day(today)));
}

fn standing(program: &Program, profile: &Profile, today: Date) -> String {
    let seen = program.ladder.standing(program, profile, today);
    let next = seen.next.map_or(String::new(), |(tier, missing)| format!(", {missing} to {}", tier.id));
    let kept = seen.kept_until.map_or(String::new(), |day| format!(", kept until {day}"));
    format!("{} with {}{next}{kept}", seen.tier.id, seen.points)
}

#[test]
fn everyone_stands_on_the_lowest_tier_and_never_loses_it() {
    check("", "1998-01-05", expect!["prelude with 0, 100 to sonata"]);
    check("1998-01-05 bought 99.99", "1998-01-05", expect!["prelude with 99, 1 to sonata"]);
}

#[test]
fn a_tier_is_reached_on_its_very_point() {
    check(
        "1998-01-05 bought 100.00",
        "1998-01-05",
        expect!["sonata with 100, 150 to concerto, kept until 1999-01-04"],
    );
    check(
        "1998-01-05 bought 249.99",
        "1998-01-05",
        expect!["sonata with 249, 1 to concerto, kept until 1999-01-04"],
    );
    check(
        "1998-01-05 bought 250.00",
        "1998-01-05",
        expect!["concerto with 250, 250 to symphonie, kept until 1999-01-04"],
    );
}

#[test]
fn there_is_nothing_above_the_top() {
    check("1998-01-05 bought 2000.00", "1998-01-05", expect!["symphonie with 2000, kept until 1999-01-04"]);
}

#[test]
fn each_order_earns_for_its_own_full_dollars() {
    check(
        "1998-01-05 bought 0.99; 1998-01-06 bought 0.99; 1998-01-07 bought 1.00",
        "1998-01-07",
        expect!["prelude with 1, 99 to sonata"],
    );
}

#[test]
fn what_is_given_back_is_earned_no_more() {
    let told = "1998-01-05 bought 100.00; 1998-02-01 refunded o-1 75.00";
    check(told, "1998-01-31", expect!["sonata with 100, 150 to concerto, kept until 1999-01-04"]);
    check(told, "1998-02-01", expect!["prelude with 25, 75 to sonata"]);
}

#[test]
fn parts_given_back_never_drift_from_the_whole() {
    let told = "1998-01-05 bought 100.00; 1998-02-01 refunded o-1 33.33; 1998-02-02 refunded o-1 33.33; 1998-02-03 refunded o-1 33.34";
    check(told, "1998-02-01", expect!["prelude with 66, 34 to sonata"]);
    check(told, "1998-02-02", expect!["prelude with 33, 67 to sonata"]);
    check(told, "1998-02-03", expect!["prelude with 0, 100 to sonata"]);
}

#[test]
fn points_count_for_365_days_and_not_a_day_longer() {
    let told = "1998-01-05 bought 120.00";
    check(told, "1999-01-04", expect!["sonata with 120, 130 to concerto, kept until 1999-01-04"]);
    check(told, "1999-01-05", expect!["prelude with 0, 100 to sonata"]);
}

#[test]
fn a_tier_is_kept_while_later_orders_carry_it_to_the_very_point() {
    let told = "1998-01-05 bought 60.00; 1998-03-01 bought 50.00; 1998-06-01 bought 50.00";
    check(told, "1998-06-30", expect!["sonata with 160, 90 to concerto, kept until 1999-02-28"]);
}

#[test]
fn points_leave_when_the_day_begins_in_the_zone_of_the_program() {
    let told = "1998-01-06T04:59:59Z bought 120.00";
    check(told, "1998-06-30", expect!["sonata with 120, 130 to concerto, kept until 1999-01-04"]);
    let told = "1998-01-06T05:00:00Z bought 120.00";
    check(told, "1998-06-30", expect!["sonata with 120, 130 to concerto, kept until 1999-01-05"]);
}

#[test]
fn another_currency_earns_nothing() {
    check("1998-01-05 bought 500.00 EUR", "1998-01-06", expect!["prelude with 0, 100 to sonata"]);
}

#[test]
fn a_rule_may_give_several_points_for_a_larger_amount() {
    let rules = PointRules { points: 3, for_each: usd("10.00"), except: Vec::new() };
    assert_eq!(rules.points_of(usd("9.99")), Points(0));
    assert_eq!(rules.points_of(usd("10.00")), Points(3));
    assert_eq!(rules.points_of(usd("39.99")), Points(9));
    assert_eq!(rules.points_of(usd("-10.00")), Points(0));
    assert_eq!(PointRules { for_each: usd("0"), ..rules.clone() }.points_of(usd("10.00")), Points(0));
}

#[test]
fn currencies_with_no_digits_and_with_three_earn_by_the_full_unit() {
    let yen = PointRules { points: 1, for_each: money("100", "JPY"), except: Vec::new() };
    assert_eq!(yen.points_of(money("1250", "JPY")), Points(12));
    let dinar = PointRules { points: 1, for_each: money("1", "KWD"), except: Vec::new() };
    assert_eq!(dinar.points_of(money("1.999", "KWD")), Points(1));
    assert_eq!(dinar.points_of(money("1250", "JPY")), Points(0));
}

#[test]
fn fortunes_do_not_overflow() {
    let told = "1998-01-05 bought 92233720368547758.07; 1998-01-06 bought 92233720368547758.07";
    let rules = PointRules { points: i64::MAX, for_each: usd("0.01"), except: Vec::new() };
    let holding = Holding { window: Window::Rolling(i32::MAX), ..holding() };
    let program = Program { points: rules, holding, ..program([]) };
    let seen = standing(&program, &profile(told, "1998-01-06"), day("1998-01-06"));
    expect!["symphonie with 9223372036854775807, kept until 9999-12-31"].assert_eq(&seen);
}

#[test]
fn a_tier_gives_what_lower_ones_give_and_its_own() {
    let ladder = ladder();
    let given = ladder.benefits(&ladder.tiers()[2]).map(|benefit| benefit.id.to_string());
    assert_eq!(given.collect::<Vec<_>>(), ["prelude-gift", "sonata-gift", "concerto-gift"]);
}

#[test]
fn tiers_rise_from_nothing_or_make_no_ladder() {
    assert_eq!(Ladder::new(vec![]), Err(InvalidLadder::Empty));
    assert_eq!(Ladder::new(vec![tier("low", 1)]), Err(InvalidLadder::NoGround(TierId::new("low").unwrap())));
    let refusal = Ladder::new(vec![tier("low", 0), tier("high", 9), tier("higher", 9)]).unwrap_err();
    assert_eq!(refusal, InvalidLadder::NotRising(TierId::new("higher").unwrap()));
    assert_eq!(refusal.to_string(), "tier `higher` must take more points than the one before it");
    assert!(Ladder::new(vec![tier("low", 0)]).is_ok());
}

#[test]
fn a_rank_counts_from_the_ground() {
    let rank = |id: &str| ladder().rank(&TierId::new(id).unwrap());
    assert_eq!((rank("prelude"), rank("symphonie"), rank("opus")), (Some(0), Some(3), None));
}

#[test]
fn an_early_morning_order_in_helsinki_counts_from_its_own_day() {
    let zone = zone("Europe/Helsinki");
    let profile = profile_in(&zone, "2024-12-31T22:30:00Z bought 100.00", "2025-06-01");
    expect!["sonata with 100, 150 to concerto, kept until 2025-12-31"].assert_eq(&standing(
        &Program { zone, ..program([]) },
        &profile,
        day("2025-06-01"),
    ));
}
