//! The document for other languages says what the types say: the examples fit its schemas, and field by field it
//! names, requires and lists the same.
#![allow(clippy::expect_used, clippy::panic, reason = "a document that cannot be read must stop the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use contract::{
    act, audit, consent, event, experience, health, me, openapi, people, problem, program, session, shown,
    voucher, words,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Each example and the schema it is one of.
const EXAMPLES: [(&str, &str); 40] = [
    ("act", "Act"),
    ("acted", "Acted"),
    ("alias", "Message"),
    ("answer-customer", "Answer"),
    ("answer-masked", "Answer"),
    ("answer-visitor", "Answer"),
    ("audit", "Audit"),
    ("batch", "Batch"),
    ("beacon", "Beacon"),
    ("benefit-used", "Message"),
    ("consent", "Consent"),
    ("consent-given", "Message"),
    ("consent-withdrawn", "Message"),
    ("contact-closed", "Message"),
    ("contact-opened", "Message"),
    ("export", "Export"),
    ("friend-invited", "Message"),
    ("health", "Health"),
    ("identify", "Message"),
    ("merge", "Merge"),
    ("me", "Me"),
    ("message", "Message"),
    ("person", "Person"),
    ("points-spent", "Message"),
    ("problem", "Problem"),
    ("product-added", "Message"),
    ("product-removed", "Message"),
    ("product-viewed", "Message"),
    ("published", "Published"),
    ("received", "Received"),
    ("redeem", "Redeem"),
    ("redeemed", "Redeemed"),
    ("session", "Session"),
    ("session-request", "SessionRequest"),
    ("session-request-visitor", "SessionRequest"),
    ("session-visitor", "Session"),
    ("shown", "Shown"),
    ("time-zone-reported", "Message"),
    ("timeline", "Timeline"),
    ("used", "Used"),
];

/// Whether a value can be read as a type.
type Reads = fn(&Value) -> bool;

/// Each schema of an object, and whether its type reads a value.
const TYPES: [(&str, Reads); 44] = [
    ("Act", reads::<act::Act>),
    ("Acted", reads::<act::Acted>),
    ("Answer", reads::<experience::Answer>),
    ("Audit", reads::<audit::Audit>),
    ("AuditEntry", reads::<audit::AuditEntry>),
    ("Batch", reads::<event::Batch>),
    ("Beacon", reads::<health::Beacon>),
    ("Benefit", reads::<experience::Benefit>),
    ("ChoiceKept", reads::<me::ChoiceKept>),
    ("Claim", reads::<experience::Claim>),
    ("ClaimKept", reads::<me::ClaimKept>),
    ("Consent", reads::<consent::Consent>),
    ("ConsentKept", reads::<me::ConsentKept>),
    ("Experience", reads::<experience::Experience>),
    ("Export", reads::<me::Export>),
    ("FieldError", reads::<problem::FieldError>),
    ("FirstOffer", reads::<health::FirstOffer>),
    ("Happened", reads::<people::Happened>),
    ("Health", reads::<health::Health>),
    ("HealthCount", reads::<health::HealthCount>),
    ("HealthDay", reads::<health::HealthDay>),
    ("Image", reads::<experience::Image>),
    ("Link", reads::<experience::Link>),
    ("Matter", reads::<experience::Matter>),
    ("Me", reads::<me::Me>),
    ("Merge", reads::<people::Merge>),
    ("Message", reads::<event::Message>),
    ("Offer", reads::<experience::Offer>),
    ("Person", reads::<people::Person>),
    ("Problem", reads::<problem::Problem>),
    ("Progress", reads::<experience::Progress>),
    ("Published", reads::<program::Published>),
    ("Received", reads::<event::Received>),
    ("Redeem", reads::<voucher::Redeem>),
    ("Redeemed", reads::<voucher::Redeemed>),
    ("Refused", reads::<event::Refused>),
    ("Session", reads::<session::Session>),
    ("SessionRequest", reads::<session::SessionRequest>),
    ("Shown", reads::<shown::Shown>),
    ("Standing", reads::<experience::Standing>),
    ("Timeline", reads::<people::Timeline>),
    ("Used", reads::<people::Used>),
    ("When", reads::<experience::When>),
    ("Words", reads::<words::Words>),
];

#[test]
fn every_example_fits_its_schema() {
    let document = document();
    for (name, schema) in EXAMPLES {
        let faults: Vec<String> =
            validator(&document, schema).iter_errors(&example(name)).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[test]
fn what_no_message_looks_like_fits_no_schema() {
    let document = document();
    let mut problem = example("problem");
    problem["code"] = json!("unheard_of");
    assert!(!validator(&document, "Problem").is_valid(&problem));
    let mut answer = example("answer-customer");
    answer["experience"]["offers"][0]["why"] = json!([]);
    assert!(!validator(&document, "Answer").is_valid(&answer), "an offer without a reason");
}

#[test]
fn each_schema_has_the_fields_of_its_type() {
    let (document, seen) = (document(), seen());
    for (name, schema) in object_schemas(&document) {
        let instances = seen.get(&name).unwrap_or_else(|| panic!("no example shows {name}"));
        let shown: BTreeSet<&String> =
            instances.iter().filter_map(Value::as_object).flat_map(|it| it.keys()).collect();
        let named: BTreeSet<&String> =
            schema["properties"].as_object().into_iter().flat_map(|it| it.keys()).collect();
        assert_eq!(
            shown, named,
            "{name}: the fields that the examples show, and those that the schema names"
        );
    }
}

#[test]
fn each_schema_requires_what_its_type_does() {
    let (document, seen, types) = (document(), seen(), BTreeMap::from(TYPES));
    for (name, schema) in object_schemas(&document) {
        let reads = types.get(name.as_str()).unwrap_or_else(|| panic!("{name} is in no list of types"));
        for instance in &seen[&name] {
            assert!(reads(instance), "{name}");
            for field in instance.as_object().into_iter().flat_map(|fields| fields.keys()) {
                let mut without = instance.clone();
                without.as_object_mut().expect("it is an object").remove(field);
                let required =
                    schema["required"].as_array().is_some_and(|names| names.contains(&json!(field)));
                // A message is taken as it comes: the door of the service requires, and names what is missing.
                let required = required && name != "Message";
                assert_eq!(!reads(&without), required, "{name}.{field}");
            }
        }
    }
}

#[test]
fn each_enum_lists_what_its_type_does_and_describes_it() {
    let document = document();
    assert_eq!(listed(&document, "Code"), variants::<problem::Code>());
    assert_eq!(listed(&document, "Outcome"), variants::<act::Outcome>());
    assert_eq!(listed(&document, "Path"), variants::<health::Path>());
    let description = document["components"]["schemas"]["Code"]["description"].as_str().expect("it has one");
    for code in listed(&document, "Code") {
        assert!(description.contains(&format!("- `{code}`: ")), "{code} is not described");
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_part_is_referred_to() {
    let document = document();
    let mut references = BTreeSet::new();
    collect_references(&document, &mut references);
    for reference in &references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
    for kind in ["schemas", "responses", "parameters"] {
        for name in document["components"][kind].as_object().expect("there are some").keys() {
            assert!(
                references.contains(&format!("#/components/{kind}/{name}")),
                "{kind}/{name} is used nowhere"
            );
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_and_says_how_it_fails() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("there are some") {
        for (method, operation) in item.as_object().expect("it has methods") {
            let name =
                operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no name"));
            assert!(names.insert(name.to_owned()), "{name} is used twice");
            assert_eq!(
                operation["responses"]["default"]["$ref"], "#/components/responses/Failed",
                "{method} {path}"
            );
            assert!(operation["security"].is_array(), "{method} {path} does not say who may ask");
        }
    }
}

fn reads<T: DeserializeOwned>(value: &Value) -> bool {
    T::deserialize(value).is_ok()
}

fn document() -> Value {
    serde_json::from_str(openapi::OPENAPI).expect("it is JSON")
}

fn example(name: &str) -> Value {
    let file = format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn validator(document: &Value, schema: &str) -> jsonschema::Validator {
    let root =
        json!({ "$ref": format!("#/components/schemas/{schema}"), "components": document["components"] });
    jsonschema::draft202012::options().should_validate_formats(true).build(&root).expect("it is a schema")
}

fn object_schemas(document: &Value) -> Vec<(String, Value)> {
    let schemas = document["components"]["schemas"].as_object().expect("there are some");
    let objects = schemas.iter().filter(|(_, schema)| schema["type"] == "object");
    objects.map(|(name, schema)| (name.clone(), schema.clone())).collect()
}

/// What the examples show of each schema.
fn seen() -> BTreeMap<String, Vec<Value>> {
    let (document, mut seen) = (document(), BTreeMap::new());
    for (name, schema) in EXAMPLES {
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        walk(&document, &reference, &example(name), &mut seen);
    }
    seen
}

fn walk(document: &Value, schema: &Value, value: &Value, seen: &mut BTreeMap<String, Vec<Value>>) {
    let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) else {
        for item in value.as_array().into_iter().flatten() {
            walk(document, &schema["items"], item, seen);
        }
        return;
    };
    seen.entry(name.to_owned()).or_default().push(value.clone());
    for (field, value) in value.as_object().into_iter().flatten() {
        walk(document, &document["components"]["schemas"][name]["properties"][field], value, seen);
    }
}

fn listed(document: &Value, schema: &str) -> Vec<String> {
    let names = document["components"]["schemas"][schema]["enum"].as_array().expect("it lists names");
    names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The names of an enum on the wire, in order: serde lists them to whoever sends another.
fn variants<T: DeserializeOwned>() -> Vec<String> {
    let error = T::deserialize(&json!("none of them")).err().expect("no variant is called so").to_string();
    let (_, names) = error.split_once("expected").expect("it says what it expected");
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn collect_references(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            references.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect_references(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_references(value, references)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
