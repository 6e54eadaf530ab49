//! Who objects to offers being chosen for them sees what everyone sees, and nobody reckons what they are worth.

use std::cell::Cell;

use domain::condition::Leaf;
use domain::decision::rank::{Scorer, Thompson};
use domain::decision::{Situation, Visit};
use domain::id::OfferId;
use domain::lifecycle::Stage;
use domain::offer::{Kind, Offer, Worth};
use domain::profile::Profile;
use domain::program::{Consent, Evidence, Program, Tallies};

use crate::house::{offer, offer_for, program, situation, slot};
use crate::story::at;
use crate::told::{at_priority, holdout, list, told, worth};

/// Reckons as the engine does, and counts how often it is asked.
#[derive(Default)]
struct Counting(Cell<usize>);

impl Scorer for Counting {
    fn value(&self, offer: &OfferId, worth: &Worth, evidence: &Evidence, seed: u64) -> f64 {
        self.0.set(self.0.get() + 1);
        Thompson.value(offer, worth, evidence, seed)
    }
}

fn prospects(id: &str) -> Offer {
    offer_for(id, Leaf::Stage(vec![Stage::Prospect]))
}

fn asked(program: &Program, history: &str) -> usize {
    let counting = Counting::default();
    situation(program, history, "1998-06-10", |seen| {
        let decision = seen.decide_by(&slot("home"), &Tallies::new(), &counting);
        assert_eq!(decision.listed, seen.decide(&slot("home"), &Tallies::new()).listed);
        counting.0.get()
    })
}

/// Regulation (EU) 2016/679, article 21(2) and (3).
#[test]
fn after_an_objection_nothing_is_scored() {
    let free = |offer: Offer| Offer { worth: worth("10", "0"), ..offer };
    let program = program([free(prospects("mine")), free(offer("all")), offer("plain")]);
    assert_eq!(asked(&program, ""), 2);
    assert_eq!(asked(&program, "1998-06-01 objected"), 0);
    assert_eq!(asked(&program, "1998-06-01 objected; 1998-06-02 agreed"), 2);
}

#[test]
fn after_an_objection_there_is_nothing_to_learn_either() {
    let measured = Offer { worth: worth("10", "0"), ..offer("all") };
    let program = Program { holdout: holdout("all", 10_000), ..program([measured]) };
    let teaches = |history| {
        situation(&program, history, "1998-06-10", |seen| {
            seen.decide(&slot("home"), &Tallies::new()).ballot().is_some()
        })
    };
    assert_eq!((teaches(""), teaches("1998-06-01 objected")), (true, false));
}

#[test]
fn after_an_objection_the_list_is_the_same_for_everyone_in_the_order_of_the_program() {
    let offers = || [offer("z"), at_priority(9, prospects("mine")), at_priority(5, offer("a")), offer("b")];
    let sure = program(offers());
    assert_eq!(told(&sure, "", "1998-06-10"), "mine a b z");
    assert_eq!(told(&sure, "1998-06-01 objected", "1998-06-10"), "z a b; mine: consent");
    let measured = Program { holdout: holdout("all", 10_000), ..program(offers()) };
    assert_eq!(
        told(&measured, "1998-06-01 objected", "1998-06-10"),
        "z a b; mine: consent",
        "who is not chosen for is not compared either"
    );
}

#[test]
fn what_must_be_known_is_told_whatever_was_said_of_offers() {
    let kind = |kind, id: &str| Offer { kind, ..prospects(id) };
    let program = program([kind(Kind::Service, "recall"), kind(Kind::Earned, "gift")]);
    assert_eq!(told(&program, "1998-06-01 objected", "1998-06-10"), "recall; gift: consent");
}

#[test]
fn where_a_brand_asks_first_nothing_is_chosen_before_the_answer() {
    let asks = Program { consent: Consent::OnceGiven, ..program([prospects("mine"), offer("all")]) };
    assert_eq!(told(&asks, "", "1998-06-10"), "all; mine: consent");
    assert_eq!(told(&asks, "1998-06-01 agreed", "1998-06-10"), "all mine");
    let nobody = Profile::default();
    let visitor = Situation::of_visitor(&asks, &nobody, Visit::default(), at("1998-06-10"));
    assert_eq!(list(&visitor, &Tallies::new()), "all; mine: known");
}
