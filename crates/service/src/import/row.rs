//! A row as a message: the order it tells of, in the words of the door.

use std::collections::HashMap;

use contract::event::{Message, Refused};
use csv::ByteRecord;
use domain::program::Program;
use domain::time::Date;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::column::Columns;
use super::fields::{Fields, reject};
use super::{Options, Reject};

/// Reads rows, one after another: which one it is among equal ones is part of a row's identity.
pub(super) struct Rows<'a> {
    options: &'a Options,
    columns: Columns,
    program: &'a Program,
    seen: HashMap<[u8; 16], u32>,
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
        Self { options, columns, program, seen: HashMap::new() }
    }

    /// Reads a row as far as it concerns the file; what it says is for the door to judge.
    pub(super) fn read(&mut self, line: u64, row: &ByteRecord) -> Result<(Message, Purchase), Reject> {
        let Fields { customer, date, amount, order, at } =
            self.columns.fields(line, row, &self.program.zone)?;
        let id = self.identity([customer, date, amount, order.unwrap_or_default()]);
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

    fn identity(&mut self, fields: [&str; 4]) -> String {
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        let mut content = [0; 16];
        content.copy_from_slice(&hash.finalize()[..16]);
        let occurrence = self.seen.entry(content).or_default();
        *occurrence += 1;
        format!("import:{}:{:032x}:{occurrence}", self.options.source, u128::from_be_bytes(content))
    }
}
