//! A budget is spent evenly over the time an offer runs.

use domain::offer::{Offer, Validity};
use domain::program::{Tallies, Tally};

use crate::house::{offer, program};
use crate::story::{at, new_york, offer_id, usd};
use crate::told::{budget, told_with};

/// Ten days, from the 1st to the 10th.
fn ten_days(total: &str, each: &str) -> Offer {
    Offer {
        validity: Validity { from: Some(at("1998-06-01T00:00")), until: Some(at("1998-06-11T00:00")) },
        budget: budget(total, each),
        ..offer("it")
    }
}

fn tally(held: u64, today: u64) -> Tally {
    Tally { held, today, ..Tally::default() }
}

fn listed(offer: &Offer, tally: Tally, now: &str) -> bool {
    let tallies = Tallies::from([(offer_id("it"), tally)]);
    match told_with(&program([offer.clone()]), "", now, &tallies).as_str() {
        "it" => true,
        "; it: pace" => false,
        other => panic!("{other}"),
    }
}

/// 1,000 for ten days, 520 spent after four: 480 for six.
#[test]
fn what_is_left_is_shared_among_the_days_that_are_left() {
    let offer = ten_days("1000", "20");
    let allowance = |tally, now: &str| offer.allowance(&tally, &new_york(), at(now)).unwrap();
    assert_eq!(allowance(tally(26, 0), "1998-06-05T00:00"), usd("80"));
    assert_eq!(
        allowance(tally(29, 3), "1998-06-05T23:59"),
        usd("80"),
        "today's claims do not change today's share"
    );
    assert!(listed(&offer, tally(29, 3), "1998-06-05"));
    assert!(!listed(&offer, tally(30, 4), "1998-06-05"));
    assert!(listed(&offer, tally(30, 0), "1998-06-06"));
}

#[test]
fn what_was_not_spent_is_spent_later() {
    let offer = ten_days("1000", "20");
    let allowance = |now: &str| offer.allowance(&tally(0, 0), &new_york(), at(now)).unwrap();
    assert_eq!(allowance("1998-06-01"), usd("100"));
    assert_eq!(allowance("1998-06-10T23:59"), usd("1000"));
}

#[test]
fn a_day_without_enough_for_one_waits_for_a_day_with_enough() {
    let offer = ten_days("100", "30");
    assert!(!listed(&offer, tally(0, 0), "1998-06-07"));
    assert!(listed(&offer, tally(0, 0), "1998-06-08"));
    assert!(!listed(&offer, tally(1, 1), "1998-06-08"));
}

#[test]
fn the_whole_is_never_overspent() {
    for each in ["1", "7", "30", "100", "101"] {
        let offer = ten_days("100", each);
        let mut held = 0;
        for day in 1..=10 {
            let mut today = 0;
            while listed(&offer, tally(held, today), &format!("1998-06-{day:02}")) {
                (held, today) = (held + 1, today + 1);
            }
        }
        let each = usd(each).minor as u64;
        assert!(held * each <= 10_000 && (held + 1) * each > 10_000, "{held} of {each}");
    }
}

#[test]
fn an_offer_without_a_budget_has_no_pace() {
    assert!(listed(&Offer { budget: None, ..ten_days("1", "1") }, tally(1_000_000, 1_000_000), "1998-06-05"));
    assert_eq!(offer("it").allowance(&tally(1, 1), &new_york(), at("1998-06-05")), None);
}

#[test]
fn fortunes_do_not_overflow() {
    let huge = ten_days("92233720368547758.07", "92233720368547758.07");
    assert!(!listed(&huge, tally(u64::MAX, u64::MAX), "1998-06-05"));
}
