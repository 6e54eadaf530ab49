//! What chance chose, and how likely that was.

use domain::decision::{Choice, Odds, Slot};
use domain::offer::{Kind, Offer};
use domain::program::{Program, Tallies};

use crate::house::{offer, program, situation, slot};
use crate::told::{at_priority, holdout, seen, worth};

fn worthy(id: &str) -> Offer {
    Offer { worth: worth("100", "0"), ..offer(id) }
}

fn choices(program: &Program, tallies: &Tallies, seed: u64, limit: usize) -> Vec<Choice> {
    choices_by(&mut Odds::default(), program, tallies, seed, limit)
}

fn choices_by(odds: &mut Odds, program: &Program, tallies: &Tallies, seed: u64, limit: usize) -> Vec<Choice> {
    situation(program, "", "1998-06-10", |seen| {
        let decision = seen.decide(&Slot { seed, limit: Some(limit), ..slot("home") }, tallies);
        decision.ballot().map_or_else(Vec::new, |ballot| ballot.choices(&program.offers, odds))
    })
}

#[test]
fn every_offer_that_was_left_to_chance_is_logged_shown_or_not() {
    let program = program([worthy("a"), worthy("b"), offer("plain")]);
    let choices = choices(&program, &Tallies::new(), 1, 6);
    assert_eq!(choices.iter().map(|choice| choice.offer.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(
        choices.iter().all(|choice| choice.propensity > 0.0 && choice.propensity < 1.0 && !choice.held_out)
    );
}

#[test]
fn a_propensity_is_how_often_it_is_shown() {
    let program = program([worthy("a"), worthy("b"), worthy("c")]);
    let tallies = Tallies::from([seen("a", 50, 20, 10), seen("b", 50, 15, 10)]);
    let mut odds = Odds::default();
    let told: Vec<Vec<Choice>> =
        (0..800).map(|seed| choices_by(&mut odds, &program, &tallies, seed, 1)).collect();
    for at in 0..3 {
        let shown = told.iter().filter(|choices| choices[at].shown).count() as f64 / 800.0;
        let likely = told.iter().map(|choices| choices[at].propensity).sum::<f64>() / 800.0;
        assert!((shown - likely).abs() < 0.06, "{}: shown {shown}, said {likely}", told[0][at].offer);
        assert!(told.iter().all(|choices| (choices[at].propensity - likely).abs() < 0.1), "each is near");
    }
}

#[test]
fn the_oftener_the_same_offers_meet_the_better_it_is_known() {
    // Exact: of four that are alike, and of which nothing is known, each is as likely as not to do good, and the best of
    // those that do is listed: (1 - 1/2^4) / 4.
    let program = program(["a", "b", "c", "d"].map(worthy));
    let mut odds = Odds::default();
    let mut last = Vec::new();
    for seed in 0..60 {
        last = choices_by(&mut odds, &program, &Tallies::new(), seed, 1);
    }
    for choice in &last {
        assert!((choice.propensity - 0.234_375).abs() < 0.015, "{}: {}", choice.offer, choice.propensity);
    }
    assert_eq!(last, choices_by(&mut odds, &program, &Tallies::new(), 59, 1), "then it stays");
}

#[test]
fn odds_are_those_of_what_is_known_today() {
    let program = program([worthy("a"), worthy("b")]);
    let mut odds = Odds::default();
    let mut likely = |tallies: &Tallies| choices_by(&mut odds, &program, tallies, 1, 1)[0].propensity;
    let before = likely(&Tallies::new());
    let after = likely(&Tallies::from([seen("a", 1_000, 900, 0)]));
    assert!(before < 0.5 && after > 0.9, "{before}, {after}");
}

#[test]
fn what_is_sure_is_nearly_sure_and_what_is_out_of_the_question_nearly_never() {
    let program = program([at_priority(1, worthy("good")), worthy("bad")]);
    let tallies = Tallies::from([seen("good", 10_000, 9_000, 0), seen("bad", 10_000, 0, 9_000)]);
    let choices = choices(&program, &tallies, 1, 6);
    assert!(choices[1].propensity > 0.99 && choices[1].propensity < 1.0);
    assert!(choices[0].propensity > 0.0 && choices[0].propensity < 0.01);
    assert_eq!((choices[0].shown, choices[1].shown), (false, true));
}

#[test]
fn the_same_decision_says_the_same() {
    let program = program([worthy("a"), worthy("b")]);
    assert_eq!(choices(&program, &Tallies::new(), 5, 1), choices(&program, &Tallies::new(), 5, 1));
}

#[test]
fn who_is_held_out_is_logged_with_what_they_were_not_shown() {
    let kept = Offer { kind: Kind::Earned, ..offer("gift") };
    let out = Program { holdout: holdout("all", 10_000), ..program([worthy("a"), offer("b"), kept]) };
    let told = choices(&out, &Tallies::new(), 1, 6);
    assert_eq!(told.iter().map(|choice| choice.offer.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(told.iter().all(|choice| choice.held_out && !choice.shown));
    assert!((told[0].propensity - 0.5).abs() < 0.1, "as likely to do good as not: {}", told[0].propensity);
    assert!(told[1].propensity > 0.99, "it would have been shown: {}", told[1].propensity);
}

#[test]
fn those_that_some_are_held_out_from_are_logged_of_the_others_too() {
    let nobody = Program { holdout: holdout("all", 0), ..program([offer("b")]) };
    let told = choices(&nobody, &Tallies::new(), 1, 6);
    assert!(matches!(&told[..], [Choice { shown: true, held_out: false, .. }]));
    let own = program([Offer { holdout: holdout("own", 10_000), ..offer("a") }, offer("plain")]);
    let told = choices(&own, &Tallies::new(), 1, 6);
    assert!(matches!(&told[..], [Choice { shown: false, held_out: true, .. }]));
}

#[test]
fn where_nothing_is_tried_nothing_is_logged() {
    assert!(choices(&program(["a", "b"].map(offer)), &Tallies::new(), 1, 6).is_empty());
}

#[test]
fn what_no_draw_could_have_listed_is_not_logged_for_the_held_out_either() {
    let sure = (0..6).map(|n| at_priority(9, offer(&format!("sure-{n}"))));
    let out = Program { holdout: holdout("all", 10_000), ..program(sure.chain([offer("below")])) };
    let told = choices(&out, &Tallies::new(), 1, 6);
    assert!(told.len() == 6 && told.iter().all(|choice| choice.offer.as_str() != "below"));
}
