//! A profile is what the events say, in any order of arrival and however often reported.

use domain::event::{Fact, Item};
use domain::id::{BehaviourName, InvalidId, OfferId, OrderId, ProductId};
use domain::money::Money;
use domain::profile::{Outcome, Profile};

use crate::story::{at, day, events, events_in, new_york, offer_id, profile, usd, zone};

const LATER: &str = "1999-12-31";

fn net(history: &str) -> Vec<Money> {
    profile(history, LATER).orders.into_iter().map(|order| order.net).collect()
}

#[test]
fn nobody_in_particular_has_the_empty_profile() {
    assert_eq!(profile("", LATER), Profile::default());
}

#[test]
fn a_refund_takes_what_it_gives_back() {
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 10.00"), [usd("20.00")]);
    assert_eq!(
        net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 10.00; 1998-02-02 refunded o-1 19.99"),
        [usd("0.01")]
    );
}

#[test]
fn an_order_given_back_wholly_is_no_order() {
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1"), []);
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 30.00"), []);
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 45.00"), []);
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 5.00; 1998-02-02 refunded o-1"), []);
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 cancelled o-1"), []);
}

#[test]
fn an_order_worth_nothing_is_left_out() {
    assert_eq!(net("1998-01-05 bought 0.00; 1998-01-06 bought 0.01"), [usd("0.01")]);
}

#[test]
fn a_refund_counts_though_the_order_is_reported_after_it() {
    assert_eq!(net("1998-02-01 refunded o-1 10.00; 1998-02-03 bought 30.00"), [usd("20.00")]);
    assert_eq!(net("1998-02-01 cancelled o-1; 1998-02-03 bought 30.00"), []);
}

#[test]
fn a_refund_of_an_order_nobody_knows_changes_nothing() {
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-7"), [usd("30.00")]);
}

#[test]
fn a_refund_in_another_currency_takes_the_whole_order() {
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 1.00 EUR"), []);
}

#[test]
fn a_refund_of_nothing_takes_nothing_in_any_currency() {
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 0.00"), [usd("30.00")]);
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 0.00 EUR"), [usd("30.00")]);
}

#[test]
fn a_negative_refund_gives_nothing() {
    assert_eq!(net("1998-01-05 bought 30.00; 1998-02-01 refunded o-1 -10.00"), [usd("30.00")]);
}

#[test]
fn an_order_reported_twice_under_two_events_is_one_order() {
    let mut told = events("1998-01-05 bought 30.00; 1998-01-06 bought 40.00");
    let Fact::OrderCompleted { order, .. } = &mut told[1].fact else { unreachable!() };
    *order = OrderId::new("o-1").unwrap();
    let profile = Profile::as_of(at(LATER), told);
    assert_eq!(profile.orders.len(), 1);
    assert_eq!(profile.orders[0].net, usd("30.00"));
}

#[test]
fn an_order_reported_again_does_not_empty_the_basket_again() {
    let mut told = events("1998-01-05 bought 30.00; 1998-01-06 did Product Added; 1998-01-07 bought 30.00");
    let product = ProductId::new("b-1").unwrap();
    let Fact::Behaviour { item, .. } = &mut told[1].fact else { unreachable!() };
    *item = Some(Item { product, category: None, quantity: 1, price: None });
    told[2].fact = told[0].fact.clone();
    assert_eq!(Profile::as_of(at(LATER), told).basket.items().count(), 1);
}

#[test]
fn of_two_events_with_one_id_at_one_instant_it_is_the_same_that_counts() {
    let mut told = events("1998-01-05 bought 30.00; 1998-01-05 bought 40.00");
    told[1].id = told[0].id.clone();
    let one = Profile::as_of(at(LATER), told.clone());
    told.reverse();
    assert_eq!(Profile::as_of(at(LATER), told), one);
    assert_eq!(one.orders.len(), 1);
}

#[test]
fn of_two_events_with_one_id_the_earlier_counts() {
    let mut told = events("1998-01-06 bought 40.00; 1998-01-05 bought 30.00");
    told[1].id = told[0].id.clone();
    let profile = Profile::as_of(at(LATER), told);
    assert_eq!(profile.orders.iter().map(|order| order.net).collect::<Vec<_>>(), [usd("30.00")]);
}

#[test]
fn what_has_not_happened_yet_is_not_true_yet() {
    let told = || events("1998-01-05T12:00 bought 30.00; 1998-02-01T12:00 refunded o-1");
    assert_eq!(Profile::as_of(at("1998-01-05T11:59:59"), told()).orders.len(), 0);
    assert_eq!(Profile::as_of(at("1998-01-05T12:00"), told()).orders.len(), 1);
    assert_eq!(Profile::as_of(at("1998-02-01T11:59:59"), told()).orders.len(), 1);
    assert_eq!(Profile::as_of(at("1998-02-01T12:00"), told()).orders.len(), 0);
}

#[test]
fn two_orders_on_one_day_are_one_visit() {
    let told = "1998-01-05T00:00 bought 30.00; 1998-01-05T23:59 bought 10.00; 1998-01-06T00:00 bought 10.00";
    assert_eq!(profile(told, LATER).purchase_days(&new_york()), [day("1998-01-05"), day("1998-01-06")]);
}

#[test]
fn a_day_that_clocks_return_to_is_still_one_day() {
    // At 00:01 on 7 November 2010 the clocks of St. John's went back to 23:01 of the day before.
    let zone = zone("America/St_Johns");
    let told = "2010-11-07T02:30:30Z bought 1.00; 2010-11-07T02:31:30Z bought 1.00; 2010-11-07T03:30:30Z bought 1.00";
    let profile = Profile::as_of(at("2010-12-01"), events_in(&zone, told));
    assert_eq!(profile.purchase_days(&zone), [day("2010-11-06"), day("2010-11-07")]);
}

#[test]
fn behaviour_is_kept_by_name_with_its_moments() {
    let profile =
        profile("1998-01-06 did Product Viewed; 1998-01-05 did Product Viewed; 1998-01-07 did Wished", LATER);
    let viewed = BehaviourName::new("Product Viewed").unwrap();
    assert_eq!(profile.behaviour[&viewed], [at("1998-01-05"), at("1998-01-06")]);
    assert_eq!(profile.behaviour.len(), 2);
}

#[test]
fn a_claim_ends_once() {
    let told = "1998-01-05 claimed encore; 1998-01-06 redeemed c-1; 1998-01-07 released c-1";
    let profile = profile(told, LATER);
    assert_eq!(profile.claims[0].outcome, Some(Outcome::Redeemed(at("1998-01-06"))));
    assert_eq!(profile.claims[0].terms, Some(crate::story::words("encore")), "the words of the day are kept");
}

#[test]
fn not_for_me_dates_from_when_it_was_last_said() {
    let told = "1998-01-05 declined encore; 1998-03-01 declined encore";
    assert_eq!(profile(told, LATER).declined[&offer_id("encore")], at("1998-03-01"));
}

#[test]
fn at_one_instant_an_end_comes_after_its_beginning() {
    let mut told = events(
        "1998-01-05 released c-1; 1998-01-05 claimed encore; 1998-01-05 restored a; 1998-01-05 declined a",
    );
    for _ in 0..2 {
        let profile = Profile::as_of(at(LATER), told.clone());
        assert_eq!(profile.claims[0].outcome, Some(Outcome::Released(at("1998-01-05"))));
        assert!(profile.declined.is_empty());
        told.reverse();
    }
}

#[test]
fn a_name_says_why_it_is_none() {
    assert_eq!(OrderId::new(" "), Err(InvalidId::Empty));
    assert_eq!(OrderId::new("a\nb"), Err(InvalidId::Control));
    assert_eq!(OrderId::new("x".repeat(201)), Err(InvalidId::TooLong));
    assert!(OrderId::new("Nº 5 / 1998").is_ok() && OrderId::new("x".repeat(200)).is_ok());
    for text in ["Encore", "1st", "-a", "a_b", "é"] {
        assert_eq!(OfferId::new(text), Err(InvalidId::NotASlug), "`{text}`");
    }
    assert_eq!(
        OfferId::new("Encore").unwrap_err().to_string(),
        "must be a slug: lower-case letters, digits and hyphens, starting with a letter"
    );
}
