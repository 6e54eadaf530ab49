//! A customer takes an offer, gives it back, or says it is not for them.

use domain::claim::{ActError, Claimed};
use domain::condition::Leaf;
use domain::decision::Refusal;
use domain::event::Fact;
use domain::id::ClaimId;
use domain::lifecycle::Stage;
use domain::offer::{Caps, Offer, Voucher};
use domain::program::{Program, Tallies};

use crate::house::{held, offer, offer_for, program, situation};
use crate::story::{at, offer_id, words};

fn house() -> Program {
    program([
        offer("encore"),
        Offer { stock: Some(1), ..offer("quartet-seats") },
        Offer { voucher: None, ..offer("season-catalogue") },
        Offer { voucher: Some(Voucher { valid_days: 0 }), ..offer("today-only") },
        Offer { caps: Caps { claims: 9, rest_days: Some(30), ..Caps::default() }, ..offer("often") },
        offer_for("gift-record", Leaf::Stage(vec![Stage::Lapsed])),
    ])
}

fn claim(history: &str, now: &str, offer: &str) -> Result<Claimed, ActError> {
    let taken = Tallies::from([(offer_id("quartet-seats"), held(1))]);
    situation(&house(), history, now, |seen| {
        seen.claim(&offer_id(offer), &taken, ClaimId::new("c-9").unwrap())
    })
}

fn undo(history: &str, now: &str, offer: &str) -> Result<Fact, ActError> {
    situation(&house(), history, now, |seen| seen.undo(&offer_id(offer)))
}

fn decline(history: &str, now: &str, offer: &str) -> Result<Option<Fact>, ActError> {
    situation(&house(), history, now, |seen| seen.decline(&offer_id(offer)))
}

fn released(claim: &str) -> Fact {
    Fact::ClaimReleased { claim: ClaimId::new(claim).unwrap() }
}

fn restored(offer: &str) -> Fact {
    Fact::OfferRestored { offer: offer_id(offer) }
}

#[test]
fn a_claim_keeps_the_words_of_the_day_and_lasts_to_the_end_of_its_last() {
    let fact = Fact::OfferClaimed {
        claim: ClaimId::new("c-9").unwrap(),
        offer: offer_id("encore"),
        until: at("1998-07-31T00:00"),
        terms: words("encore"),
    };
    assert_eq!(claim("", "1998-06-30T00:00", "encore"), Ok(Claimed::New(fact.clone())));
    assert_eq!(claim("", "1998-06-30T23:59", "encore"), Ok(Claimed::New(fact)));
}

#[test]
fn a_voucher_for_today_ends_with_the_day_though_clocks_change() {
    let Ok(Claimed::New(Fact::OfferClaimed { until, .. })) = claim("", "1998-10-25T00:30", "today-only")
    else {
        panic!("it can be claimed")
    };
    assert_eq!(until, at("1998-10-26T05:00:00Z"), "25 October 1998 had 25 hours in New York");
}

#[test]
fn claiming_what_is_held_gives_the_same_claim() {
    let told = "1998-06-01 claimed encore until 1998-07-01";
    assert_eq!(claim(told, "1998-06-30", "encore"), Ok(Claimed::Held(ClaimId::new("c-1").unwrap())));
}

#[test]
fn a_claim_that_ran_out_is_held_no_more() {
    let told = "1998-06-01 claimed encore until 1998-07-01; 1998-06-01 claimed often until 1998-07-01";
    let limit = Err(ActError::NotOffered(offer_id("encore"), Refusal::ClaimLimit(1)));
    assert_eq!(claim(told, "1998-07-01", "encore"), limit);
    assert!(matches!(claim(told, "1998-07-01", "often"), Ok(Claimed::New(_))));
}

#[test]
fn what_was_given_back_may_be_taken_again() {
    let told = "1998-06-01 claimed encore; 1998-06-02 released c-1";
    assert!(matches!(claim(told, "1998-06-03", "encore"), Ok(Claimed::New(_))));
}

#[test]
fn what_cannot_be_claimed_says_why() {
    assert_eq!(claim("", "1998-06-30", "opus"), Err(ActError::UnknownOffer(offer_id("opus"))));
    assert_eq!(
        claim("", "1998-06-30", "season-catalogue"),
        Err(ActError::NothingToClaim(offer_id("season-catalogue")))
    );
    assert_eq!(
        claim("", "1998-06-30", "quartet-seats"),
        Err(ActError::NotOffered(offer_id("quartet-seats"), Refusal::OutOfStock))
    );
    let why = "stage: prospect, wants lapsed: no".to_owned();
    assert_eq!(
        claim("", "1998-06-30", "gift-record"),
        Err(ActError::NotOffered(offer_id("gift-record"), Refusal::NotEligible(Some(why))))
    );
    assert_eq!(claim("", "1998-06-30", "opus").unwrap_err().to_string(), "there is no offer `opus`");
}

#[test]
fn stock_that_ran_out_does_not_take_a_held_claim_away() {
    let told = "1998-06-01 claimed quartet-seats until 1998-07-30";
    assert_eq!(claim(told, "1998-06-30", "quartet-seats"), Ok(Claimed::Held(ClaimId::new("c-1").unwrap())));
}

#[test]
fn not_for_me_is_said_once() {
    let declined = Fact::OfferDeclined { offer: offer_id("often") };
    assert_eq!(decline("", "1998-06-30", "often"), Ok(Some(declined.clone())));
    assert_eq!(decline("1998-06-01 declined often", "1998-06-30", "often"), Ok(None));
    assert_eq!(
        decline("1998-06-01 declined often", "1998-07-01", "often"),
        Ok(Some(declined)),
        "it had rested"
    );
    assert_eq!(decline("", "1998-06-30", "opus"), Err(ActError::UnknownOffer(offer_id("opus"))));
}

#[test]
fn undo_takes_back_the_last_act() {
    let claimed_then_declined = "1998-06-01 claimed often until 1998-09-01; 1998-06-02 declined often";
    assert_eq!(undo(claimed_then_declined, "1998-06-03", "often"), Ok(restored("often")));
    let then_undone = format!("{claimed_then_declined}; 1998-06-03 restored often");
    assert_eq!(undo(&then_undone, "1998-06-04", "often"), Ok(released("c-1")));
    let all_undone = format!("{then_undone}; 1998-06-04 released c-1");
    assert_eq!(undo(&all_undone, "1998-06-05", "often"), Err(ActError::NothingToUndo(offer_id("often"))));
}

#[test]
fn of_two_acts_at_one_instant_not_for_me_was_the_last() {
    let told = "1998-06-01 claimed encore; 1998-06-01 declined encore";
    assert_eq!(undo(told, "1998-06-01", "encore"), Ok(restored("encore")));
}

#[test]
fn a_claim_made_after_a_rest_is_what_undo_gives_back() {
    let told = "1998-01-01 declined often; 1998-06-01 claimed often until 1998-09-01";
    assert_eq!(undo(told, "1998-06-02", "often"), Ok(released("c-1")));
}

#[test]
fn what_has_ended_by_itself_cannot_be_undone() {
    let nothing = |offer: &str| Err(ActError::NothingToUndo(offer_id(offer)));
    assert_eq!(undo("1998-06-01 claimed encore until 1998-06-15", "1998-06-15", "encore"), nothing("encore"));
    assert_eq!(
        undo("1998-06-01 claimed encore; 1998-06-02 redeemed c-1", "1998-06-03", "encore"),
        nothing("encore")
    );
    assert_eq!(undo("1998-01-01 declined often", "1998-06-01", "often"), nothing("often"));
    assert_eq!(undo("", "1998-06-01", "opus"), Err(ActError::UnknownOffer(offer_id("opus"))));
}
