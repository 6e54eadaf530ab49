//! A row as a message: the order it tells of, in the words of the door.

use contract::event::{Message, Refused};
use csv::ByteRecord;
use domain::money::Currency;
use domain::program::Program;
use domain::time::Date;
use serde_json::{Map, Value};

use super::column::Columns;
use super::fields::{Fields, reject};
use super::identity::Identities;
use super::{Options, Reject};

/// Reads rows, one after another: which one it is among equal ones is part of a row's identity.
pub(super) struct Rows<'a> {
    options: &'a Options,
    columns: Columns,
    program: &'a Program,
    names: Identities<'a>,
}

/// What a row tells, for the summary.
pub(super) struct Purchase {
    /// By whom.
    pub(super) customer: String,
    /// On which day of the program's zone.
    pub(super) day: Date,
}

impl<'a> Rows<'a> {
    /// Will read rows with these columns.
    pub(super) fn new(options: &'a Options, columns: Columns, program: &'a Program) -> Self {
        Self { options, columns, program, names: Identities::of(&options.source) }
    }

    /// Reads a row as far as it concerns the file; what it says is for the door to judge.
    pub(super) fn read(&mut self, line: u64, row: &ByteRecord) -> Result<(Message, Purchase), Reject> {
        let fields = self.columns.fields(line, row, &self.program.zone)?;
        let Fields { customer, date, amount, order, event, currency, products, at } = fields;
        // Of files without the last three what it always was.
        let more = [event, currency, products].into_iter().flatten();
        let id = self.names.next([customer, date, amount, order.unwrap_or_default()].into_iter().chain(more));
        let what = match event.filter(|event| !event.is_empty()) {
            Some(event) => Event::read(event).ok_or_else(|| self.blame_event(line, row))?,
            None if amount.starts_with('-') && order.is_some_and(|order| !order.is_empty()) => {
                Event::Refunded
            }
            None => Event::Completed,
        };
        let amount = match what {
            Event::Completed => Some(amount),
            Event::Refunded => Some(amount.strip_prefix('-').unwrap_or(amount)).filter(|sum| !sum.is_empty()),
            Event::Cancelled => None,
        };
        let mut properties = Map::new();
        let mut say = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                properties.insert(name.to_owned(), value);
            }
        };
        // Each order of a file that names none is one of its own; of what was given back it must be known.
        let own = || (what == Event::Completed).then_some(&*id);
        say("order_id", order.or_else(own).map(Value::from));
        say("total", amount.map(Value::from));
        let currency = currency.filter(|currency| !currency.is_empty());
        let otherwise = self.options.currency.as_ref().map(Currency::code);
        say("currency", currency.or(otherwise).map(Value::from));
        say("products", products.filter(|list| !list.is_empty()).map(product_list));
        let message = Message {
            kind: Some("track".into()),
            event: Some(what.name().into()),
            user_id: Some(customer.into()),
            timestamp: Some(Value::String(at.to_string())),
            message_id: Some(id.into()),
            properties: Some(properties.into()),
            ..Message::default()
        };
        Ok((message, Purchase { customer: customer.to_owned(), day: self.program.zone.day(at) }))
    }

    fn blame_event(&self, line: u64, row: &ByteRecord) -> Reject {
        let rule = "must be `Order Completed`, `Order Refunded` or `Order Cancelled`, or nothing";
        match &self.columns.event {
            Some(column) => reject(line, row, column, rule),
            None => Reject { line, column: String::new(), value: String::new(), rule: rule.to_owned() },
        }
    }

    /// What the door said of a row's message, said of the row.
    pub(super) fn blame(&self, line: u64, row: &ByteRecord, refused: Refused) -> Reject {
        match self.columns.behind(&refused.field) {
            Some(column) => reject(line, row, column, &refused.rule),
            None => Reject { line, column: refused.field, value: refused.value, rule: refused.rule },
        }
    }
}

/// What happened to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Completed,
    Refunded,
    Cancelled,
}

impl Event {
    /// Reads what stands in a row: the door's name for it, or its last word.
    fn read(text: &str) -> Option<Self> {
        let said = text.to_ascii_lowercase().replace(['_', '-'], " ");
        match said.strip_prefix("order ").unwrap_or(&said) {
            "completed" => Some(Self::Completed),
            "refunded" => Some(Self::Refunded),
            "cancelled" | "canceled" => Some(Self::Cancelled),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Completed => "Order Completed",
            Self::Refunded => "Order Refunded",
            Self::Cancelled => "Order Cancelled",
        }
    }
}

/// `lp-311:2:42.50; lp-7` as the door has it: a product, how many, and what one cost, where that is said.
fn product_list(text: &str) -> Value {
    let product = |text: &str| {
        let mut parts = text.split(':').map(str::trim);
        let mut told = Map::new();
        for name in ["product_id", "quantity", "price"] {
            if let Some(part) = parts.next().filter(|part| !part.is_empty()) {
                told.insert(name.to_owned(), part.into());
            }
        }
        Value::from(told)
    };
    text.split(';').map(str::trim).filter(|text| !text.is_empty()).map(product).collect()
}
