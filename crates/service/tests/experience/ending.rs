//! What ends soon: until what time, and from when on what is left is counted down.

use contract::experience::Experience;
use domain::event::Fact;
use domain::id::{ClaimId, OfferId};
use domain::profile::Profile;
use expect_test::expect;

use crate::house::{at, profile_of, program, terms, told};
use crate::languages::LANGUAGES;

/// What is told, at nine in the morning of 30 June by UTC, of one offer that ends at this instant.
fn ending(until: &str, locale: &str) -> Experience {
    let mut program = program();
    let mut offer = program.offers.iter().next().unwrap().clone();
    offer.validity.until = Some(at(until));
    program.offers = vec![offer].into();
    told(&program, &Profile::default(), locale)
}

#[test]
fn an_end_within_a_day_is_told_with_its_time() {
    let told = LANGUAGES.map(|locale| {
        let until = ending("1998-06-30T22:05:00Z", locale).offers.remove(0).until.unwrap();
        assert_eq!(until.iso, "1998-06-30T22:05:00Z");
        until.text.replace(['\u{2068}', '\u{2069}'], "").replace(['\u{202f}', '\u{a0}'], " ")
    });
    expect![[r#"
        Until June 30, 6:05 PM
        Jusqu’au 30 juin à 18:05
        Bis zum 30. Juni, 18:05
        Hasta el 30 de junio, 18:05
        Fino al 30 giugno, 18:05
        حتى 30 يونيو، 6:05 م"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn an_end_at_midnight_is_told_by_its_last_day() {
    let until = ending("1998-07-01T04:00:00Z", "en").offers.remove(0).until.unwrap();
    assert_eq!((until.iso.as_str(), until.text.as_str()), ("1998-06-30", "Until June 30"));
}

#[test]
fn an_offer_is_counted_down_for_a_day_and_who_shows_it_before_asks_again_when_that_begins() {
    let within = ending("1998-07-01T09:00:00Z", "en");
    assert_eq!(within.offers[0].ends.as_deref(), Some("1998-07-01T09:00:00Z"));
    assert_eq!(within.until.as_deref(), Some("1998-07-01T09:00:00Z"));
    let before = ending("1998-07-01T09:00:01Z", "en");
    assert_eq!(before.offers[0].ends, None);
    assert_eq!(before.until.as_deref(), Some("1998-06-30T09:00:01Z"));
}

#[test]
fn a_claim_is_counted_down_as_an_offer_is() {
    let claimed = |until| {
        let (claim, offer) = (ClaimId::new("c").unwrap(), OfferId::new("gift").unwrap());
        let fact = Fact::OfferClaimed {
            claim,
            offer,
            until: at(until),
            terms: terms("As promised", "Comme promis"),
        };
        told(&program(), &profile_of([(at("1998-06-01T16:00:00Z"), fact)]), "en")
    };
    let within = claimed("1998-07-01T04:00:00Z");
    assert_eq!(within.claims[0].ends.as_deref(), Some("1998-07-01T04:00:00Z"));
    let before = claimed("1998-07-02T04:00:00Z");
    assert_eq!(before.claims[0].ends, None);
    assert_eq!(before.until.as_deref(), Some("1998-07-01T04:00:00Z"));
}
