//! A claim is reserved for a while, then claimed, then redeemed, expired or released.

use std::time::Duration;

use domain::claim::{ActError, Claimed};
use domain::decision::{Refusal, Situation};
use domain::event::Fact;
use domain::id::ClaimId;
use domain::offer::{Caps, Offer};
use domain::profile::ClaimState;
use domain::program::{Program, Tallies};

use crate::house::{held, offer, program, situation};
use crate::story::{at, offer_id, profile, words};

const TOLD: &str = "1998-06-01T12:00 reserved encore until 1998-06-01T12:10";

fn house() -> Program {
    program([
        offer("encore"),
        offer("opus"),
        Offer { stock: Some(1), ..offer("seat") },
        Offer { caps: Caps { claims: 2, ..Caps::default() }, ..offer("twice") },
        Offer { voucher: None, ..offer("catalogue") },
    ])
}

fn ask<R>(history: &str, now: &str, ask: impl FnOnce(&Situation<'_>) -> R) -> R {
    situation(&house(), history, now, ask)
}

fn reserve(history: &str, now: &str, offer: &str, claim: &str) -> Result<Claimed, ActError> {
    let taken = Tallies::from([(offer_id("seat"), held(1))]);
    let hold = Duration::from_secs(600);
    ask(history, now, |seen| seen.reserve(&offer_id(offer), &taken, name(claim), hold))
}

fn confirm(history: &str, now: &str, claim: &str) -> Result<Claimed, ActError> {
    ask(history, now, |seen| seen.confirm(&name(claim)))
}

fn redeem(history: &str, now: &str, claim: &str) -> Result<Fact, ActError> {
    ask(history, now, |seen| seen.redeem(&name(claim)))
}

fn release(history: &str, now: &str, claim: &str) -> Result<Option<Fact>, ActError> {
    ask(history, now, |seen| seen.release(&name(claim)))
}

/// Where the first claim of a history stands.
fn state(history: &str, now: &str) -> ClaimState {
    profile(history, "1999-12-31").claims[0].state(at(now))
}

fn name(claim: &str) -> ClaimId {
    ClaimId::new(claim).unwrap()
}

fn ended(state: ClaimState) -> ActError {
    ActError::Ended(name("c-1"), state)
}

fn claimed(claim: &str, offer: &str, until: &str) -> Claimed {
    let (claim, offer, terms, until) = (name(claim), offer_id(offer), words(offer), at(until));
    Claimed::New(Fact::OfferClaimed { claim, offer, until, terms })
}

#[test]
fn what_is_reserved_is_set_aside_for_a_while() {
    let fact =
        Fact::OfferReserved { claim: name("c-1"), offer: offer_id("encore"), until: at("1998-06-01T12:10") };
    assert_eq!(reserve("", "1998-06-01T12:00", "encore", "c-1"), Ok(Claimed::New(fact)));
    assert_eq!(state(TOLD, "1998-06-01T12:09:59"), ClaimState::Reserved(at("1998-06-01T12:10")));
    assert_eq!(state(TOLD, "1998-06-01T12:10"), ClaimState::Expired(at("1998-06-01T12:10")));
}

#[test]
fn what_is_held_is_not_reserved_again() {
    assert_eq!(reserve(TOLD, "1998-06-01T12:05", "encore", "c-2"), Ok(Claimed::Held(name("c-1"))));
    let confirmed = format!("{TOLD}; 1998-06-01T12:05 confirmed c-1 encore");
    assert_eq!(reserve(&confirmed, "1998-06-02", "encore", "c-2"), Ok(Claimed::Held(name("c-1"))));
}

#[test]
fn what_cannot_be_claimed_cannot_be_reserved() {
    let refused = ActError::NotOffered(offer_id("seat"), Refusal::OutOfStock);
    assert_eq!(reserve("", "1998-06-01", "seat", "c-1"), Err(refused));
    assert_eq!(
        reserve("", "1998-06-01", "catalogue", "c-1"),
        Err(ActError::NothingToClaim(offer_id("catalogue")))
    );
    assert_eq!(reserve("", "1998-06-01", "waltz", "c-1"), Err(ActError::UnknownOffer(offer_id("waltz"))));
}

#[test]
fn confirming_freezes_the_words_and_doing_it_twice_is_once() {
    let until = "1998-07-02T00:00";
    assert_eq!(confirm(TOLD, "1998-06-01T12:05", "c-1"), Ok(claimed("c-1", "encore", until)));
    let confirmed = format!("{TOLD}; 1998-06-01T12:05 confirmed c-1 encore");
    assert_eq!(confirm(&confirmed, "1998-06-01T12:06", "c-1"), Ok(Claimed::Held(name("c-1"))));
    assert_eq!(state(&confirmed, "1998-06-30"), ClaimState::Claimed(at(until)));
    let twice = format!("{confirmed}; 1998-06-08 confirmed c-1 encore");
    assert_eq!(state(&twice, "1998-06-30"), ClaimState::Claimed(at(until)), "the first promise stands");
}

#[test]
fn what_ran_out_is_confirmed_only_after_it_was_reserved_again() {
    let over = Err(ended(ClaimState::Expired(at("1998-06-01T12:10"))));
    assert_eq!(confirm(TOLD, "1998-06-01T12:10", "c-1"), over);
    let too_late = format!("{TOLD}; 1998-06-01T12:11 confirmed c-1 encore");
    assert_eq!(state(&too_late, "1998-06-01T12:12"), ClaimState::Expired(at("1998-06-01T12:10")));

    assert!(matches!(reserve(TOLD, "1998-06-01T12:20", "encore", "c-1"), Ok(Claimed::New(_))));
    let again = format!("{TOLD}; 1998-06-01T12:20 reserved c-1 encore until 1998-06-01T12:30");
    assert!(matches!(confirm(&again, "1998-06-01T12:29", "c-1"), Ok(Claimed::New(_))));
}

#[test]
fn who_had_it_set_aside_claims_that() {
    let claim = |now| ask(TOLD, now, |seen| seen.claim(&offer_id("encore"), &Tallies::new(), name("c-9")));
    assert_eq!(claim("1998-06-01T12:05"), Ok(claimed("c-1", "encore", "1998-07-02T00:00")));
    assert_eq!(claim("1998-06-01T12:15"), Ok(claimed("c-9", "encore", "1998-07-02T00:00")), "it ran out");
}

#[test]
fn a_name_is_of_one_claim() {
    let used = |name_| Err(ActError::NameUsed(name(name_)));
    assert_eq!(reserve(TOLD, "1998-06-01T12:05", "opus", "c-1"), used("c-1"));
    assert_eq!(reserve(TOLD, "1998-06-01T12:15", "opus", "c-1"), used("c-1"));
    let claim =
        ask(TOLD, "1998-06-01T12:15", |seen| seen.claim(&offer_id("encore"), &Tallies::new(), name("c-1")));
    assert_eq!(claim, used("c-1"), "what ran out must be reserved again");
    let released = format!("{TOLD}; 1998-06-01T12:05 released c-1");
    assert_eq!(reserve(&released, "1998-06-01T12:15", "encore", "c-1"), used("c-1"));
}

#[test]
fn what_ran_out_before_it_was_claimed_counts_for_nothing() {
    let told =
        "1998-06-01T12:00 reserved twice until 1998-06-01T12:10; 1998-06-02 claimed twice until 1998-06-03";
    assert!(matches!(reserve(told, "1998-06-04", "twice", "c-3"), Ok(Claimed::New(_))));
    let once_more = format!("{told}; 1998-06-04 claimed twice until 1998-06-05");
    let limit = Err(ActError::NotOffered(offer_id("twice"), Refusal::ClaimLimit(2)));
    assert_eq!(reserve(&once_more, "1998-06-06", "twice", "c-4"), limit);
}

#[test]
fn a_till_accepts_a_claim_once() {
    let told = "1998-06-01 claimed encore until 1998-07-01";
    assert_eq!(redeem(told, "1998-06-08", "c-1"), Ok(Fact::VoucherRedeemed { claim: name("c-1") }));
    let redeemed = format!("{told}; 1998-06-08 redeemed c-1");
    assert_eq!(
        redeem(&redeemed, "1998-06-08T12:01", "c-1"),
        Err(ended(ClaimState::Redeemed(at("1998-06-08"))))
    );
    assert_eq!(redeem(told, "1998-07-01", "c-1"), Err(ended(ClaimState::Expired(at("1998-07-01")))));
    let released = format!("{told}; 1998-06-08 released c-1");
    assert_eq!(redeem(&released, "1998-06-09", "c-1"), Err(ended(ClaimState::Released(at("1998-06-08")))));
    assert_eq!(redeem(TOLD, "1998-06-01T12:05", "c-1"), Err(ActError::Unconfirmed(name("c-1"))));
    assert_eq!(redeem(told, "1998-06-08", "c-7"), Err(ActError::UnknownClaim(name("c-7"))));
}

#[test]
fn what_is_given_back_is_given_back_once() {
    let fact = Fact::ClaimReleased { claim: name("c-1") };
    assert_eq!(release(TOLD, "1998-06-01T12:05", "c-1"), Ok(Some(fact.clone())));
    assert_eq!(release(TOLD, "1998-06-01T12:15", "c-1"), Ok(None), "its time ran out");
    assert_eq!(release(&format!("{TOLD}; 1998-06-01T12:05 released c-1"), "1998-06-02", "c-1"), Ok(None));
    let redeemed = "1998-06-01 claimed encore; 1998-06-02 redeemed c-1";
    assert_eq!(release(redeemed, "1998-06-03", "c-1"), Err(ended(ClaimState::Redeemed(at("1998-06-02")))));
    assert_eq!(release("", "1998-06-03", "c-1"), Err(ActError::UnknownClaim(name("c-1"))));
    let undo = ask(TOLD, "1998-06-01T12:05", |seen| seen.undo(&offer_id("encore")));
    assert_eq!(undo, Ok(fact));
}

#[test]
fn news_that_comes_late_changes_nothing_that_has_ended() {
    let used_unconfirmed = format!("{TOLD}; 1998-06-01T12:05 redeemed c-1");
    assert_eq!(state(&used_unconfirmed, "1998-06-01T12:06"), ClaimState::Reserved(at("1998-06-01T12:10")));
    let given_back_late = format!("{TOLD}; 1998-06-01T12:11 released c-1");
    assert_eq!(state(&given_back_late, "1998-06-02"), ClaimState::Expired(at("1998-06-01T12:10")));
    let accepted_late = "1998-06-01 claimed encore until 1998-07-01; 1998-07-02 redeemed c-1";
    assert_eq!(
        state(accepted_late, "1998-07-03"),
        ClaimState::Redeemed(at("1998-07-02")),
        "a till that accepted it did so"
    );
}
