//! What happened, in the format of the Segment HTTP tracking API: the SDKs that brands have just work.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A message of `POST /v1/track` and its siblings, as it came. The door of the service reads and checks each field,
/// so that a refusal can name it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// `track`, `identify`, `page`, `screen`, `group` or `alias`; from the address where it is absent.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Value>,
    /// The event's identity. The same id twice is one event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<Value>,
    /// The brand's name for the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Value>,
    /// The name of a visitor who is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymous_id: Option<Value>,
    /// What happened, for `track`: `Order Completed`, `Product Viewed`, ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Value>,
    /// The name of a page or screen, for `page` and `screen`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Value>,
    /// The particulars, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub properties: Option<Value>,
    /// What is known of the customer, for `identify`. Only a time zone is kept of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traits: Option<Value>,
    /// Where it happened. Only `timezone` is read, and only of an `identify`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Value>,
    /// The name the customer had until then, for `alias`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_id: Option<Value>,
    /// When it happened, in RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<Value>,
    /// When it happened, by the clock of who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_timestamp: Option<Value>,
    /// When it was sent, by the same clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Value>,
    /// The write key, where it is not sent as the user name of Basic authentication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write_key: Option<Value>,
}

/// The body of `POST /v1/batch`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// The messages, each judged by itself.
    pub batch: Vec<Message>,
    /// When they were sent, for those that do not say it themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Value>,
    /// The write key, where it is not sent as the user name of Basic authentication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write_key: Option<Value>,
}

/// The answer to a batch or a single message: what was new, what was known, what was refused and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Whether nothing was refused. SDKs look no further.
    pub success: bool,
    /// Messages taken that were new.
    pub new: usize,
    /// Messages that had been taken before.
    pub known: usize,
    /// Messages that were understood and say nothing that is kept, such as an `identify` with traits alone.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub ignored: usize,
    /// Messages refused; the others are kept all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A message that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its place in the batch, from 0.
    pub index: usize,
    /// The field at fault, such as `properties.total`.
    pub field: String,
    /// What stood there, shortened.
    pub value: String,
    /// What should stand there.
    pub rule: String,
}
