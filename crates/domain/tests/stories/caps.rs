//! How often an offer may be seen and taken: limits, rest, impressions and stock.

use domain::decision::{Refusal, Situation};
use domain::id::ClaimId;
use domain::offer::{Cap, Caps, Offer, Span};
use domain::program::Tallies;

use crate::house::{held, offer, program, situation};
use crate::story::{at, offer_id};

/// Why an offer is refused at a moment of a history, if it is.
fn refused(offer: Offer, history: &str, now: &str) -> Option<Refusal> {
    let id = offer.id.clone();
    situation(&program([offer]), history, now, |seen| consider(seen, &id.to_string(), &Tallies::new()))
}

fn consider(situation: &Situation<'_>, id: &str, taken: &Tallies) -> Option<Refusal> {
    situation.consider(situation.program.offer(&offer_id(id)).unwrap(), taken).err()
}

fn capped(caps: Caps) -> Offer {
    Offer { caps, ..offer("encore") }
}

#[test]
fn an_offer_is_taken_once_unless_it_says_more() {
    let twice = || capped(Caps { claims: 2, ..Caps::default() });
    let used = "1998-01-05 claimed encore; 1998-01-06 redeemed c-1";
    assert_eq!(refused(offer("encore"), used, "1998-01-07"), Some(Refusal::ClaimLimit(1)));
    assert_eq!(refused(twice(), used, "1998-01-07"), None);
    let again = format!("{used}; 1998-01-08 claimed encore; 1998-01-09 redeemed c-2");
    assert_eq!(refused(twice(), &again, "1998-01-10"), Some(Refusal::ClaimLimit(2)));
}

#[test]
fn a_claim_that_ran_out_counts_and_one_given_back_does_not() {
    let ran_out = "1998-01-05 claimed encore until 1998-01-10";
    assert_eq!(refused(offer("encore"), ran_out, "1998-02-01"), Some(Refusal::ClaimLimit(1)));
    assert_eq!(
        refused(offer("encore"), "1998-01-05 claimed encore; 1998-01-06 released c-1", "1998-02-01"),
        None
    );
}

#[test]
fn what_is_held_is_not_offered_again_though_more_may_be_taken_later() {
    let twice = || capped(Caps { claims: 2, ..Caps::default() });
    let told = "1998-01-05 claimed encore until 1998-01-10";
    assert_eq!(refused(twice(), told, "1998-01-09"), Some(Refusal::Held(at("1998-01-10"))));
    assert_eq!(refused(twice(), told, "1998-01-10"), None);
}

#[test]
fn who_holds_three_claims_is_offered_links_but_no_more_vouchers() {
    let told = "1998-01-05 claimed a; 1998-01-05 claimed b; 1998-01-05 claimed c";
    assert_eq!(refused(offer("encore"), told, "1998-01-06"), Some(Refusal::OpenClaims(3)));
    assert_eq!(refused(Offer { voucher: None, ..offer("encore") }, told, "1998-01-06"), None);
    assert_eq!(refused(offer("encore"), &format!("{told}; 1998-01-06 redeemed c-2"), "1998-01-07"), None);
    assert_eq!(refused(offer("encore"), told, "1998-03-01"), None, "those that ran out are not held");
}

#[test]
fn not_for_me_rests_for_its_days_and_ends_at_midnight() {
    let rests = || capped(Caps { rest_days: Some(30), ..Caps::default() });
    let told = "1998-01-05T23:59 declined encore";
    let back = at("1998-02-04T00:00");
    assert_eq!(refused(rests(), told, "1998-01-06"), Some(Refusal::Declined(Some(back))));
    assert_eq!(refused(rests(), told, "1998-02-03T23:59:59"), Some(Refusal::Declined(Some(back))));
    assert_eq!(refused(rests(), told, "1998-02-04T00:00"), None);
}

#[test]
fn not_for_me_is_for_ever_where_no_days_are_named() {
    let told = "1998-01-05 declined encore";
    assert_eq!(refused(offer("encore"), told, "2028-01-05"), Some(Refusal::Declined(None)));
    assert_eq!(refused(offer("encore"), &format!("{told}; 1998-01-06 restored encore"), "1998-01-06"), None);
}

#[test]
fn not_for_me_said_again_rests_again() {
    let rests = || capped(Caps { rest_days: Some(30), ..Caps::default() });
    let told = "1998-01-05 declined encore; 1998-03-01 declined encore";
    assert_eq!(refused(rests(), told, "1998-03-15"), Some(Refusal::Declined(Some(at("1998-03-31T00:00")))));
}

#[test]
fn an_offer_seen_often_enough_is_left_out_until_days_have_passed() {
    let thrice = || capped(Caps { shown: vec![Cap { times: 3, within: Span::Days(7) }], ..Caps::default() });
    let told = "1997-12-01 saw encore; 1998-01-05T00:00 saw encore; 1998-01-05T11 saw encore; 1998-01-06 saw encore; 1998-01-06 saw other";
    assert_eq!(refused(thrice(), told, "1998-01-06T11:59"), None);
    assert_eq!(refused(thrice(), told, "1998-01-06T12:00"), Some(Refusal::ShownEnough(3)));
    assert_eq!(refused(thrice(), told, "1998-01-11T23:59"), Some(Refusal::ShownEnough(3)));
    assert_eq!(
        refused(thrice(), told, "1998-01-12T00:00"),
        None,
        "the 5th is no longer among the last seven days"
    );
}

#[test]
fn an_offer_is_gone_when_all_are_taken() {
    let program = program([Offer { stock: Some(2), ..offer("encore") }]);
    let taken = |count| Tallies::from([(offer_id("encore"), held(count)), (offer_id("other"), held(99))]);
    situation(&program, "", "1998-01-05", |seen| {
        assert_eq!(consider(seen, "encore", &Tallies::new()), None);
        assert_eq!(consider(seen, "encore", &taken(1)), None);
        assert_eq!(consider(seen, "encore", &taken(2)), Some(Refusal::OutOfStock));
        assert_eq!(consider(seen, "encore", &taken(3)), Some(Refusal::OutOfStock));
    });
}

#[test]
fn every_offer_that_is_listed_can_be_claimed() {
    let offers = ["a", "b", "c", "d", "encore"]
        .map(|id| Offer { caps: Caps { claims: 2, ..Caps::default() }, ..offer(id) });
    let program = program(offers);
    let told = "1998-01-05 claimed a; 1998-01-05 claimed b; 1998-01-05 declined c; 1998-01-06 claimed encore until 1998-01-07";
    for now in ["1998-01-05", "1998-01-06", "1998-01-07", "1998-02-20"] {
        situation(&program, told, now, |seen| {
            for listed in seen.decide(&crate::house::slot("home"), &Tallies::new()).listed {
                let claim = seen.claim(&listed.offer.id, &Tallies::new(), ClaimId::new("c-9").unwrap());
                assert!(
                    matches!(claim, Ok(domain::claim::Claimed::New(_))),
                    "{} at {now}: {claim:?}",
                    listed.offer.id
                );
            }
        });
    }
}
