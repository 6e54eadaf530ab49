//! For which values of a fact a comparison holds, and the condition that this is.

use domain::condition::{Condition, Leaf, Range};
use serde_json::Number;

use super::fact::Whole;
use super::operator::Operator;
use super::tree::sure;

/// The values of a fact for which a comparison holds, and whether it does where there is none.
pub(super) struct Answer<T> {
    pub(super) values: Option<Range<T>>,
    pub(super) missing: bool,
}

impl Whole {
    /// What is missing is 0 in a comparison, but not the same as 0.
    pub(super) fn answer(&self, operator: Operator, number: &Number) -> Answer<i64> {
        let (floor, ceil) = scaled(number, self.scale);
        let values = match operator {
            Operator::AtLeast => Some(Range::at_least(ceil)),
            Operator::More => Some(Range::at_least(floor.saturating_add(1))),
            Operator::AtMost => Some(Range::at_most(floor)),
            Operator::Less => Some(Range::at_most(ceil.saturating_sub(1))),
            _ => (floor == ceil).then(|| exactly(floor)),
        };
        let missing = operator != Operator::Same && values.is_some_and(|range| range.contains(0));
        Answer { values, missing: missing && self.lacks }
    }

    pub(super) fn condition(&self, answer: Answer<i64>) -> Condition {
        let least = self.least;
        // What can never be lies outside; what always is needs no bound.
        let values = answer.values.filter(|range| {
            let top = range.at_most.unwrap_or(i64::MAX);
            top >= least && top >= range.at_least.unwrap_or(i64::MIN)
        });
        let values =
            values.map(|range| Range { at_least: range.at_least.filter(|from| *from > least), ..range });
        let any = || Condition::Fact((self.leaf)(Range::at_least(least)));
        joined(values.map(|range| (range, is_open(&range))), answer.missing, self.lacks, &*self.leaf, any)
    }
}

pub(super) fn number_answer(operator: Operator, number: &Number) -> Answer<f64> {
    let value = number.as_f64().unwrap_or(f64::NAN);
    let values = match operator {
        Operator::AtLeast => Range::at_least(value),
        Operator::More => Range::at_least(value.next_up()),
        Operator::AtMost => Range::at_most(value),
        Operator::Less => Range::at_most(value.next_down()),
        _ => exactly(value),
    };
    let missing = operator != Operator::Same && values.contains(0.0);
    Answer { values: Some(values), missing }
}

pub(super) fn number_condition(leaf: &dyn Fn(Range<f64>) -> Leaf, answer: Answer<f64>) -> Condition {
    let values = answer.values.filter(|range| {
        let top = range.at_most.unwrap_or(f64::MAX);
        top >= 0.0 && top >= range.at_least.unwrap_or(0.0)
    });
    let values = values.map(|range| Range { at_least: range.at_least.filter(|from| *from > 0.0), ..range });
    let any = || Condition::Fact(leaf(Range::at_least(0.0)));
    joined(values.map(|range| (range, is_open(&range))), answer.missing, true, leaf, any)
}

/// The condition that a fact has one of some values, all of them where the range is open, or is missing.
fn joined<T>(
    values: Option<(Range<T>, bool)>,
    missing: bool,
    lacks: bool,
    leaf: &dyn Fn(Range<T>) -> Leaf,
    any: impl Fn() -> Condition,
) -> Condition {
    let none = || Condition::Not(Box::new(any()));
    match values {
        None if missing => none(),
        None => sure(false),
        Some((_, true)) if missing || !lacks => sure(true),
        Some((_, true)) => any(),
        Some((range, false)) if missing => Condition::Any(vec![Condition::Fact(leaf(range)), none()]),
        Some((range, false)) => Condition::Fact(leaf(range)),
    }
}

fn is_open<T>(range: &Range<T>) -> bool {
    range.at_least.is_none() && range.at_most.is_none()
}

impl<T: PartialOrd + Copy> Answer<T> {
    /// Where both hold.
    pub(super) fn and(self, other: Self) -> Self {
        let values = self.values.zip(other.values).map(|(a, b)| Range {
            at_least: higher(a.at_least, b.at_least),
            at_most: lower(a.at_most, b.at_most),
        });
        Self { values, missing: self.missing && other.missing }
    }
}

fn higher<T: PartialOrd>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a > b { a } else { b }),
        (a, b) => a.or(b),
    }
}

fn lower<T: PartialOrd>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a < b { a } else { b }),
        (a, b) => a.or(b),
    }
}

pub(super) fn exactly<T: Copy>(value: T) -> Range<T> {
    Range { at_least: Some(value), at_most: Some(value) }
}

/// A number in units of which `scale` are one: the whole one not above it, and the one not below it.
fn scaled(number: &Number, scale: i64) -> (i64, i64) {
    if let Some(whole) = number.as_i64() {
        let scaled = whole.saturating_mul(scale);
        return (scaled, scaled);
    }
    let number = number.as_f64().unwrap_or(f64::NAN);
    let scaled = number * scale as f64;
    match scaled.round() {
        // Whatever rounds to the same number is the same decimal: 12.34 is 1234 hundredths, although times 100 it is not.
        round if round / scale as f64 == number => (round as i64, round as i64),
        _ => (scaled.floor() as i64, scaled.ceil() as i64),
    }
}
