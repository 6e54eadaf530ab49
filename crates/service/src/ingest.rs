//! What was reported, kept once.

use contract::event::{Message, Received, Refused};
use domain::program::Program;
use domain::time::Timestamp;

use crate::brand::Brand;
use crate::door::{self, Strength};
use crate::store::{Kept, Store, StoreError};

/// Takes messages in: each is read at the door by itself, those that pass are kept in one step, the others come back
/// with the field at fault.
///
/// # Errors
/// [`StoreError`]; then nothing was kept and all may be sent again.
pub async fn receive(
    store: &dyn Store,
    brand: &Brand,
    messages: &[Message],
    strength: Strength,
    now: Timestamp,
) -> Result<Received, StoreError> {
    receive_for(store, &brand.program, messages, strength, now).await
}

/// The same for whoever has a brand's program but none of its keys, such as an import.
///
/// # Errors
/// As for [`receive`].
pub async fn receive_for(
    store: &dyn Store,
    program: &Program,
    messages: &[Message],
    strength: Strength,
    now: Timestamp,
) -> Result<Received, StoreError> {
    let currency = program.points.currency();
    let (mut events, mut refused) = (Vec::with_capacity(messages.len()), Vec::new());
    for (index, message) in messages.iter().enumerate() {
        match door::read(message, strength, currency, now) {
            Ok(event) => events.push(event),
            Err(fault) => {
                refused.push(Refused { index, field: fault.field, value: fault.value, rule: fault.rule });
            }
        }
    }
    let kept = match events.is_empty() {
        true => Vec::new(),
        false => store.append(&program.brand, events, now).await?,
    };
    let new = kept.iter().filter(|kept| **kept == Kept::New).count();
    Ok(Received { success: refused.is_empty(), new, known: kept.len() - new, refused })
}
