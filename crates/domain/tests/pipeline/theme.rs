//! Offers that are too much alike are not listed side by side.

use domain::decision::Refusal;
use domain::id::Theme;
use domain::offer::Offer;
use domain::program::Tallies;

use crate::house::{offer, program, situation, slot};
use crate::story::offer_id;
use crate::told::{at_priority, seen, told, told_with, worth};

fn of(theme: &str, offer: Offer) -> Offer {
    Offer { theme: Some(Theme::new(theme).unwrap()), ..offer }
}

#[test]
fn of_a_theme_the_best_one_is_listed() {
    let program = program([
        of("discount", offer("a")),
        of("discount", at_priority(5, offer("b"))),
        of("evening", offer("c")),
        offer("d"),
        offer("e"),
    ]);
    assert_eq!(told(&program, "", "1998-06-10"), "b c d e; a: theme");
    situation(&program, "", "1998-06-10", |seen| {
        let tallies = Tallies::new();
        let withheld = seen.trace(&slot("home"), &tallies).withheld;
        assert_eq!(withheld[0].refusal, Refusal::Alike(offer_id("b")));
    });
}

#[test]
fn one_that_is_not_listed_keeps_no_other_from_it() {
    let useless = of("discount", Offer { worth: worth("100", "1"), ..at_priority(5, offer("a")) });
    let program = program([useless, of("discount", offer("b"))]);
    let tallies = Tallies::from([seen("a", 10_000, 0, 9_000)]);
    assert_eq!(told_with(&program, "", "1998-06-10", &tallies), "b; a: gain");
}

#[test]
fn what_is_left_out_makes_room() {
    let alike = (0..9).map(|n| of("discount", at_priority(5, offer(&format!("o-{n}")))));
    let program = program(alike.chain(["x", "y"].map(offer)));
    assert!(told(&program, "", "1998-06-10").starts_with("o-0 x y; "));
}
