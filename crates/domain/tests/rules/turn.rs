//! The day on which time alone turns a leaf is exactly the day on which deciding again turns it.

use std::collections::BTreeMap;

use domain::condition::{Leaf, WORDS};
use domain::time::{Date, plus};

use crate::chance::Chance;
use crate::customer::{now, profile, program, situation, today, visit};
use crate::rule::leaf_of;

/// Nothing lies further ahead of the customers here: the longest thresholds are 900 days.
const AHEAD: i32 = 1_000;

/// Leaves of which the day is never told: they follow points and forecasts, or do not follow time.
const SILENT: [&str; 12] = [
    "points_to_next_tier",
    "redemptions",
    "average_order",
    "basket",
    "in_basket",
    "balance",
    "friends",
    "benefit_left",
    "expected_orders",
    "still_with_us",
    "surface",
    "locale",
];

#[test]
fn a_leaf_turns_on_the_day_it_says_and_not_before() {
    let program = program();
    let mut told = BTreeMap::<&str, usize>::new();
    for seed in 0..150 {
        let mut chance = Chance(seed);
        let (profile, visit) = (profile(&mut chance), visit(&mut chance));
        let now_here = situation(&program, &profile, visit.clone(), now());
        let leaves: Vec<Leaf> = WORDS.iter().map(|word| leaf_of(word, &mut chance)).collect();
        let turns: Vec<Option<Date>> = leaves.iter().map(|leaf| leaf.turns(&now_here.facts())).collect();
        let holds = |leaf: &Leaf, day: Date| {
            let then = situation(&program, &profile, visit.clone(), program.zone.start(day).max(now()));
            leaf.accepts(&leaf.observe(&then.facts()))
        };
        for (leaf, turn) in leaves.iter().zip(turns) {
            if let Some(day) = turn {
                assert!(day > today());
                assert_ne!(holds(leaf, day), holds(leaf, today()), "seed {seed}: {leaf} on {day}");
                assert_eq!(
                    holds(leaf, plus(day, -1)),
                    holds(leaf, today()),
                    "seed {seed}: {leaf} before {day}"
                );
                *told.entry(leaf.word()).or_default() += 1;
            }
        }
    }
    let silent: Vec<&str> = WORDS.into_iter().filter(|word| !told.contains_key(word)).collect();
    assert_eq!(silent, SILENT, "each other leaf must have turned for somebody");
}

#[test]
fn no_day_before_it_turns_the_leaf_and_none_ever_does_where_no_day_is_told() {
    let program = program();
    for seed in 0..25 {
        let mut chance = Chance(1_000 + seed);
        let (profile, visit) = (profile(&mut chance), visit(&mut chance));
        let now_here = situation(&program, &profile, visit.clone(), now());
        let words = WORDS.iter().filter(|word| !SILENT.contains(word));
        let mut left: Vec<(Leaf, bool, Option<Date>)> = words
            .map(|word| leaf_of(word, &mut chance))
            .map(|leaf| {
                let facts = now_here.facts();
                let holds = leaf.accepts(&leaf.observe(&facts));
                let turns = leaf.turns(&facts);
                (leaf, holds, turns)
            })
            .collect();
        for ahead in 1..=AHEAD {
            let day = plus(today(), ahead);
            let then = situation(&program, &profile, visit.clone(), program.zone.start(day));
            let facts = then.facts();
            left.retain(|(leaf, held, turns)| {
                let turned = leaf.accepts(&leaf.observe(&facts)) != *held;
                assert_eq!(turned, *turns == Some(day), "seed {seed}: {leaf} on {day}, told {turns:?}");
                !turned
            });
        }
    }
}
