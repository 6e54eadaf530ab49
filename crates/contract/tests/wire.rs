//! One example file for each message of the wire: it is read and written back as the same text.
#![allow(clippy::expect_used, clippy::panic, reason = "an example that cannot be read must stop the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use contract::act::{Act, Acted};
use contract::audit::Audit;
use contract::consent::Consent;
use contract::event::{Batch, Message, Received};
use contract::experience::Answer;
use contract::health::{Beacon, Health};
use contract::me::{Export, Me};
use contract::people::{Merge, Person, Timeline, Used};
use contract::problem::Problem;
use contract::program::Published;
use contract::session::{Session, SessionRequest};
use contract::shown::Shown;
use contract::voucher::{Redeem, Redeemed};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Reads a message and writes it again.
type Trip = fn(&str) -> serde_json::Result<String>;

/// Each file of `examples/`, and the message it is one of.
const EXAMPLES: [(&str, Trip); 40] = [
    ("act", trip::<Act>),
    ("acted", trip::<Acted>),
    ("alias", trip::<Message>),
    ("answer-customer", trip::<Answer>),
    ("answer-masked", trip::<Answer>),
    ("answer-visitor", trip::<Answer>),
    ("audit", trip::<Audit>),
    ("batch", trip::<Batch>),
    ("beacon", trip::<Beacon>),
    ("benefit-used", trip::<Message>),
    ("consent", trip::<Consent>),
    ("consent-given", trip::<Message>),
    ("consent-withdrawn", trip::<Message>),
    ("contact-closed", trip::<Message>),
    ("contact-opened", trip::<Message>),
    ("export", trip::<Export>),
    ("friend-invited", trip::<Message>),
    ("health", trip::<Health>),
    ("identify", trip::<Message>),
    ("merge", trip::<Merge>),
    ("me", trip::<Me>),
    ("message", trip::<Message>),
    ("person", trip::<Person>),
    ("points-spent", trip::<Message>),
    ("problem", trip::<Problem>),
    ("product-added", trip::<Message>),
    ("product-removed", trip::<Message>),
    ("product-viewed", trip::<Message>),
    ("published", trip::<Published>),
    ("received", trip::<Received>),
    ("redeem", trip::<Redeem>),
    ("redeemed", trip::<Redeemed>),
    ("session", trip::<Session>),
    ("session-request", trip::<SessionRequest>),
    ("session-request-visitor", trip::<SessionRequest>),
    ("session-visitor", trip::<Session>),
    ("shown", trip::<Shown>),
    ("time-zone-reported", trip::<Message>),
    ("timeline", trip::<Timeline>),
    ("used", trip::<Used>),
];

#[test]
fn every_example_survives_the_trip_to_the_letter() {
    for (name, trip) in EXAMPLES {
        let text = example(name);
        let again = trip(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(again, text, "{name}");
    }
}

#[test]
fn every_message_has_an_example_and_every_example_is_of_a_message() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .expect("the examples are there")
        .map(|file| file.expect("its name can be read").file_name().to_string_lossy().into_owned())
        .collect();
    let claimed = EXAMPLES.map(|(name, _)| format!("{name}.json"));
    assert_eq!(files, BTreeSet::from(claimed));
}

#[test]
fn what_a_later_version_adds_is_ignored() {
    for (name, trip) in EXAMPLES {
        let text = example(name);
        let mut later: Value = serde_json::from_str(&text).expect("it is JSON");
        add_to_every_object(&mut later);
        let again = trip(&later.to_string()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(again, text, "{name}");
    }
}

#[test]
fn a_message_is_taken_whatever_stands_in_its_fields_so_that_a_refusal_can_name_it() {
    let wrong =
        json!({"type": 1, "messageId": [], "userId": {}, "event": false, "properties": [], "timestamp": 0.5});
    let message: Message = serde_json::from_value(wrong.clone()).expect("the door looks closer");
    assert_eq!(serde_json::to_value(message).expect("it can be written"), wrong);
}

#[test]
fn a_bare_message_is_taken() {
    assert_eq!(serde_json::from_str::<Message>("{}").expect("nothing is required"), Message::default());
}

fn trip<T: Serialize + DeserializeOwned>(text: &str) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&serde_json::from_str::<T>(text)?)? + "\n")
}

fn example(name: &str) -> String {
    let file = folder().join(name).with_extension("json");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// Adds a field nobody knows to every object but the particulars of an event, which may hold anything.
fn add_to_every_object(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields
                .iter_mut()
                .filter(|(name, _)| !["properties", "traits", "context"].contains(&name.as_str()))
                .for_each(|(_, value)| add_to_every_object(value));
            fields.insert("of_a_later_version".to_owned(), Value::Object(Map::new()));
        }
        Value::Array(values) => values.iter_mut().for_each(add_to_every_object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
