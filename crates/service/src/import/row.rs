//! A row as a message: the order it tells of, in the words of the door.

use contract::event::{Message, Refused};
use csv::ByteRecord;
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
        let Fields { customer, date, amount, order, at } =
            self.columns.fields(line, row, &self.program.zone)?;
        let id = self.names.next([customer, date, amount, order.unwrap_or_default()]);
        let mut properties = Map::new();
        properties.insert("order_id".to_owned(), order.unwrap_or(&id).into());
        properties.insert("total".to_owned(), amount.into());
        if let Some(currency) = self.options.currency {
            properties.insert("currency".to_owned(), currency.code().into());
        }
        let message = Message {
            kind: Some("track".into()),
            event: Some("Order Completed".into()),
            user_id: Some(customer.into()),
            timestamp: Some(Value::String(at.to_string())),
            message_id: Some(id.into()),
            properties: Some(properties.into()),
            ..Message::default()
        };
        Ok((message, Purchase { customer: customer.to_owned(), day: self.program.zone.day(at) }))
    }

    /// What the door said of a row's message, said of the row.
    pub(super) fn blame(&self, line: u64, row: &ByteRecord, refused: Refused) -> Reject {
        match self.columns.behind(&refused.field) {
            Some(column) => reject(line, row, column, &refused.rule),
            None => Reject { line, column: refused.field, value: refused.value, rule: refused.rule },
        }
    }
}
