//! Whose word on consent holds.

use std::collections::BTreeSet;

use crate::event::{Event, Fact};

/// Leaves out, from events in order, every yes of a visitor who has objected as a known customer: who has not said who
/// they are cannot take back what they said by name. A visitor's no always holds.
pub(super) fn heed(events: &mut Vec<Event>) {
    let mut objected = BTreeSet::new();
    events.retain(|event| {
        let Fact::Consent { purpose, given } = &event.fact else { return true };
        match (event.customer.is_anonymous(), given) {
            (true, true) => !objected.contains(purpose),
            (true, false) => true,
            (false, true) => {
                objected.remove(purpose);
                true
            }
            (false, false) => {
                objected.insert(*purpose);
                true
            }
        }
    });
}
