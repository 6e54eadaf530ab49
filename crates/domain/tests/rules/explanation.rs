//! An explanation is enough to decide again, to say what stood against an offer and what would change it. The values
//! to be met are those of the acceptance list, "Offers", 32.

use std::collections::BTreeSet;

use domain::condition::{Condition, Explanation, Leaf, Observed, Range, WORDS};

use crate::chance::Chance;
use crate::customer::{now, profile, program, situation, visit};
use crate::rule::{leaf_of, rule};

const CUSTOMERS: u64 = 1_000;

/// Every customer with a rule of their own, and what it came to.
fn each(mut look: impl FnMut(&Condition, &Explanation<'_>)) {
    let program = program();
    for seed in 0..CUSTOMERS {
        let mut chance = Chance(seed);
        let (profile, visit, rule) = (profile(&mut chance), visit(&mut chance), rule(&mut chance, 3));
        let situation = situation(&program, &profile, visit, now());
        let facts = situation.facts();
        let because = rule.check(&facts);
        assert_eq!(because.holds, rule.holds(&facts), "seed {seed}: with and without looking at every leaf");
        look(&rule, &because);
    }
}

fn flip<'f>(leaf: &'f Leaf, observed: Observed<'f>) -> Option<Observed<'f>> {
    leaf.flip(&observed)
}

/// The same rule, judged after something else was observed for every leaf about one fact.
fn with(because: &Explanation<'_>, leaf: &Leaf, other: &Observed<'_>) -> bool {
    let observed = because.findings().into_iter().map(|finding| {
        let same = finding.leaf == leaf;
        if same { *other } else { finding.observed }
    });
    Explanation::new(because.rule(), observed.collect()).holds
}

#[test]
fn decided_again_from_its_explanation_a_rule_says_the_same() {
    let (mut yes, mut no) = (0, 0);
    each(|rule, because| {
        assert_eq!(because.replay(), because.holds, "{rule:?}");
        let again = Explanation::new(rule, because.observed().to_vec());
        assert_eq!(&again, because);
        if because.holds { yes += 1 } else { no += 1 }
    });
    assert!(yes > 200 && no > 200, "{yes} held, {no} did not: both must be tried");
}

#[test]
fn what_was_observed_otherwise_past_the_threshold_turns_the_leaf() {
    let mut turned = BTreeSet::new();
    each(|_, because| {
        for finding in because.findings() {
            if let Some(other) = finding.flip() {
                assert_ne!(finding.leaf.accepts(&other), finding.holds, "{finding} would be {other}");
                turned.insert((finding.leaf.word(), finding.holds));
            }
        }
    });
    for word in WORDS {
        assert!(turned.contains(&(word, false)), "`{word}` never turned to yes");
        let held = turned.contains(&(word, true));
        assert!(held || word.starts_with("tier"), "`{word}` never turned to no");
    }
}

#[test]
fn a_counterfactual_turns_the_whole_decision_and_a_fact_that_does_not_is_none() {
    let mut found = 0;
    each(|_, because| {
        let counterfactuals = because.counterfactuals();
        found += counterfactuals.len();
        for (finding, other) in &counterfactuals {
            if because.rule().leaves().filter(|leaf| leaf.word() == finding.leaf.word()).count() == 1 {
                assert_ne!(with(because, finding.leaf, other), because.holds, "{finding} would be {other}");
            }
        }
        for finding in because.findings() {
            let alone =
                because.rule().leaves().filter(|leaf| leaf.word() == finding.leaf.word()).count() == 1;
            let turns =
                finding.flip().is_some_and(|other| with(because, finding.leaf, &other) != because.holds);
            if alone {
                assert_eq!(turns, counterfactuals.iter().any(|(known, _)| *known == finding), "{finding}");
            }
        }
    });
    assert!(found > 500, "{found}");
}

#[test]
fn the_nearest_value_past_the_threshold_is_named() {
    let count = |range| Leaf::Orders(None, range);
    let seen = |number| Observed::Count(number);
    assert_eq!(flip(&count(Range::at_least(3)), seen(2)), Some(seen(3)));
    assert_eq!(flip(&count(Range::at_least(3)), seen(9)), Some(seen(2)));
    assert_eq!(flip(&count(Range::at_most(3)), seen(1)), Some(seen(4)));
    assert_eq!(flip(&count(Range { at_least: Some(2), at_most: Some(9) }), seen(3)), Some(seen(1)));
    assert_eq!(flip(&count(Range { at_least: Some(2), at_most: Some(9) }), seen(8)), Some(seen(10)));
    assert_eq!(flip(&count(Range { at_least: Some(9), at_most: Some(2) }), seen(3)), None, "nothing fits");
    assert_eq!(flip(&count(Range::at_least(0)), seen(3)), None, "nobody has fewer orders than none");
    assert_eq!(flip(&Leaf::Balance(Range::at_least(0)), seen(3)), Some(seen(-1)), "points can be owed");
    assert_eq!(
        flip(&Leaf::StillWithUs(Range::at_most(100.0)), Observed::Number(Some(4.0))),
        Some(Observed::Number(None))
    );
    assert_eq!(
        flip(&Leaf::DaysSinceOrder(Range::at_most(30)), Observed::Days(None)),
        Some(Observed::Days(Some(0)))
    );
    assert_eq!(
        flip(&Leaf::DaysSinceOrder(Range::at_least(0)), Observed::Days(Some(3))),
        Some(Observed::Days(None))
    );
    assert_eq!(flip(&Leaf::PointsToNextTier(Range::at_most(9)), Observed::Nothing), Some(seen(1)));
}

#[test]
fn a_rule_that_fails_names_the_first_leaf_it_fails_by() {
    let mut named = 0;
    each(|rule, because| {
        assert_eq!(because.first_failing().is_none(), because.holds || blameless(rule), "{rule:?}");
        let Some(first) = because.first_failing() else { return };
        named += 1;
        assert_eq!(because.causes().first().map(|cause| cause.finding), Some(first));
        // It stands against it: it does not hold where it is asked for, and holds where its absence is.
        let cause = because.causes()[0];
        assert_ne!(cause.finding.holds, cause.asked);
        // Were every cause otherwise, the rule would hold.
        let causes: Vec<&Leaf> = because.causes().iter().map(|cause| cause.finding.leaf).collect();
        let judged = judge(
            rule,
            &mut because.findings().iter().map(|finding| finding.holds != causes.contains(&finding.leaf)),
        );
        assert!(judged, "{rule:?}");
    });
    assert!(named > 200, "{named}");
}

#[test]
fn of_two_leaves_that_fail_the_first_of_the_file_is_named() {
    let mut chance = Chance(7);
    let (program, profile) = (program(), profile(&mut Chance(0)));
    let situation = situation(&program, &profile, visit(&mut chance), now());
    let yes = || Condition::from(Leaf::Friends(Range::at_least(0)));
    let no = |days| Condition::from(Leaf::Orders(Some(days), Range::at_least(1_000)));
    let first = |rule: Condition| {
        let facts = situation.facts();
        let because = rule.check(&facts);
        because.first_failing().map(|finding| finding.leaf.to_string())
    };
    let not = |condition| Condition::Not(Box::new(condition));
    let orders = |days| Some(format!("orders in {days} days: at least 1000"));
    assert_eq!(first(Condition::All(vec![yes(), no(1), no(2)])), orders(1));
    assert_eq!(first(Condition::Any(vec![no(1), no(2)])), orders(1));
    assert_eq!(first(Condition::All(vec![Condition::Any(vec![no(1), yes()]), no(2)])), orders(2));
    assert_eq!(
        first(not(Condition::Any(vec![no(1), yes()]))),
        Some("friends who bought: at least 0".to_owned())
    );
    assert_eq!(first(not(not(no(3)))), orders(3));
    assert_eq!(first(Condition::Any(vec![no(1), yes()])), None);
}

#[test]
fn a_leaf_that_alone_decides_is_a_pivot() {
    each(|_, because| {
        let pivots = because.pivots();
        for (finding, _) in because.counterfactuals() {
            let alone =
                because.rule().leaves().filter(|leaf| leaf.word() == finding.leaf.word()).count() == 1;
            assert!(!alone || pivots.contains(&finding), "{finding}");
        }
    });
}

#[test]
fn every_leaf_both_holds_and_fails_of_some_customer() {
    let (program, mut met) = (program(), BTreeSet::new());
    for seed in 0..CUSTOMERS {
        let mut chance = Chance(seed);
        let (profile, visit) = (profile(&mut chance), visit(&mut chance));
        let situation = situation(&program, &profile, visit, now());
        let facts = situation.facts();
        for word in WORDS {
            let leaf = leaf_of(word, &mut chance);
            assert_eq!(leaf.word(), word);
            met.insert((word, leaf.accepts(&leaf.observe(&facts))));
        }
    }
    let missed: Vec<_> = WORDS.into_iter().flat_map(|word| [(word, true), (word, false)]).collect();
    let missed: Vec<_> = missed.into_iter().filter(|one| !met.contains(one)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

/// Whether there is no leaf that could be to blame.
fn blameless(rule: &Condition) -> bool {
    rule.leaves().len() == 0
}

fn judge(rule: &Condition, holds: &mut impl Iterator<Item = bool>) -> bool {
    match rule {
        Condition::All(parts) => parts.iter().filter(|part| !judge(part, holds)).count() == 0,
        Condition::Any(parts) => parts.iter().filter(|part| judge(part, holds)).count() > 0,
        Condition::Not(part) => !judge(part, holds),
        Condition::Fact(_) => holds.next().unwrap(),
    }
}
