//! Refusals in plain English.

use domain::condition::{Condition, Leaf, Range};
use domain::decision::Refusal;
use domain::lifecycle::Stage;
use domain::offer::{Audience, Offer};
use domain::program::Tallies;

use crate::house::{offer, program, situation, slot};
use crate::story::{at, offer_id, usd};

/// Each offer with why it is not given, as an agent reads it.
fn read(rule: Condition) -> String {
    let program = program([Offer { audience: Audience::Customers(rule), ..offer("encore") }]);
    situation(&program, "1998-06-01 bought 30.00", "1998-06-10", |seen| {
        let withheld = seen.trace(&slot("home"), &Tallies::new()).withheld;
        withheld.iter().map(|withheld| format!("{}: {}", withheld.offer.id, withheld.refusal)).collect()
    })
}

#[test]
fn who_is_not_eligible_is_told_the_first_fact_that_failed_and_what_it_should_be() {
    let stage = Condition::Fact(Leaf::Stage(vec![Stage::New, Stage::Active]));
    let orders = Condition::Fact(Leaf::Orders(Some(90), Range::at_least(3)));
    let spent = Condition::Fact(Leaf::Spent(None, Range::at_least(usd("50"))));
    assert_eq!(
        read(Condition::All(vec![stage, orders, spent])),
        "encore: not for this customer: orders in 90 days: 1, wants at least 3: no"
    );
}

#[test]
fn a_refusal_says_why() {
    let day = at("1998-06-10T00:00");
    let told = [
        Refusal::NotHere,
        Refusal::NotYet(day),
        Refusal::Over(day),
        Refusal::Unknown,
        Refusal::NoConsent,
        Refusal::Declined(Some(day)),
        Refusal::Declined(None),
        Refusal::ShownEnough(1),
        Refusal::Held(day),
        Refusal::ClaimLimit(2),
        Refusal::OpenClaims(3),
        Refusal::SeenEnough(3),
        Refusal::Quiet(Some(day)),
        Refusal::Quiet(None),
        Refusal::OutOfStock,
        Refusal::Paced,
        Refusal::HeldOut,
        Refusal::NoGain,
        Refusal::Alike(offer_id("encore")),
        Refusal::NoRoom,
    ]
    .map(|refusal| format!("{}: {refusal}\n", refusal.step()));
    expect_test::expect![[r#"
        place: not for this place
        validity: begins at 1998-06-10T04:00:00Z
        validity: ended at 1998-06-10T04:00:00Z
        known: for known customers only
        consent: the customer did not allow offers to be chosen for them
        declined: declined, may come back at 1998-06-10T04:00:00Z
        declined: declined for good
        caps: shown as often as it may be: once
        caps: already held, to be used before 1998-06-10T04:00:00Z
        caps: claimed as often as it may be: twice
        caps: the customer holds as many claims as one may: 3
        caps: the customer is shown offers as often as one may be: 3 times
        quiet: the customer is left in peace until 1998-06-10T04:00:00Z
        quiet: the customer is left in peace while a complaint is open
        stock: all are taken
        pace: what may be spent on it today is spent
        holdout: the customer is held out, to see what offers do
        gain: showing nothing is expected to do more good
        theme: too much like `encore`, which is listed
        room: no room is left
    "#]]
    .assert_eq(&told.concat());
}
