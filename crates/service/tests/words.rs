//! The words of the interface: whole in every language, and written as each language writes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::act::Outcome;
use domain::id::Locale;
use domain::money::{Currency, Money};
use domain::time::Date;
use expect_test::expect;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use service::words::{Message, Speech, Value, speech};

const FILES: [(&str, &str); 2] =
    [("en", include_str!("../src/words/en.ftl")), ("fr", include_str!("../src/words/fr.ftl"))];

fn in_language(tag: &str) -> Arc<Speech> {
    speech(&Locale::new(tag).unwrap())
}

/// Each message of a file, and the values it asks for.
fn messages(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut messages = BTreeMap::<&str, BTreeSet<&str>>::new();
    let mut name = "";
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) =
            line.split_once(" = ").filter(|_| line.starts_with(|c: char| c.is_alphabetic()))
        {
            name = key;
            messages.entry(name).or_default();
        }
        let asked = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or_default());
        messages.entry(name).or_default().extend(asked);
    }
    messages.remove("");
    messages
}

#[test]
fn every_language_has_the_same_messages_with_the_same_values() {
    let [(_, english), (_, french)] = FILES;
    assert_eq!(messages(english), messages(french));
}

#[test]
fn every_message_that_can_be_said_stands_in_the_files_and_no_other() {
    let said: BTreeSet<&str> = Message::ALL.iter().map(|message| message.key()).collect();
    assert_eq!(said.len(), Message::ALL.len(), "two messages of one name");
    assert_eq!(said, messages(FILES[0].1).into_keys().collect());
}

#[test]
fn every_message_is_said_without_an_error() {
    for (language, file) in FILES {
        let resource = FluentResource::try_new(file.to_owned()).unwrap();
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.add_resource(&resource).unwrap();
        for (name, values) in messages(file) {
            for count in [0, 1, 2, 5, 21, 365, 1_000_000] {
                let sample = |value| if value == "count" { count.into() } else { FluentValue::from("some") };
                let arguments: FluentArgs<'_> = values.iter().map(|value| (*value, sample(*value))).collect();
                let (mut errors, pattern) = (Vec::new(), bundle.get_message(name).unwrap().value().unwrap());
                let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                assert!(
                    errors.is_empty() && !said.is_empty() && !said.contains('{'),
                    "{language} {name}: {errors:?}"
                );
            }
        }
    }
}

#[test]
fn the_words_are_calm_and_well_set() {
    for (language, file) in FILES {
        let text = file.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        assert!(!text.contains(['!', '\'', '"']), "{language}: no exclamation mark, and typographic quotes");
        assert!(!text.contains("..."), "{language}: an ellipsis is one character");
    }
    let french = FILES[1].1;
    assert!(!french.contains("« ") && !french.contains(" »"), "a no-break space inside guillemets");
}

#[test]
fn the_interface_speaks_english_and_french() {
    let english = in_language("en").words();
    assert_eq!((english.why.as_str(), english.decline.as_str()), ("Why you see this", "Not for me"));
    let french = in_language("fr").words();
    assert_eq!((french.why.as_str(), french.decline.as_str()), ("Pourquoi vous voyez ceci", "Pas pour moi"));
}

#[test]
fn a_language_without_a_file_of_its_own_is_spoken_to_in_the_nearest() {
    assert_eq!(in_language("fr-ca").words(), in_language("fr").words());
    assert_eq!(in_language("de").words(), in_language("en").words());
    let day = [("day", Value::Day(Date::constant(1999, 5, 3), Date::constant(1998, 6, 30)))];
    assert_eq!(
        in_language("de").say(Message::Until, &day),
        "Until May 3, 1999",
        "no German date in English words"
    );
    assert_eq!(in_language("not-a-language-at-all").say(Message::Until, &day), "Until May 3, 1999");
}

#[test]
fn an_act_is_announced() {
    let told = ["en", "fr"].map(|tag| {
        [Outcome::Claimed, Outcome::Declined, Outcome::Undone]
            .map(|outcome| in_language(tag).notice(outcome))
            .join("\n")
    });
    expect![[r#"
        Claimed. Your code is below.
        Noted. This offer is set aside.
        Undone.
        C’est à vous. Votre code figure ci-dessous.
        C’est noté. Cette offre est mise de côté.
        C’est annulé."#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn points_take_the_plural_and_the_grouping_of_the_language() {
    let points = |tag, count| in_language(tag).say(Message::Points, &[("count", Value::Count(count))]);
    let all = |tag| [0, 1, 2, 1_250, 1_234_567].map(|count| points(tag, count));
    assert_eq!(all("en"), ["0 points", "1 point", "2 points", "1,250 points", "1,234,567 points"]);
    let narrow = ["0 point", "1 point", "2 points", "1\u{202f}250 points", "1\u{202f}234\u{202f}567 points"];
    assert_eq!(all("fr"), narrow);
}

#[test]
fn days_are_written_as_the_language_writes_them() {
    let today = Date::constant(1998, 6, 30);
    let until = |tag, day| in_language(tag).say(Message::Until, &[("day", Value::Day(day, today))]);
    let days = [Date::constant(1998, 7, 1), Date::constant(1998, 7, 31), Date::constant(1999, 1, 1)];
    let all = |tag| days.map(|day| until(tag, day));
    assert_eq!(all("en"), ["Until July 1", "Until July 31", "Until January 1, 1999"]);
    assert_eq!(all("en-gb"), ["Until 1 July", "Until 31 July", "Until 1 January 1999"]);
    assert_eq!(all("fr"), ["Jusqu’au 1er juillet", "Jusqu’au 31 juillet", "Jusqu’au 1er janvier 1999"]);
    let month = |tag| in_language(tag).say(Message::LastOrderMonth, &[("month", Value::Month(today))]);
    assert_eq!(month("en"), "Your last order was in June 1998.");
    assert_eq!(month("fr"), "Votre dernière commande remonte à juin 1998.");
}

#[test]
fn money_is_written_as_the_language_writes_it() {
    let spent = |tag, code, minor| {
        let money = Money { minor, currency: Currency::new(code).unwrap() };
        let said = in_language(tag)
            .say(Message::Spent, &[("amount", Value::Money(money)), ("within", Value::Text("|"))]);
        said.chars().skip_while(|c| !c.is_numeric() && !"$€¥-".contains(*c)).collect::<String>()
    };
    assert_eq!(spent("en", "USD", 125_050), "$1,250.50 |.");
    assert_eq!(spent("fr", "EUR", 125_050), "1\u{202f}250,50\u{a0}€ |.");
    assert_eq!(spent("fr", "USD", 5), "0,05\u{a0}$US |.");
    assert_eq!(spent("en", "JPY", 1_250), "¥1,250 |.", "a currency without cents");
    assert_eq!(spent("en", "EUR", i64::MAX), "€92,233,720,368,547,758.07 |.");
}
