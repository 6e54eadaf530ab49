//! A value of the file: read as what it must be, or told to be something else.

use std::fmt::Display;
use std::ops::{Range, RangeInclusive};

use domain::time::Days;
use toml::Spanned;
use toml::de::DeValue;

use super::fields::Fields;
use super::source::{Faults, Told};

/// The longest time a rule may speak of, in days: a hundred years.
pub(super) const MOST_DAYS: i64 = 36_500;

/// A value, where it is, and how to speak of it.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Spanned<DeValue<'a>>,
    /// Whose it is: "offer `encore`".
    pub(super) owner: String,
    /// The keys to it from there: `link.href`.
    pub(super) path: String,
    /// The keys its author writes in front of it: `href`, where it stands within the braces of `link`.
    pub(super) written: String,
    pub(super) faults: &'a Faults<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn span(&self) -> Range<usize> {
        self.value.span()
    }

    pub(super) fn value(&self) -> &'a DeValue<'a> {
        self.value.get_ref()
    }

    /// Tells of something wrong with this value.
    pub(super) fn wrong(&self, wrong: impl Display, instead: impl Into<String>) -> Told {
        self.faults.at(&self.span(), format!("{}: `{}` {wrong}", self.owner, self.path), instead)
    }

    /// A text on one line that is not blank.
    pub(super) fn text(&self, most: usize) -> Result<&'a str, Told> {
        let DeValue::String(text) = self.value() else {
            return Err(self.wrong(format!("must be a text, not {}", self.kind()), self.example("\"…\"")));
        };
        let length = text.chars().count();
        if text.trim().is_empty() {
            return Err(self.wrong("is empty", "write the text between the quotes"));
        }
        if text.chars().any(char::is_control) {
            return Err(self.wrong("must be on one line, without tabs", "put spaces where it breaks"));
        }
        if length > most {
            let over = length - most;
            return Err(self.wrong(
                format!("is {length} characters long; there is room for {most}"),
                format!("shorten it by {over} character{}", if over == 1 { "" } else { "s" }),
            ));
        }
        Ok(text)
    }

    /// A whole number within a range.
    pub(super) fn whole(&self, range: RangeInclusive<i64>) -> Result<i64, Told> {
        let number = match self.value() {
            DeValue::Integer(number) => number,
            DeValue::String(text) if text.trim().parse::<i64>().is_ok() => {
                return Err(self.wrong("is a number in quotes", self.example(text.trim())));
            }
            DeValue::Float(_) => {
                return Err(self.wrong("must be a whole number", "take off what follows the point"));
            }
            _ => {
                return Err(
                    self.wrong(format!("must be a whole number, not {}", self.kind()), "write it in digits")
                );
            }
        };
        let (least, most) = (*range.start(), *range.end());
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(value) if value < least => Err(self
                .wrong(format!("must be at least {least}, not {value}"), self.example(&least.to_string()))),
            Ok(value) if value <= most => Ok(value),
            _ => {
                Err(self
                    .wrong(format!("must be at most {most}, not {number}"), self.example(&most.to_string())))
            }
        }
    }

    /// A number of days, at least one.
    pub(super) fn days(&self) -> Result<Days, Told> {
        Ok(self.whole(1..=MOST_DAYS)? as Days)
    }

    /// A table.
    pub(super) fn fields(&self) -> Result<Fields<'a>, Told> {
        match self.value() {
            DeValue::Table(table) => Ok(Fields::of(self, table)),
            _ => Err(self.wrong(format!("must be a table, not {}", self.kind()), self.example("{ … }"))),
        }
    }

    /// The parts of a list.
    pub(super) fn list(&self) -> Result<Vec<Node<'a>>, Told> {
        match self.value() {
            DeValue::Array(parts) => Ok(parts.iter().map(|value| Node { value, ..self.clone() }).collect()),
            _ => Err(self.wrong(format!("must be a list, not {}", self.kind()), self.example("[ … ]"))),
        }
    }

    /// Whether it is a table that holds a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.value().as_table().is_some_and(|table| table.contains_key(key))
    }

    /// What kind of value it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self.value() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a number with a point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    /// "write `key = value`"
    pub(super) fn example(&self, value: &str) -> String {
        format!("write `{} = {value}`", self.written)
    }
}
