//! Until when a decision holds if nothing happens.

use domain::condition::{Leaf, Range};
use domain::decision::{Situation, Visit};
use domain::lifecycle::Stage;
use domain::offer::{Caps, Offer, Validity};
use domain::profile::Profile;
use domain::program::Tallies;
use domain::time::Timestamp;

use crate::house::{offer, offer_for, program, situation, slot};
use crate::story::at;

const BOUGHT: &str = "1998-05-20 bought 40";

fn until(offers: impl IntoIterator<Item = Offer>, history: &str, now: &str) -> Option<Timestamp> {
    situation(&program(offers), history, now, |seen| {
        let slot = slot("home");
        seen.until(&seen.decide(&slot, &Tallies::new()), &slot.placement)
    })
}

fn running(id: &str, from: Option<&str>, until: Option<&str>) -> Offer {
    Offer { validity: Validity { from: from.map(at), until: until.map(at) }, ..offer(id) }
}

#[test]
fn what_runs_for_ever_holds_for_ever() {
    assert_eq!(until([offer("encore")], BOUGHT, "1998-06-01"), None);
    assert_eq!(until([], BOUGHT, "1998-06-01"), None);
}

#[test]
fn it_holds_until_the_first_listed_offer_ends() {
    let offers =
        || [running("june", None, Some("1998-06-30T12:00")), running("may", None, Some("1998-06-10"))];
    assert_eq!(until(offers(), BOUGHT, "1998-06-01"), Some(at("1998-06-10")));
    assert_eq!(until(offers(), BOUGHT, "1998-06-10"), Some(at("1998-06-30T12:00")));
    assert_eq!(until(offers(), BOUGHT, "1998-06-30T12:00"), None);
}

#[test]
fn an_offer_that_is_not_listed_may_end_unseen() {
    let lapsed = Leaf::Stage(vec![Stage::Lapsed]);
    let others = Offer {
        validity: Validity { from: None, until: Some(at("1998-06-10")) },
        ..offer_for("others", lapsed)
    };
    assert_eq!(until([others], BOUGHT, "1998-06-01"), None);
}

#[test]
fn it_holds_until_an_offer_of_the_place_begins() {
    let product = domain::id::Placement::new("product").unwrap();
    let elsewhere = Offer { placements: vec![product], ..running("elsewhere", Some("1998-06-02"), None) };
    let offers = || {
        [
            elsewhere.clone(),
            running("july", Some("1998-07-01"), None),
            running("june", Some("1998-06-15"), None),
        ]
    };
    assert_eq!(until(offers(), BOUGHT, "1998-06-01"), Some(at("1998-06-15")));
    assert_eq!(until(offers(), BOUGHT, "1998-06-15"), Some(at("1998-07-01")));
    assert_eq!(until(offers(), BOUGHT, "1998-07-01"), None);
}

#[test]
fn it_holds_until_a_claim_or_a_reservation_ends() {
    let told = "1998-06-01T12:00 reserved encore until 1998-06-01T12:10";
    assert_eq!(until([offer("encore")], told, "1998-06-01T12:05"), Some(at("1998-06-01T12:10")));
    assert_eq!(until([offer("encore")], told, "1998-06-01T12:10"), None);
}

#[test]
fn it_holds_until_a_decline_has_rested() {
    let rests = Offer { caps: Caps { rest_days: Some(7), ..Caps::default() }, ..offer("encore") };
    let told = "1998-06-01T12:00 declined encore";
    assert_eq!(until([rests.clone()], told, "1998-06-02"), Some(at("1998-06-08T00:00")));
    assert_eq!(until([rests], told, "1998-06-08T00:00"), None);
    assert_eq!(until([offer("encore")], told, "1998-06-02"), None);
}

#[test]
fn it_holds_until_the_calendar_takes_a_listed_offer_away() {
    let fresh = offer_for("fresh", Leaf::DaysSinceOrder(Range::at_most(30)));
    let ends = until([fresh.clone()], BOUGHT, "1998-06-01").unwrap();
    let listed = |now: Timestamp| {
        let program = program([fresh.clone()]);
        let profile = Profile::as_of(now, crate::story::events(BOUGHT));
        let seen = Situation::of(&program, crate::house::ada(), &profile, Visit::default(), now);
        seen.decide(&slot("home"), &Tallies::new()).ids().count()
    };
    let before = ends - std::time::Duration::from_secs(1);
    assert_eq!((listed(before), listed(ends)), (1, 0));
}
