//! Rules that another tool wrote as JSONLogic, as rules of ours.
//!
//! A part of the language is read, and read as `datalogic-rs` evaluates it: `and`, `or`, `!`, `!!`, `if`, the
//! comparisons `== === != !== < <= > >=` of a fact with a value, `<` and its like with a fact between two values, and
//! `in` with a list of values. Facts are named by `var`, from the closed list of ours. What is not there (the days
//! since an order that never was) is `null` there and counts as 0 in comparisons, as JSONLogic has it.

use domain::condition::Condition;
use domain::money::Currency;
use serde_json::Value;

mod operator; // how a fact and a value are compared
mod answer; // for which values that holds
mod compare; // a fact beside a value
mod fact; // the facts that a rule can name
mod tree; // what holds a rule together

/// The most leaves a rule may come to: `if` says its condition twice.
const MOST_LEAVES: usize = 1_000;

/// Why a text is no rule of ours, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{wrong}", at(path))]
pub struct Invalid {
    /// The way to it from the top, such as `and[1].<[0]`; nothing for the rule as a whole.
    pub path: String,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is not JSON, with what its parser says.
    #[error("is not JSON: {0}")]
    NotJson(String),
    /// It is neither an operator with its arguments nor true or false.
    #[error("must be a table with one operator, or true or false")]
    NotARule,
    /// An operator that is not read.
    #[error(
        "uses `{0}`, which is not one of `and`, `or`, `!`, `!!`, `if`, `in`, `==`, `===`, `!=`, `!==`, `<`, `<=`, `>` and `>=`"
    )]
    Operator(String),
    /// An operator with too few or too many arguments.
    #[error("has {found} arguments; it takes {takes}")]
    Arguments {
        /// How many it has.
        found: usize,
        /// How many it takes, in words.
        takes: &'static str,
    },
    /// Nothing is compared, or two facts with each other.
    #[error("must compare one fact, as `{{\"var\": …}}`, with plain values")]
    Comparison,
    /// A name that is none of the facts.
    #[error("asks for `{0}`, which is no fact that is observed")]
    Fact(String),
    /// A value that this fact can never be compared with so.
    #[error("compares `{fact}` with {value}: it must be {rule}")]
    Value {
        /// The fact.
        fact: String,
        /// The value as it was written.
        value: String,
        /// What it must be.
        rule: &'static str,
    },
    /// The rule comes to too much.
    #[error("comes to more than {MOST_LEAVES} conditions")]
    TooLarge,
}

/// Reads a rule, with amounts in a currency. Whether the tiers, offers, benefits and languages that it names exist is
/// not looked at.
///
/// # Errors
/// See [`Wrong`].
pub fn read(text: &str, currency: Currency) -> Result<Condition, Invalid> {
    let not_json =
        |error: serde_json::Error| Invalid { path: String::new(), wrong: Wrong::NotJson(error.to_string()) };
    condition(&serde_json::from_str(text).map_err(not_json)?, currency)
}

/// The same, of a rule that has been parsed.
///
/// # Errors
/// See [`Wrong`].
pub fn condition(rule: &Value, currency: Currency) -> Result<Condition, Invalid> {
    tree::Reader { currency, leaves: 0 }.rule(rule, "")
}

fn at(path: &str) -> String {
    if path.is_empty() { "the rule ".to_owned() } else { format!("`{path}` ") }
}
