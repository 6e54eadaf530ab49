//! One brand's rules as a whole.

use crate::house::{offer, program};
use crate::story::offer_id;
use domain::offer::Offer;

fn speak(wanted: &[&str]) -> Option<String> {
    program([]).speak(wanted.iter().copied()).map(ToString::to_string)
}

#[test]
fn a_customer_is_spoken_to_in_the_first_of_their_languages_that_is_spoken() {
    assert_eq!(speak(&["fr"]).as_deref(), Some("fr"));
    assert_eq!(speak(&["de", "fr", "en"]).as_deref(), Some("fr"));
    assert_eq!(speak(&["fr-CA", "en"]).as_deref(), Some("fr"));
    assert_eq!(speak(&["EN-us"]).as_deref(), Some("en"));
}

#[test]
fn where_none_of_their_languages_is_spoken_nobody_guesses() {
    assert_eq!(speak(&["de", "", "*", "french"]), None);
    assert_eq!(speak(&[]), None);
}

#[test]
fn an_offer_is_found_by_its_name() {
    let program = program([offer("encore"), Offer { stock: Some(40), ..offer("early-pressing") }]);
    assert_eq!(program.offer(&offer_id("early-pressing")).map(|offer| offer.stock), Some(Some(40)));
    assert_eq!(program.offer(&offer_id("second-side")), None);
}
