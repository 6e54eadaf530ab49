//! What was reported, kept once; and what was refused, kept apart.

use std::collections::{BTreeMap, BTreeSet};

use contract::event::{Message, Received, Refused};
use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::program::Program;
use domain::time::Timestamp;

use crate::door::{self, Arrival, Fault, Sent, Strength};
use crate::quarantine;
use crate::store::{Kept, Store, StoreError};

/// Why a message is not taken that tells of somebody's time before they were erased. A page is not told who was.
const ERASED: &str = "must be later than the erasure of the customer: nothing of before is kept";

/// What came of messages.
pub struct Taken {
    /// What whoever sent them is told.
    pub received: Received,
    /// The customers of whom something new was said, and those who are rewarded for having invited them.
    pub changed: BTreeSet<CustomerId>,
    /// How many of those that were refused are kept in quarantine.
    pub quarantined: usize,
}

/// Takes messages in: each is read at the door by itself, those that pass are kept in one step, the others come back
/// with the field at fault and are kept in quarantine.
///
/// # Errors
/// [`StoreError`]; then all may be sent again: what was kept is known.
pub async fn receive(
    store: &dyn Store,
    program: &Program,
    sent: &[Sent<'_>],
    strength: Strength,
    now: Timestamp,
) -> Result<Taken, StoreError> {
    let messages: Vec<_> = sent.iter().map(Sent::message).collect();
    let mut taken = take(store, program, &messages, &Arrival::of_now(program, strength, now)).await?;
    // Nothing that was said of somebody who was erased is kept, here neither.
    let refused = taken.received.refused.iter().filter(|refused| refused.rule != ERASED);
    let held = refused.filter_map(|refused| {
        let Refused { index, field, value, rule } = refused.clone();
        quarantine::held(sent.get(index)?, Fault { field, value, rule }, strength, now)
    });
    let held: Vec<_> = held.collect();
    taken.quarantined = held.len();
    if !held.is_empty() {
        store.hold(&program.brand, held, now).await?;
    }
    Ok(taken)
}

/// The same for messages that are not sent but made or read from a file: what is refused only comes back.
///
/// # Errors
/// As for [`receive`].
pub async fn take(
    store: &dyn Store,
    program: &Program,
    messages: &[Result<Message, Fault>],
    arrival: &Arrival,
) -> Result<Taken, StoreError> {
    let (mut events, mut places) = (Vec::with_capacity(messages.len()), Vec::with_capacity(messages.len()));
    let mut received = Received { success: true, new: 0, known: 0, ignored: 0, refused: Vec::new() };
    for (index, message) in messages.iter().enumerate() {
        match message.as_ref().map_err(Clone::clone).and_then(|message| door::read(message, arrival)) {
            Ok(said) if said.is_empty() => received.ignored += 1,
            Ok(said) => {
                places.extend(said.iter().map(|event| (index, event.customer.clone(), friend(event))));
                events.extend(said);
            }
            Err(Fault { field, value, rule }) => {
                received.refused.push(Refused { index, field, value, rule });
            }
        }
    }
    let kept = match events.is_empty() {
        true => Vec::new(),
        false => store.append(&program.brand, events, arrival.now).await?,
    };
    let (mut changed, mut messages, mut erased) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    let mut friends = BTreeSet::new();
    for ((index, customer, friend), kept) in places.into_iter().zip(kept) {
        if kept == Kept::Erased && arrival.strength == Strength::Secret {
            erased.insert(index);
            continue;
        }
        let new = kept == Kept::New;
        *messages.entry(index).or_insert(false) |= new;
        if new {
            changed.insert(customer);
            friends.extend(friend);
        }
    }
    changed.extend(circle(store, &program.brand, friends).await?);
    received.refused.extend(erased.into_iter().map(|index| Refused {
        index,
        field: "timestamp".to_owned(),
        value: String::new(),
        rule: ERASED.to_owned(),
    }));
    received.refused.sort_by_key(|refused| refused.index);
    received.new = messages.values().filter(|new| **new).count();
    received.known = messages.len() - received.new;
    received.success = received.refused.is_empty();
    Ok(Taken { received, changed, quarantined: 0 })
}

/// Of whose invitation an event may decide.
pub(crate) fn friend(event: &Event) -> Option<CustomerId> {
    event.fact.of_friend(&event.customer).cloned()
}

/// Friends of whom something was kept that decides on their invitation, and whoever invited them.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn circle(
    store: &dyn Store,
    brand: &BrandId,
    friends: BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, StoreError> {
    if friends.is_empty() {
        return Ok(friends);
    }
    let inviters = store.inviters(brand, &friends).await?;
    Ok(friends.into_iter().chain(inviters).collect())
}
