//! A fact beside a value.

use domain::condition::{Condition, Leaf, Range};
use domain::time::Date;
use serde_json::Value;

use super::Wrong;
use super::answer::{Answer, exactly, number_answer, number_condition};
use super::fact::{Fact, Kind, Whole};
use super::operator::Operator;
use super::tree::sure;

/// A fact compared with a value.
pub(super) fn comparison(fact: &Fact, operator: Operator, value: &Value) -> Result<Condition, Wrong> {
    if let Some(equality) = operator.denied() {
        return Ok(Condition::Not(Box::new(comparison(fact, equality, value)?)));
    }
    match (&fact.kind, value) {
        (Kind::Whole(whole), Value::Number(number)) => Ok(whole.condition(whole.answer(operator, number))),
        (Kind::Number(leaf), Value::Number(number)) => {
            Ok(number_condition(leaf, number_answer(operator, number)))
        }
        (Kind::Whole(Whole { lacks: true, .. }) | Kind::Number(_), Value::Null) if !operator.orders() => {
            Ok(missing(fact, operator))
        }
        (Kind::Name(_), Value::String(_)) if !operator.orders() => {
            equals_one_of(fact, std::slice::from_ref(value))
        }
        (Kind::Truth(leaf), Value::Bool(holds)) if !operator.orders() => Ok(match holds {
            true => Condition::Fact(leaf.clone()),
            false => Condition::Not(Box::new(Condition::Fact(leaf.clone()))),
        }),
        (Kind::Date, Value::String(_)) => Ok(match date_range(operator, date(fact, value)?) {
            Some(range) => Condition::Fact(Leaf::Date(range)),
            None => sure(false),
        }),
        _ => Err(unfit(fact, value)),
    }
}

/// A fact between two values, each compared as `low < fact` and `fact < high`.
pub(super) fn between(
    fact: &Fact,
    operator: Operator,
    low: &Value,
    high: &Value,
) -> Result<Condition, Wrong> {
    let (from, to) = (operator.mirrored(), operator);
    match (&fact.kind, low, high) {
        (Kind::Whole(whole), Value::Number(low), Value::Number(high)) => {
            Ok(whole.condition(whole.answer(from, low).and(whole.answer(to, high))))
        }
        (Kind::Number(leaf), Value::Number(low), Value::Number(high)) => {
            Ok(number_condition(leaf, number_answer(from, low).and(number_answer(to, high))))
        }
        _ => Ok(Condition::All(vec![comparison(fact, from, low)?, comparison(fact, to, high)?])),
    }
}

/// A fact that is exactly one of some values.
pub(super) fn equals_one_of(fact: &Fact, values: &[Value]) -> Result<Condition, Wrong> {
    let each = || values.iter().map(|value| comparison(fact, Operator::Same, value));
    let Kind::Name(leaf) = fact.kind else { return Ok(Condition::Any(each().collect::<Result<_, _>>()?)) };
    let name = |value: &Value| {
        let name = value.as_str().filter(|name| leaf(&[name]).is_some());
        name.map(str::to_owned).ok_or_else(|| unfit(fact, value))
    };
    let names: Vec<String> = values.iter().map(name).collect::<Result<_, _>>()?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match leaf(&names) {
        Some(all) => Ok(Condition::Fact(all)),
        None => {
            Ok(Condition::Any(names.iter().filter_map(|name| leaf(&[name])).map(Condition::Fact).collect()))
        }
    }
}

/// A fact where a yes or no is wanted: a number that is there and is not 0.
pub(super) fn truth(fact: &Fact) -> Result<Condition, Wrong> {
    match &fact.kind {
        Kind::Whole(_) | Kind::Number(_) => comparison(fact, Operator::NotEqual, &Value::from(0)),
        Kind::Truth(leaf) => Ok(Condition::Fact(leaf.clone())),
        Kind::Name(_) | Kind::Date => Err(Wrong::Comparison),
    }
}

/// That there is none; loosely, 0 is as good as none.
fn missing(fact: &Fact, operator: Operator) -> Condition {
    let zero = operator == Operator::Equal;
    match &fact.kind {
        Kind::Whole(whole) => whole.condition(Answer { values: zero.then(|| exactly(0)), missing: true }),
        Kind::Number(leaf) => {
            number_condition(leaf, Answer { values: zero.then(|| exactly(0.0)), missing: true })
        }
        Kind::Name(_) | Kind::Date | Kind::Truth(_) => sure(false),
    }
}

fn date(fact: &Fact, value: &Value) -> Result<Date, Wrong> {
    let text = value.as_str().filter(|text| text.len() == "1998-12-24".len());
    text.and_then(|text| text.parse().ok()).ok_or_else(|| unfit(fact, value))
}

/// The days for which a comparison holds; `None` where the calendar has none.
fn date_range(operator: Operator, day: Date) -> Option<Range<Date>> {
    Some(match operator {
        Operator::AtLeast => Range::at_least(day),
        Operator::More => Range::at_least(day.tomorrow().ok()?),
        Operator::AtMost => Range::at_most(day),
        Operator::Less => Range::at_most(day.yesterday().ok()?),
        _ => exactly(day),
    })
}

fn unfit(fact: &Fact, value: &Value) -> Wrong {
    let rule = match fact.kind {
        Kind::Whole(Whole { lacks: true, .. }) | Kind::Number(_) => "a number, or null in an equality",
        Kind::Whole(_) => "a number",
        Kind::Name(_) => "a name of such a thing, in an equality",
        Kind::Date => "a day of the calendar such as \"1998-12-24\"",
        Kind::Truth(_) => "true or false, in an equality",
    };
    Wrong::Value { fact: fact.name.clone(), value: value.to_string(), rule }
}
