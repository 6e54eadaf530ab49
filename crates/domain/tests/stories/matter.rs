//! What was begun on one surface is in progress on all, until it is ended on any.

use domain::event::Fact;
use domain::id::ContactId;
use domain::matter::MatterId;

use crate::story::{at, new_york, profile};

fn in_progress(history: &str, now: &str) -> Vec<String> {
    let matters = profile(history, now).matters(&new_york(), at(now));
    matters.iter().map(|matter| matter.id.to_string()).collect()
}

#[test]
fn a_checkout_is_in_progress_until_its_order() {
    assert_eq!(in_progress("1998-01-05 did Checkout Started", "1998-01-06"), ["checkout"]);
    assert_eq!(
        in_progress("1998-01-05 did Checkout Started; 1998-01-06 bought 30.00", "1998-01-07"),
        [""; 0]
    );
    let again = "1998-01-05 bought 30.00; 1998-01-06 did Checkout Started";
    assert_eq!(in_progress(again, "1998-01-07"), ["checkout"], "the order was before it");
}

#[test]
fn a_checkout_that_was_left_or_has_rested_for_a_week_is_history() {
    let left = "1998-01-05 did Checkout Started; 1998-01-06 did Checkout Left";
    assert_eq!(in_progress(left, "1998-01-06"), [""; 0]);
    assert_eq!(in_progress("1998-01-05 did Checkout Started", "1998-01-12"), ["checkout"]);
    assert_eq!(in_progress("1998-01-05 did Checkout Started", "1998-01-13"), [""; 0]);
}

#[test]
fn what_was_raised_is_in_progress_until_it_is_settled() {
    let open = "1998-01-05 asked c-1; 1998-01-06 did Checkout Started; 1998-01-07 complained c-2";
    assert_eq!(in_progress(open, "1998-01-08"), ["contact:c-2", "checkout", "contact:c-1"]);
    assert_eq!(
        in_progress(&format!("{open}; 1998-01-08 settled c-2"), "1998-01-08"),
        ["checkout", "contact:c-1"]
    );
}

#[test]
fn what_is_in_progress_can_be_ended_and_what_is_not_needs_no_end() {
    let (history, now) = ("1998-01-05 asked c-1; 1998-01-05 did Checkout Started", at("1998-01-06"));
    let (profile, zone) = (profile(history, "1998-01-06"), new_york());
    let contact = ContactId::new("c-1").unwrap();
    assert_eq!(
        profile.close(&MatterId::read("contact:c-1").unwrap(), &zone, now),
        Some(Fact::ContactClosed { contact })
    );
    let left = profile.close(&MatterId::Checkout, &zone, now);
    assert!(matches!(left, Some(Fact::Behaviour { name, .. }) if name.as_str() == "Checkout Left"));
    assert_eq!(profile.close(&MatterId::read("contact:c-9").unwrap(), &zone, now), None);
    for nothing in ["", "basket", "contact:", "c-1"] {
        assert!(MatterId::read(nothing).is_err(), "{nothing}");
    }
}
