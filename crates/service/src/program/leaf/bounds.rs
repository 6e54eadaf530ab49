//! From how much, up to how much.

use std::ops::RangeInclusive;

use domain::condition::{Range, Within};
use domain::money::{Currency, Money};
use domain::time::{Date, Days};
use toml::de::DeValue;

use super::super::fields::Fields;
use super::super::node::{MOST_DAYS, Node};
use super::super::points::money;
use super::super::source::Told;

/// The highest count a rule may speak of.
const MOST: i64 = 1_000_000;

pub(super) fn within(fields: &mut Fields<'_>) -> Result<Within, Told> {
    fields.get("within_days").map(|node| node.days()).transpose()
}

pub(super) fn counts(fields: &mut Fields<'_>) -> Result<Range<u64>, Told> {
    Ok(least_and_most(fields, |node| node.whole(0..=MOST))?.map(i64::unsigned_abs))
}

pub(super) fn points(fields: &mut Fields<'_>, within: RangeInclusive<i64>) -> Result<Range<i64>, Told> {
    least_and_most(fields, |node| node.whole(within.clone()))
}

pub(super) fn amounts(
    fields: &mut Fields<'_>,
    currency: Result<Currency, Told>,
) -> Result<Range<Money>, Told> {
    let range = least_and_most(fields, |node| Ok(money(node, currency, 0)?.minor))?;
    let currency = currency?;
    Ok(range.map(|minor| Money { minor, currency }))
}

pub(super) fn days(fields: &mut Fields<'_>) -> Result<Range<Days>, Told> {
    least_and_most(fields, |node| Ok(node.whole(0..=MOST_DAYS)? as Days))
}

/// Numbers that need not be whole, from 0 to `most`.
pub(super) fn numbers(fields: &mut Fields<'_>, most: f64) -> Result<Range<f64>, Told> {
    least_and_most(fields, |node| number(node, most))
}

/// From a day to another, the last one included.
pub(super) fn dates(fields: &mut Fields<'_>) -> Result<Range<Date>, Told> {
    let instead = "add `until = \"1998-12-24\"`";
    bounded(fields, ["from", "until"], ["is before", "write a later day"], instead, day)
}

fn least_and_most<T: PartialOrd + Copy>(
    fields: &mut Fields<'_>,
    read: impl Fn(&Node<'_>) -> Result<T, Told>,
) -> Result<Range<T>, Told> {
    let instead = "add `at_least = 1`, or `at_most = 0` for never";
    bounded(fields, ["at_least", "at_most"], ["is below", "swap the two"], instead, read)
}

/// Two ends, one of them at least, and not the wrong way round.
fn bounded<T: PartialOrd + Copy>(
    fields: &mut Fields<'_>,
    [first, last]: [&'static str; 2],
    [turned, remedy]: [&str; 2],
    instead: &str,
    read: impl Fn(&Node<'_>) -> Result<T, Told>,
) -> Result<Range<T>, Told> {
    let (first_node, last_node) = (fields.get(first), fields.get(last));
    let at_least = first_node.as_ref().map(&read).transpose();
    let at_most = last_node.as_ref().map(&read).transpose();
    let (at_least, at_most) = (at_least?, at_most?);
    match (at_least, at_most, last_node) {
        (None, None, _) => Err(fields.wrong(format!("says neither `{first}` nor `{last}`"), instead)),
        (Some(least), Some(most), Some(node)) if most < least => {
            Err(node.wrong(format!("{turned} `{first}`, so that nothing fits"), remedy))
        }
        _ => Ok(Range { at_least, at_most }),
    }
}

fn number(node: &Node<'_>, most: f64) -> Result<f64, Told> {
    let DeValue::Float(float) = node.value() else {
        return Ok(node.whole(0..=most as i64)? as f64);
    };
    match float.as_str().replace('_', "").parse::<f64>() {
        Ok(number) if (0.0..=most).contains(&number) => Ok(number),
        _ => {
            Err(node.wrong(format!("must be from 0 to {most}, not {}", float.as_str()), node.example("0.5")))
        }
    }
}

fn day(node: &Node<'_>) -> Result<Date, Told> {
    let text = match node.value() {
        DeValue::Datetime(moment) => moment.to_string(),
        _ => node.text(40)?.to_owned(),
    };
    let day = text.parse().ok().filter(|_| text.len() == "1998-12-24".len());
    day.ok_or_else(|| {
        node.wrong(format!("is no day of the calendar: `{text}`"), node.example("\"1998-12-24\""))
    })
}
