//! The sentences an explanation may be made of, as the language files have them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use service::words::FILES;

/// The messages that may tell why an offer is shown. A sentence that is not here must not be said: whoever adds one
/// asks first whether it was observed.
pub(crate) const REASONS: [&str; 39] = [
    "for-everyone",
    "for-customers",
    "no-order",
    "first-order",
    "last-order",
    "last-order-month",
    "days-since-order",
    "order-days",
    "returned",
    "tier",
    "orders",
    "spent",
    "points-to-next",
    "viewed",
    "added",
    "checkouts",
    "invited",
    "behaviour",
    "claims-of",
    "uses-of",
    "bought",
    "bought-this",
    "looked-at",
    "looked-at-this",
    "average-order",
    "basket-worth",
    "basket-empty",
    "in-basket",
    "in-basket-this",
    "last-viewed",
    "last-added",
    "last-checkout",
    "last-invited",
    "last-done",
    "points-to-spend",
    "friends",
    "benefit-uses",
    "benefit-given",
    "weekday",
];

/// The messages that may tell what would take an offer away.
pub(crate) const CHANGES: [&str; 7] = [
    "change-day",
    "change-order",
    "change-first-order",
    "change-day-or-order",
    "change-day-or-first-order",
    "change-tier",
    "change-tier-or-higher",
];

/// A message as it may be said: texts, and gaps where something is put in.
type Shape = Vec<Option<String>>;

/// Every way in which a message may come out, by language and name.
static KNOWN: LazyLock<BTreeMap<(&str, &str), Vec<Shape>>> = LazyLock::new(|| {
    let said = FILES.into_iter().flat_map(|(language, file)| {
        let entries = parse(file).unwrap().body.into_iter();
        entries.filter_map(move |entry| match entry {
            Entry::Message(message) => Some(((language, message.id.name), shapes(&message.value?))),
            _ => None,
        })
    });
    said.collect()
});

/// Whether a sentence is said by one of these messages.
pub(crate) fn is_one_of(language: &'static str, keys: &[&'static str], sentence: &str) -> bool {
    let sentence = sentence.replace(['\u{2068}', '\u{2069}'], "");
    keys.iter().any(|key| KNOWN[&(language, *key)].iter().any(|shape| fits(shape, &sentence)))
}

/// Every way in which a pattern may come out.
fn shapes(pattern: &Pattern<&str>) -> Vec<Shape> {
    pattern.elements.iter().fold(vec![Shape::new()], |begun, element| {
        let ends: Vec<Shape> = match element {
            PatternElement::TextElement { value } => vec![vec![Some((*value).to_owned())]],
            PatternElement::Placeable { expression: Expression::Inline(_) } => vec![vec![None]],
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().flat_map(|variant| shapes(&variant.value)).collect()
            }
        };
        begun.iter().flat_map(|shape| ends.iter().map(|end| [&shape[..], end].concat())).collect()
    })
}

/// A gap takes a few words at most, and never a whole sentence. A day may be written `1. Juli`.
fn fits(shape: &[Option<String>], sentence: &str) -> bool {
    match shape {
        [] => sentence.is_empty(),
        [Some(text), rest @ ..] => sentence.strip_prefix(text.as_str()).is_some_and(|left| fits(rest, left)),
        [None, rest @ ..] => sentence
            .char_indices()
            .map(|(place, c)| place + c.len_utf8())
            .take_while(|end| *end <= 60 && !ends_within(&sentence[..*end]))
            .any(|end| fits(rest, &sentence[end..])),
    }
}

/// Whether a sentence ends somewhere in a text.
fn ends_within(text: &str) -> bool {
    text.match_indices(". ").any(|(place, _)| !text[..place].ends_with(|c: char| c.is_ascii_digit()))
}

#[test]
fn a_sentence_is_known_by_its_message() {
    assert!(is_one_of("en", &REASONS, "You have ordered 12 times in the past 90 days."));
    assert!(is_one_of("fr", &REASONS, "Vous avez passé 12 commandes jusqu’ici."));
    assert!(is_one_of("de", &CHANGES, "Das Angebot gilt für Sie bis zum 1. Juli 1999."));
    assert!(is_one_of("it", &CHANGES, "L’offerta è per lei fino all’8 luglio."));
    assert!(!is_one_of("en", &CHANGES, "You have ordered 12 times in the past 90 days."));
    for never in
        ["You will probably order twice.", "We expect you to leave.", "", "Your tier is Gold. You are gone."]
    {
        assert!(!is_one_of("en", &REASONS, never), "{never}");
    }
}
