//! A matter a customer raised with the brand.

use std::collections::BTreeMap;

use crate::event::{Event, Fact};
use crate::id::ContactId;
use crate::time::Timestamp;

/// A matter a customer raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its name.
    pub id: ContactId,
    /// When it was raised.
    pub opened: Timestamp,
    /// When it was settled.
    pub closed: Option<Timestamp>,
    /// Whether it is a complaint.
    pub complaint: bool,
}

/// The matters that were raised, each once, from events in order.
pub(super) fn settle(events: &[Event]) -> Vec<Contact> {
    let mut contacts = Vec::<Contact>::new();
    let mut places = BTreeMap::<&ContactId, usize>::new();
    for Event { at, fact, .. } in events {
        match fact {
            Fact::ContactOpened { contact, complaint } => {
                places.entry(contact).or_insert_with(|| {
                    let (id, complaint) = (contact.clone(), *complaint);
                    contacts.push(Contact { id, opened: *at, closed: None, complaint });
                    contacts.len() - 1
                });
            }
            Fact::ContactClosed { contact } => {
                if let Some(known) = places.get(contact).and_then(|place| contacts.get_mut(*place)) {
                    known.closed.get_or_insert(*at);
                }
            }
            _ => {}
        }
    }
    contacts
}
