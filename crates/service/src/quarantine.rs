//! What was refused, kept until somebody puts it right: it then goes through the same door again.

use std::collections::BTreeSet;

use contract::event::Message;
use domain::id::CustomerId;
use domain::program::Program;
use domain::time::Timestamp;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::door::{self, Arrival, Fault, Sent, Strength};
use crate::ingest;
use crate::store::{Held, Kept, Store, StoreError};

/// What came of a message that was sent through the door again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replayed {
    /// It passed, and said something new, for whom it changes what they are shown.
    New(BTreeSet<CustomerId>),
    /// It passed, and what it says was known, or is not kept.
    Known,
    /// It was refused again.
    Refused(Fault),
}

/// A refused message as it is kept. One that is too long is not.
pub(crate) fn held(sent: &Sent<'_>, fault: Fault, strength: Strength, now: Timestamp) -> Option<Held> {
    if sent.is_too_long() {
        return None;
    }
    let message = sent.to_mend();
    let customer = customer(&message);
    Some(Held { digest: digest(&message, strength), received: now, strength, customer, message, fault })
}

/// Sends a kept message through the door again, as if it came when it came, and lets go of it where it passes. With
/// `strength` it is taken for one that came with such a key.
///
/// # Errors
/// [`StoreError`].
pub async fn replay(
    store: &dyn Store,
    program: &Program,
    (number, held): (u64, Held),
    strength: Option<Strength>,
    now: Timestamp,
) -> Result<Replayed, StoreError> {
    let strength = strength.unwrap_or(held.strength);
    let arrival = Arrival { received: Some(held.received), ..Arrival::of_now(program, strength, now) };
    let text = held.message.to_string();
    match Sent::alone(&text).message().and_then(|message| door::read(&message, &arrival)) {
        Ok(events) => {
            let friends = events.iter().filter_map(ingest::friend).collect();
            let mut changed: BTreeSet<_> = events.iter().map(|event| event.customer.clone()).collect();
            let kept = store.append(&program.brand, events, held.received).await?;
            store.let_go(&program.brand, vec![number]).await?;
            if !kept.contains(&Kept::New) {
                return Ok(Replayed::Known);
            }
            changed.extend(ingest::circle(store, &program.brand, friends).await?);
            Ok(Replayed::New(changed))
        }
        Err(fault) => {
            let customer = customer(&held.message);
            store.mend(&program.brand, number, Held { customer, fault: fault.clone(), ..held }).await?;
            Ok(Replayed::Refused(fault))
        }
    }
}

/// Puts a value at a path such as `properties.total` or `properties.products.0.price`, over what stands there. What has
/// no place on the way is made.
pub fn set(message: &mut Value, path: &str, value: Value) {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let listed =
        name.parse::<usize>().ok().filter(|at| message.as_array().is_some_and(|list| *at < list.len()));
    if listed.is_none() && !message.is_object() {
        *message = Value::Object(Map::new());
    }
    let place = match listed {
        Some(at) => &mut message[at],
        None => &mut message[name],
    };
    match rest {
        Some(rest) => set(place, rest, value),
        None => *place = value,
    }
}

fn customer(message: &Value) -> Option<CustomerId> {
    let message: Message = serde_json::from_value(message.clone()).ok()?;
    door::customer(&message).ok()
}

/// A message that is sent once more is known by its id and by whom it is about, as one that was taken is; where it has
/// none, by all it says.
fn digest(message: &Value, strength: Strength) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update([strength as u8]);
    match message.get("messageId").filter(|id| id.is_string()) {
        Some(id) => {
            let [user, visitor] =
                ["userId", "anonymousId"].map(|name| message.get(name).unwrap_or(&Value::Null));
            hash.update(Value::from(vec![id.clone(), user.clone(), visitor.clone()]).to_string());
        }
        None => hash.update(message.to_string()),
    }
    hash.finalize().into()
}
