//! Customers who are left out, so that it can be seen what offers do.

use domain::decision::{Situation, Visit};
use domain::id::CustomerId;
use domain::offer::{Holdout, Kind, Offer};
use domain::profile::Profile;
use domain::program::{Program, Tallies};

use crate::house::{offer, program, situation};
use crate::story::at;
use crate::told::{holdout, list, told};

fn salted(salt: &str, share: u16) -> Holdout {
    Holdout { salt: salt.to_owned(), share }
}

fn customer(number: u32) -> CustomerId {
    CustomerId::new(format!("c-{number:06}")).unwrap()
}

/// Computed with another implementation of SHA-256.
#[test]
fn buckets_are_the_first_eight_bytes_of_the_hash_of_salt_and_customer() {
    let holdout = salted("global-holdout-2026", 500);
    let buckets = [1, 2, 3, 123, 999_999].map(|number| holdout.bucket(&customer(number)));
    assert_eq!(buckets, [3072, 684, 323, 4625, 3377]);
}

#[test]
fn five_percent_of_a_million_are_49_580() {
    let holdout = salted("global-holdout-2026", 500);
    let count = |numbers: std::ops::Range<u32>| numbers.filter(|n| holdout.leaves_out(&customer(*n))).count();
    let all: usize = std::thread::scope(|scope| {
        let parts = [0..500_000, 500_000..1_000_000].map(|part| scope.spawn(|| count(part)));
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    });
    assert_eq!(all, 49_580);
}

#[test]
fn a_share_of_nobody_leaves_nobody_out_and_one_of_all_everybody() {
    assert!((0..1_000).all(|number| !salted("s", 0).leaves_out(&customer(number))));
    assert!((0..1_000).all(|number| salted("s", 10_000).leaves_out(&customer(number))));
}

#[test]
fn another_salt_leaves_out_others() {
    let out =
        |salt: &str| (0..1_000).map(|n| salted(salt, 5_000).leaves_out(&customer(n))).collect::<Vec<_>>();
    let same = out("spring").into_iter().zip(out("summer")).filter(|(a, b)| a == b).count();
    assert!((400..600).contains(&same), "{same} of 1,000 alike: independent would be about 500");
}

#[test]
fn who_is_held_out_gets_none_of_the_brands_ideas_but_keeps_tier_points_and_what_was_earned() {
    let earned = Offer { kind: Kind::Earned, ..offer("gift") };
    let recall = Offer { kind: Kind::Service, ..offer("recall") };
    let offers = [offer("a"), earned, recall];
    let out = Program { holdout: holdout("all", 10_000), ..program(offers.clone()) };
    let history = "1998-06-01 bought 300.00";
    assert_eq!(told(&out, history, "1998-06-10"), "gift recall; a: holdout");
    let standing = |program: &Program| {
        situation(program, history, "1998-06-10", |seen| {
            (seen.standing.tier.id.to_string(), seen.standing.points, seen.lifecycle.clone())
        })
    };
    assert_eq!(standing(&out), standing(&program(offers)));
    assert_eq!(standing(&out).0, "concerto");
}

#[test]
fn an_offer_may_have_a_holdout_of_its_own() {
    let own = Offer { holdout: holdout("own", 10_000), ..offer("a") };
    assert_eq!(told(&program([own, offer("b")]), "", "1998-06-10"), "b; a: holdout");
}

#[test]
fn a_visitor_who_is_not_known_is_never_held_out() {
    let program = Program { holdout: holdout("all", 10_000), ..program([offer("a")]) };
    let nobody = Profile::default();
    let visitor = Situation::of_visitor(&program, &nobody, Visit::default(), at("1998-06-10"));
    assert_eq!(list(&visitor, &Tallies::new()), "a");
}
