//! Why an offer is shown: which of the facts are said.

use domain::condition::{Condition, Leaf, Range};
use domain::id::OfferId;
use domain::lifecycle::Stage;
use expect_test::expect;

use crate::house::{bought, dollars, profile};
use crate::reasons::{busy, fact, why};

#[test]
fn an_offer_kept_from_some_names_what_is_true_of_the_others() {
    let condition = not(fact(Leaf::Stage(vec![Stage::Lapsed])));
    expect![[r#"
        Your first order was on June 12.
        Votre première commande date du 12 juin.
    "#]]
    .assert_eq(&why(&profile(bought(Stage::New)), condition));
}

#[test]
fn of_either_or_only_what_holds_is_said() {
    let condition = Condition::Any(vec![
        fact(Leaf::Orders(None, Range::at_least(50))),
        Condition::All(vec![
            fact(Leaf::Orders(None, Range::at_least(2))),
            fact(Leaf::Stage(vec![Stage::Lapsed])),
        ]),
        fact(Leaf::Spent(Some(365), Range::at_least(dollars(100)))),
    ]);
    expect![[r#"
        You have spent $1,334.00 in the past year.
        Vous avez dépensé 1 334,00 $US au cours de l’année écoulée.
    "#]]
    .assert_eq(&why(&busy(), condition));
}

#[test]
fn what_is_asked_for_comes_before_what_is_not_and_two_sentences_are_enough() {
    let condition = Condition::All(vec![
        not(fact(Leaf::Claims(OfferId::new("gift").unwrap(), Range::at_least(1)))),
        fact(Leaf::Orders(None, Range::at_least(1))),
        fact(Leaf::DaysSinceOrder(Range::at_least(1))),
        fact(Leaf::Spent(None, Range::at_least(dollars(1)))),
    ]);
    expect![[r#"
        You have ordered 2 times so far. | It has been 29 days since your last order.
        Vous avez passé 2 commandes jusqu’ici. | Votre dernière commande remonte à 29 jours.
    "#]]
    .assert_eq(&why(&busy(), condition));
}

#[test]
fn what_is_true_of_few_is_said_before_what_is_true_of_many() {
    let condition = Condition::All(vec![
        fact(Leaf::Stage(vec![Stage::New, Stage::Active, Stage::Loyal])),
        fact(Leaf::PointsToNextTier(Range::at_most(60))),
    ]);
    expect![[r#"
        You are 30 points from Sonata. | Your last order was on June 1.
        Il vous manque 30 points pour atteindre le niveau Sonata. | Votre dernière commande date du 1er juin.
    "#]]
    .assert_eq(&why(&profile(bought(Stage::Active)), condition));
}

#[test]
fn the_same_sentence_is_not_said_twice() {
    let condition = Condition::All(vec![
        fact(Leaf::Stage(vec![Stage::AtRisk])),
        fact(Leaf::DaysSinceOrder(Range::at_least(100))),
    ]);
    expect![[r#"
        It has been 124 days since your last order.
        Votre dernière commande remonte à 124 jours.
    "#]]
    .assert_eq(&why(&profile(bought(Stage::AtRisk)), condition));
}

#[test]
fn a_condition_with_nothing_to_say_still_gives_a_reason() {
    expect![[r#"
        For everyone with an account here.
        Pour qui a un compte ici.
    "#]]
    .assert_eq(&why(&profile(&[]), Condition::All(Vec::new())));
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}
