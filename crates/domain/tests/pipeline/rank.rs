//! Which of the offers that can be given comes first.

use domain::condition::Leaf;
use domain::decision::Slot;
use domain::lifecycle::Stage;
use domain::offer::{Kind, Offer};
use domain::program::{Program, Tallies};
use proptest::prelude::*;

use crate::house::{offer, offer_for, program, situation, slot};
use crate::told::{at_priority, seen, told, told_with, worth};

fn worthy(id: &str) -> Offer {
    Offer { worth: worth("100", "1"), ..offer(id) }
}

fn listed(program: &Program, tallies: &Tallies, seed: u64) -> Vec<String> {
    situation(program, "", "1998-06-10", |seen| {
        let slot = Slot { seed, ..slot("home") };
        assert_eq!(seen.decide(&slot, tallies).listed, seen.trace(&slot, tallies).listed);
        seen.decide(&slot, tallies).ids().map(ToString::to_string).collect()
    })
}

#[test]
fn what_is_known_to_do_more_good_comes_first() {
    let program = program(["a", "b", "c"].map(worthy));
    let tallies = Tallies::from([
        seen("a", 100_000, 6_000, 4_000),
        seen("b", 100_000, 9_000, 4_000),
        seen("c", 100_000, 7_000, 4_000),
    ]);
    for seed in 0..20 {
        assert_eq!(listed(&program, &tallies, seed), ["b", "c", "a"]);
    }
}

#[test]
fn what_does_no_good_is_not_shown_and_no_offer_may_win() {
    let program = program(["a", "b"].map(worthy));
    let tallies = Tallies::from([seen("a", 100_000, 4_000, 4_100), seen("b", 100_000, 4_000, 3_900)]);
    assert_eq!(
        told_with(&program, "", "1998-06-10", &tallies),
        "; b: gain; a: gain",
        "b's good is less than it costs"
    );
}

#[test]
fn nothing_that_was_drawn_below_nothing_is_ever_listed() {
    let program = program((0..30).map(|n| worthy(&format!("o-{n:02}"))));
    for seed in 0..50 {
        situation(&program, "", "1998-06-10", |seen| {
            let decision = seen.decide(&Slot { seed, ..slot("home") }, &Tallies::new());
            assert!(decision.listed.iter().all(|listed| listed.value.unwrap() >= 0.0));
        });
    }
}

#[test]
fn where_nothing_is_known_everything_is_tried() {
    let program = program(["a", "b"].map(worthy));
    let first = |id: &str| {
        (0..1_000)
            .filter(|seed| listed(&program, &Tallies::new(), *seed).first().is_some_and(|first| first == id))
            .count()
    };
    // Each of two alike is first as often as not; about a quarter of the time neither is expected to do any good.
    assert!((330..430).contains(&first("a")) && (330..430).contains(&first("b")));
}

#[test]
fn the_more_is_known_the_less_is_left_to_chance() {
    let program = program(["a", "b"].map(worthy));
    let wins = |customers: u64| {
        let tallies = Tallies::from([
            seen("a", customers, customers / 2, customers / 10),
            seen("b", customers, customers * 4 / 10, customers / 10),
        ]);
        (0..400)
            .filter(|seed| listed(&program, &tallies, *seed).first().is_some_and(|first| first == "a"))
            .count()
    };
    let (few, many) = (wins(20), wins(2_000));
    assert!((230..350).contains(&few), "{few}");
    assert!(many > 395, "{many}");
}

#[test]
fn the_brands_order_comes_before_what_is_expected() {
    let program = program([worthy("best"), at_priority(1, offer("first"))]);
    let tallies = Tallies::from([seen("best", 10_000, 9_000, 0)]);
    assert_eq!(told_with(&program, "", "1998-06-10", &tallies), "first best");
}

#[test]
fn among_equals_what_has_no_worth_stands_between_gain_and_nothing_by_name() {
    let program = program([offer("b"), worthy("z"), offer("a")]);
    let tallies = Tallies::from([seen("z", 10_000, 9_000, 0)]);
    assert_eq!(told_with(&program, "", "1998-06-10", &tallies), "z a b");
    let tallies = Tallies::from([seen("z", 10_000, 0, 9_000)]);
    assert_eq!(told_with(&program, "", "1998-06-10", &tallies), "a b; z: gain");
}

#[test]
fn what_must_be_known_or_was_earned_is_not_left_to_chance() {
    let kind = |kind, id: &str| Offer { kind, ..worthy(id) };
    let program = program([kind(Kind::Service, "recall"), kind(Kind::Earned, "gift")]);
    let useless = Tallies::from([seen("recall", 10_000, 0, 9_000), seen("gift", 10_000, 0, 9_000)]);
    assert_eq!(told_with(&program, "", "1998-06-10", &useless), "gift recall");
}

/// Written down once: it must come out on every machine.
#[test]
fn the_same_seed_lists_the_same_on_any_machine() {
    let program = program(["a", "b", "c", "d", "e", "f"].map(worthy));
    let tallies = Tallies::from([seen("a", 40, 9, 4), seen("d", 7, 1, 2)]);
    let lists = [0, 1, 2, u64::MAX].map(|seed| listed(&program, &tallies, seed).concat());
    assert_eq!(lists, LISTS);
    situation(&program, "", "1998-06-10", |seen| {
        let values = seen
            .decide(&slot("home"), &tallies)
            .listed
            .iter()
            .map(|listed| listed.value.unwrap().to_bits())
            .collect::<Vec<_>>();
        assert_eq!(values, VALUES);
    });
}

const LISTS: [&str; 4] = ["a", "efba", "ca", "a"];
const VALUES: [u64; 1] = [4_649_740_581_209_255_910];

#[test]
fn equals_stand_by_name() {
    assert_eq!(told(&program(["c", "a", "b"].map(offer)), "", "1998-06-10"), "a b c");
}

proptest! {
    #[test]
    fn an_offer_that_cannot_be_given_changes_nothing(
        worths in prop::collection::vec((any::<bool>(), -2..3), 1..9), extra in -3..3, seed in any::<u64>(),
    ) {
        let others: Vec<Offer> = worths.iter().enumerate().map(|(n, (worth, priority))| {
            at_priority(*priority, if *worth { worthy(&format!("o-{n}")) } else { offer(&format!("o-{n}")) })
        }).collect();
        let lapsed = offer_for("extra", Leaf::Stage(vec![Stage::Lapsed]));
        let lapsed = at_priority(extra, Offer { worth: worth("900", "0"), ..lapsed });
        let joined = [vec![lapsed], others.clone()].concat();
        let tallies = Tallies::from([seen("o-1", 30, 8, 3), seen("extra", 9, 9, 0)]);
        prop_assert_eq!(listed(&program(others), &tallies, seed), listed(&program(joined), &tallies, seed));
    }

    #[test]
    fn the_order_of_the_file_does_not_matter(
        ids in Just((0..9).collect::<Vec<u32>>()).prop_shuffle(), seed in any::<u64>(),
    ) {
        let made = |ids: &[u32]| program(ids.iter().map(|n| if n % 2 == 0 { worthy(&format!("o-{n}")) } else { offer(&format!("o-{n}")) }));
        let sorted: Vec<u32> = (0..9).collect();
        prop_assert_eq!(listed(&made(&ids), &Tallies::new(), seed), listed(&made(&sorted), &Tallies::new(), seed));
    }
}
