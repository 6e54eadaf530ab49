//! What an offer may ask of a customer. Each bound is tried on both sides.

use domain::condition::{Condition, Leaf, Observed, Range};
use domain::id::{BehaviourName, TierId};
use domain::lifecycle::Stage;
use std::cmp::Ordering;

use crate::house::{offer, program, situation};
use crate::story::{offer_id, usd};

const NOW: &str = "1998-06-30T12:00";

/// Whether a condition holds of a history, with what is observed on the way.
#[track_caller]
fn ask(history: &str, condition: &Condition, observed: &[Observed<'_>]) -> bool {
    situation(&program([offer("encore")]), history, NOW, |seen| {
        let facts = seen.facts();
        let because = condition.check(&facts);
        assert_eq!(because.observed(), observed);
        because.holds
    })
}

#[track_caller]
fn check(history: &str, leaf: Leaf, observed: Observed<'_>, holds: bool) {
    assert_eq!(ask(history, &Condition::Fact(leaf), &[observed]), holds);
}

fn tier_id(id: &str) -> TierId {
    TierId::new(id).unwrap()
}

fn exactly<T: Copy>(value: T) -> Range<T> {
    Range { at_least: Some(value), at_most: Some(value) }
}

#[test]
fn a_stage_is_one_of_those_named() {
    let told = "1998-06-01 bought 30.00";
    check(told, Leaf::Stage(vec![Stage::Active, Stage::New]), Observed::Stage(Stage::New), true);
    check(told, Leaf::Stage(vec![Stage::Active]), Observed::Stage(Stage::New), false);
    check(told, Leaf::Stage(vec![]), Observed::Stage(Stage::New), false);
}

#[test]
fn a_tier_is_this_one_or_a_higher_one() {
    let told = "1998-06-01 bought 250.00";
    let concerto = tier_id("concerto");
    let held = |beside| Observed::Tier(&concerto, beside);
    check(told, Leaf::TierAtLeast(tier_id("sonata")), held(Some(Ordering::Greater)), true);
    check(told, Leaf::TierAtLeast(tier_id("concerto")), held(Some(Ordering::Equal)), true);
    check(told, Leaf::TierAtLeast(tier_id("symphonie")), held(Some(Ordering::Less)), false);
    check(told, Leaf::TierIs(tier_id("concerto")), held(Some(Ordering::Equal)), true);
    check(told, Leaf::TierIs(tier_id("sonata")), held(Some(Ordering::Greater)), false);
    check(told, Leaf::TierAtLeast(tier_id("opus")), held(None), false);
}

#[test]
fn orders_are_counted_net() {
    let told =
        "1998-06-01 bought 1.00; 1998-06-02 bought 1.00; 1998-06-03 bought 1.00; 1998-06-04 refunded o-2";
    for (range, holds) in [
        (Range::at_least(2), true),
        (Range::at_least(3), false),
        (Range::at_most(2), true),
        (Range::at_most(1), false),
        (exactly(2), true),
        (Range { at_least: None, at_most: None }, true),
    ] {
        check(told, Leaf::Orders(None, range), Observed::Count(2), holds);
    }
}

#[test]
fn the_last_so_many_days_include_today_and_begin_at_midnight_in_new_york() {
    let count = |history, days, count| {
        check(history, Leaf::Orders(Some(days), exactly(count)), Observed::Count(count as i64), true)
    };
    // 30 days before the end of 30 June begin with 1 June, four hours into it by universal time.
    count("1998-06-01T04:00:00Z bought 1.00", 30, 1);
    count("1998-06-01T03:59:59Z bought 1.00", 30, 0);
    count("1998-06-30T00:00 bought 1.00", 1, 1);
    count("1998-06-29T23:59 bought 1.00", 1, 0);
    count("1998-06-30T00:00 bought 1.00", 0, 0);
    count("1990-01-01 bought 1.00", i32::MAX, 1);
    count("1990-01-01 bought 1.00; 1998-06-01 bought 1.00; 1998-06-02 bought 1.00", 30, 2);
}

#[test]
fn what_was_spent_is_net_and_in_the_currency_of_the_program() {
    let told = "1998-06-01 bought 30.00; 1998-06-02 bought 20.00; 1998-06-03 refunded o-1 10.00; 1998-06-04 bought 99.00 EUR";
    let spent = || Observed::Amount(usd("40.00"));
    check(told, Leaf::Spent(None, Range::at_least(usd("40.00"))), spent(), true);
    check(told, Leaf::Spent(None, Range::at_least(usd("40.01"))), spent(), false);
    check(told, Leaf::Spent(None, Range::at_most(usd("40.00"))), spent(), true);
    check(told, Leaf::Spent(None, Range::at_most(usd("39.99"))), spent(), false);
    check(told, Leaf::Spent(Some(29), exactly(usd("20.00"))), Observed::Amount(usd("20.00")), true);
    check(
        "1998-06-01 bought 9.00 EUR",
        Leaf::Spent(None, exactly(usd("0"))),
        Observed::Amount(usd("0")),
        true,
    );
    let at_midnight = "1998-05-31T23:59 bought 9.00; 1998-06-01T00:00 bought 5.00";
    check(at_midnight, Leaf::Spent(Some(30), exactly(usd("5.00"))), Observed::Amount(usd("5.00")), true);
}

#[test]
fn days_since_an_order_count_from_midnight_to_midnight() {
    let told = "1998-05-01 bought 1.00; 1998-06-20T23:59 bought 1.00";
    let last = || Observed::Days(Some(10));
    check(told, Leaf::DaysSinceOrder(Range::at_least(10)), last(), true);
    check(told, Leaf::DaysSinceOrder(Range::at_least(11)), last(), false);
    check(told, Leaf::DaysSinceOrder(Range::at_most(10)), last(), true);
    check(told, Leaf::DaysSinceOrder(Range::at_most(9)), last(), false);
    check(told, Leaf::DaysSinceFirstOrder(exactly(60)), Observed::Days(Some(60)), true);
    check(told, Leaf::DaysSinceFirstOrder(Range::at_least(61)), Observed::Days(Some(60)), false);
}

#[test]
fn who_has_never_bought_has_no_days_since() {
    check("", Leaf::DaysSinceOrder(Range::at_least(0)), Observed::Days(None), false);
    check("", Leaf::DaysSinceFirstOrder(Range::at_most(9)), Observed::Days(None), false);
}

#[test]
fn points_to_the_next_tier_are_never_few_at_the_top() {
    check("1998-06-01 bought 60.00", Leaf::PointsToNextTier(Range::at_most(40)), Observed::Count(40), true);
    check("1998-06-01 bought 60.00", Leaf::PointsToNextTier(Range::at_most(39)), Observed::Count(40), false);
    check("1998-06-01 bought 60.00", Leaf::PointsToNextTier(Range::at_least(41)), Observed::Count(40), false);
    check("1998-06-01 bought 900.00", Leaf::PointsToNextTier(Range::at_most(40)), Observed::Nothing, false);
}

#[test]
fn a_behaviour_is_counted_by_name_within_its_days() {
    let told = "1998-06-01 did Product Viewed; 1998-06-02 did Product Viewed; 1998-06-03 did Wished";
    let viewed =
        |within, range| Leaf::Behaviour(BehaviourName::new("Product Viewed").unwrap(), within, range);
    check(told, viewed(None, Range::at_least(2)), Observed::Count(2), true);
    check(told, viewed(None, Range::at_least(3)), Observed::Count(2), false);
    check(told, viewed(Some(29), Range::at_most(1)), Observed::Count(1), true);
    let at_midnight = "1998-05-31T23:59 did Product Viewed; 1998-06-01T00:00 did Product Viewed";
    check(at_midnight, viewed(Some(30), exactly(1)), Observed::Count(1), true);
    check("", viewed(None, Range::at_most(0)), Observed::Count(0), true);
}

#[test]
fn claims_are_counted_unless_given_back_and_redemptions_when_used() {
    let told = "1998-01-05 claimed encore; 1998-01-06 released c-1; 1998-01-07 claimed encore; 1998-01-08 redeemed c-2; \
                1998-01-09 claimed encore until 1998-01-10; 1998-01-11 claimed other";
    let encore = || offer_id("encore");
    check(told, Leaf::Claims(encore(), Range::at_least(2)), Observed::Count(2), true);
    check(told, Leaf::Claims(encore(), Range::at_least(3)), Observed::Count(2), false);
    check(told, Leaf::Redemptions(encore(), exactly(1)), Observed::Count(1), true);
    check(told, Leaf::Redemptions(encore(), Range::at_most(0)), Observed::Count(1), false);
}

#[test]
fn a_tree_holds_as_its_parts_do_and_every_leaf_is_looked_at() {
    let yes = || Condition::Fact(Leaf::Orders(None, Range::at_most(0)));
    let no = || Condition::Fact(Leaf::Orders(None, Range::at_least(1)));
    let holds =
        |condition: Condition| ask("", &condition, &vec![Observed::Count(0); condition.leaves().len()]);
    assert!(holds(Condition::All(vec![yes(), yes()])) && !holds(Condition::All(vec![no(), yes()])));
    assert!(holds(Condition::Any(vec![yes(), no()])) && !holds(Condition::Any(vec![no(), no()])));
    assert!(holds(Condition::Not(Box::new(no()))) && !holds(Condition::Not(Box::new(yes()))));
    assert!(holds(Condition::All(vec![])) && !holds(Condition::Any(vec![])));
    assert!(holds(Condition::All(vec![yes(), Condition::Not(Box::new(Condition::Any(vec![no(), no()])))])));
}
