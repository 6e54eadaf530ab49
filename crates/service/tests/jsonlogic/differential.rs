//! Ten thousand rules, each about another customer: ours and `datalogic-rs` 5.4 say the same. (Acceptance list,
//! "Offers", 33.)

use std::collections::BTreeSet;

use domain::money::Currency;
use serde_json::Value;
use service::program::jsonlogic;

use crate::chance::Chance;
use crate::customer::{now, profile, program, situation, visit};
use crate::fact::{Kind, facts, told};
use crate::random::Author;

const CUSTOMERS: u64 = 500;
const RULES_EACH: usize = 20;

/// What JSONLogic holds to be true.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(it) => *it,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(table) => !table.is_empty(),
    }
}

#[test]
fn ten_thousand_rules_say_here_what_they_say_there() {
    let (program, dollars) = (program(), Currency::new("USD").unwrap());
    let mut author = Author { chance: Chance(33), operators: BTreeSet::new(), facts: BTreeSet::new() };
    let (mut yes, mut no) = (0, 0);
    for seed in 0..CUSTOMERS {
        let mut chance = Chance(seed);
        let (profile, visit) = (profile(&mut chance), visit(&mut chance));
        let situation = situation(&program, &profile, visit, now());
        let facts = situation.facts();
        let told = told(&facts).to_string();
        for _ in 0..RULES_EACH {
            let rule = author.rule(3);
            let ours = jsonlogic::condition(&rule, dollars).unwrap_or_else(|error| panic!("{rule}: {error}"));
            let theirs = datalogic_rs::eval_str(&rule.to_string(), &told)
                .unwrap_or_else(|error| panic!("{rule}: {error:?}"));
            let theirs = is_true(&serde_json::from_str(&theirs).unwrap());
            assert_eq!(ours.holds(&facts), theirs, "{rule}\nas {ours:?}\nof {told}");
            if theirs { yes += 1 } else { no += 1 }
        }
    }
    assert_eq!(yes + no, 10_000);
    assert!(yes > 2_000 && no > 2_000, "{yes} held, {no} did not: both must be tried");
    for operator in
        ["and", "or", "!", "!!", "if", "in", "==", "===", "!=", "!==", "<", "<=", ">", ">=", "var"]
    {
        assert!(author.operators.contains(operator), "`{operator}` was never tried");
    }
    for operator in ["<", "<=", ">", ">="] {
        assert!(author.operators.contains(&format!("{operator} of three")), "{operator}");
    }
    for (name, _, kind) in crate::fact::facts() {
        let tried = |what: &str| author.facts.contains(&(name, what.to_owned()));
        let ordered = !matches!(kind, Kind::Name(_) | Kind::Truth);
        assert!(tried("equality") && (!ordered || tried("order") && tried("between")), "{name}");
        assert!(kind == Kind::Truth || tried("in"), "{name}");
    }
    let leaves: BTreeSet<&str> = facts().iter().map(|(_, leaf, _)| leaf.word()).collect();
    assert_eq!(leaves, domain::condition::WORDS.into(), "every leaf can be imported");
}

#[test]
fn a_customer_of_whom_nothing_is_known_is_told_apart_from_one_with_nothing() {
    // What an engine of JSONLogic makes of `null` is what is made of it here.
    let program = program();
    let nobody = domain::profile::Profile::default();
    let situation = situation(&program, &nobody, Default::default(), now());
    let holds =
        |rule: &str| jsonlogic::read(rule, Currency::new("USD").unwrap()).unwrap().holds(&situation.facts());
    assert!(holds(r#"{"==": [{"var": "days_since_order"}, null]}"#));
    assert!(holds(r#"{"<=": [{"var": "days_since_order"}, 30]}"#), "null counts as 0 in a comparison");
    assert!(!holds(r#"{"===": [{"var": "days_since_order"}, 0]}"#), "but is not 0");
}
