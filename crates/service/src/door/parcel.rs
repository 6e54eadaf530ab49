//! What was sent, taken apart: each message by itself, so that one that is none does not spoil the others.

use contract::event::Message;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Fault, shortened};

/// The longest message, in bytes, as in the Segment specification.
pub const LONGEST: usize = 32 * 1024;

/// A body: one message, or a batch of them.
pub struct Parcel<'b> {
    /// The write key it brings along.
    pub write_key: Option<String>,
    /// Its messages, in their order.
    pub sent: Vec<Sent<'b>>,
}

/// A message as it was sent.
pub struct Sent<'b> {
    text: &'b str,
    /// What it is, where it does not say so.
    kind: Option<&'b str>,
    /// When its batch was sent.
    sent_at: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch<'b> {
    #[serde(borrow)]
    batch: Vec<&'b RawValue>,
    write_key: Option<Value>,
    sent_at: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Key {
    write_key: Option<Value>,
}

impl<'b> Parcel<'b> {
    /// One message; what it is, the address says where it does not.
    ///
    /// # Errors
    /// Where the body is no JSON.
    pub fn single(body: &'b [u8], kind: &'b str) -> serde_json::Result<Self> {
        let text: &RawValue = serde_json::from_slice(body)?;
        let write_key = serde_json::from_str::<Key>(text.get()).ok().and_then(|key| key.write_key);
        let sent = vec![Sent { text: text.get(), kind: Some(kind), sent_at: None }];
        Ok(Self { write_key: as_text(write_key), sent })
    }

    /// A batch.
    ///
    /// # Errors
    /// Where the body is no object with a list `batch`.
    pub fn batch(body: &'b [u8]) -> serde_json::Result<Self> {
        let Batch { batch, write_key, sent_at } = serde_json::from_slice(body)?;
        let sent =
            batch.into_iter().map(|raw| Sent { text: raw.get(), kind: None, sent_at: sent_at.clone() });
        Ok(Self { write_key: as_text(write_key), sent: sent.collect() })
    }
}

impl<'b> Sent<'b> {
    /// One that was kept or written down as a whole.
    #[must_use]
    pub fn alone(text: &'b str) -> Self {
        Self { text, kind: None, sent_at: None }
    }

    /// Reads it as far as its form goes; its fields are for [`super::read`].
    ///
    /// # Errors
    /// Where it is too long, or no object.
    pub fn message(&self) -> Result<Message, Fault> {
        let fault = |value, rule: &str| Fault { field: "message".to_owned(), value, rule: rule.to_owned() };
        if self.is_too_long() {
            return Err(fault(format!("{} bytes", self.text.len()), "must be at most 32 KB long"));
        }
        let read = self.text.starts_with('{').then(|| serde_json::from_str::<Message>(self.text).ok());
        let mut message = read
            .flatten()
            .ok_or_else(|| fault(shortened(self.text), "must be an object that names no field twice"))?;
        if let Some(kind) = self.kind {
            message.kind.get_or_insert_with(|| kind.into());
        }
        message.sent_at = message.sent_at.or_else(|| self.sent_at.clone());
        Ok(message)
    }

    /// Whether it is longer than any message may be.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.text.len() > LONGEST
    }

    /// What is to be seen of it by whoever puts it right: all but keys, and what is not kept of customers anyway.
    #[must_use]
    pub fn to_mend(&self) -> Value {
        let Ok(Value::Object(mut fields)) = serde_json::from_str(self.text) else {
            return serde_json::from_str(self.text).unwrap_or_else(|_| self.text.into());
        };
        for name in ["writeKey", "integrations", "_metadata"] {
            fields.remove(name);
        }
        for name in ["traits", "context"] {
            if let Some(Value::Object(told)) = fields.get_mut(name) {
                told.retain(|name, _| ["timezone", "time_zone", "assurance"].contains(&name.as_str()));
            }
            if fields.get(name).and_then(Value::as_object).is_some_and(Map::is_empty) {
                fields.remove(name);
            }
        }
        let mut fill = |name: &str, value: Option<Value>| {
            if let (None | Some(Value::Null), Some(value)) = (fields.get(name), value) {
                fields.insert(name.to_owned(), value);
            }
        };
        fill("type", self.kind.map(Value::from));
        fill("sentAt", self.sent_at.clone());
        Value::Object(fields)
    }
}

fn as_text(key: Option<Value>) -> Option<String> {
    key.as_ref().and_then(Value::as_str).map(str::to_owned)
}
