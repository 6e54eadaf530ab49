//! A browser, and those who use it.

use domain::event::{Event, Purpose};
use domain::profile::Profile;

use crate::story::{profiles, summary, told, who};

#[test]
fn what_a_visitor_did_is_theirs_once_they_say_who_they_are() {
    assert_eq!(summary("1 anon:x red; 2 anon:x blue; 5 ada is anon:x; 6 ada green"), "ada: blue, green, red");
}

#[test]
fn it_does_not_matter_when_it_is_reported() {
    assert_eq!(summary("5 ada is anon:x; 1 anon:x red"), "ada: red");
}

#[test]
fn after_somebody_signed_out_the_name_begins_anew() {
    assert_eq!(summary("1 anon:x red; 5 ada is anon:x; 6 anon:x blue"), "ada: red; anon:x: blue");
}

#[test]
fn who_comes_back_to_the_same_browser_gets_what_lay_between() {
    assert_eq!(summary("1 anon:x red; 5 ada is anon:x; 6 anon:x blue; 9 ada is anon:x"), "ada: blue, red");
}

#[test]
fn of_two_who_share_a_device_neither_gets_the_others() {
    let story = "1 anon:x red; 5 ada is anon:x; 6 anon:x blue; 9 bea is anon:x; 10 bea green; 11 anon:x grey";
    assert_eq!(summary(story), "ada: red; anon:x: grey; bea: green; nobody: blue");
    let back = "; 12 ada is anon:x";
    assert_eq!(summary(&format!("{story}{back}")), "ada: red; bea: green; nobody: blue, grey");
}

#[test]
fn of_two_who_said_so_at_one_instant_neither_is_believed() {
    assert_eq!(summary("1 anon:x red; 5 ada is anon:x; 5 bea is anon:x"), "nobody: red");
}

#[test]
fn a_page_that_only_asserts_who_it_was_brings_what_they_looked_at_and_nothing_else() {
    let story = "1 anon:x red; 2 anon:x declines tasting; 3 anon:x objects; 4 anon:x sees tasting; 5 ada seems anon:x";
    let asserted = &profiles(&told(story))[&who("ada")];
    assert_eq!(asserted.behaviour.len(), 1);
    let Profile { declined, consent, shown, .. } = asserted;
    assert!(declined.is_empty() && consent.is_empty() && shown.is_empty(), "{asserted:?}");
    let visitor = &profiles(&told(story))[&who("anon:x")];
    assert!(visitor.behaviour.is_empty(), "that is ada's");
    assert_eq!(
        (visitor.declined.len(), visitor.consent.len(), visitor.shown.len()),
        (1, 1, 1),
        "still theirs"
    );

    // Whoever proves it brings the rest, whenever that is told.
    for proven in [format!("{story}; 9 ada is anon:x"), format!("9 ada is anon:x; {story}")] {
        let ada = &profiles(&told(&proven))[&who("ada")];
        assert_eq!((ada.behaviour.len(), ada.declined.len()), (1, 1), "{proven}");
        assert_eq!((ada.consent.len(), ada.shown.len()), (1, 1), "{proven}");
    }
}

#[test]
fn what_a_page_asserts_parts_nothing_that_is_proven() {
    let declined = |story: &str, name: &str| {
        profiles(&told(story)).get(&who(name)).map_or(0, |profile| profile.declined.len())
    };
    let story = "1 anon:x declines tasting; 4 anon:x declines evening; 9 ada is anon:x";
    for said in ["0 eve seems anon:x", "2 eve seems anon:x", "9 eve seems anon:x", "12 eve seems anon:x"] {
        let story = format!("{story}; {said}");
        assert_eq!((declined(&story, "ada"), declined(&story, "eve")), (2, 0), "{said}");
    }
    // Of behaviour it leaves in doubt what a proven word would: on a device that two share neither gets the other's.
    let shared = "1 anon:x red; 2 ada is anon:x; 4 anon:x blue; 6 bea seems anon:x; 7 anon:x grey";
    assert_eq!(summary(shared), "ada: red; anon:x: grey; nobody: blue");
}

#[test]
fn a_customer_may_have_many_browsers() {
    let story = "1 anon:x red; 2 anon:y blue; 5 ada is anon:x; 6 ada is anon:y";
    assert_eq!(summary(story), "ada: blue, red");
}

#[test]
fn a_browser_never_makes_one_of_two_who_are_known_nor_of_two_who_are_not() {
    assert_eq!(summary("1 bea red; 5 ada is bea"), "bea: red");
    assert_eq!(summary("1 anon:x red; 5 anon:y is anon:x"), "anon:x: red");
    let shared = "1 anon:x red; 2 ada is anon:x; 3 bea is anon:x; 4 ada blue; 5 bea green";
    assert_eq!(summary(shared), "ada: blue, red; bea: green");
}

#[test]
fn a_visitor_cannot_take_back_what_they_objected_to_by_name() {
    let allowed =
        |story: &str| profiles(&told(story))[&who("ada")].consent.get(&Purpose::PersonalOffers).copied();
    assert_eq!(allowed("1 anon:x allows; 5 ada is anon:x"), Some(true));
    assert_eq!(allowed("1 ada objects; 2 anon:x allows; 5 ada is anon:x"), Some(false));
    assert_eq!(allowed("1 ada allows; 2 anon:x objects; 5 ada is anon:x"), Some(false));
    assert_eq!(allowed("1 ada objects; 2 anon:x allows; 5 ada is anon:x; 6 ada allows"), Some(true));
    assert_eq!(allowed("1 anon:x objects; 2 anon:x allows; 5 ada is anon:x"), Some(true));
}

#[test]
fn what_a_browser_sends_again_under_the_name_they_said_meanwhile_is_one() {
    let mut events = told("1 anon:x red; 2 ada red; 5 ada is anon:x");
    let again = events[0].id.clone();
    events[1].id = again;
    let reds =
        |events: &[Event]| profiles(events)[&who("ada")].behaviour.values().map(Vec::len).sum::<usize>();
    assert_eq!(reds(&events), 1);
    events.reverse();
    assert_eq!(reds(&events), 1);
    assert_eq!(reds(&told("1 anon:x red; 2 ada red; 5 ada is anon:x")), 2);
}
