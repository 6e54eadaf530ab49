//! Whom it happened to: names that are one person, and which of what happened under an anonymous name is theirs.
//!
//! An event keeps the name it was reported under. Who that is follows from facts: an anonymous name was *identified* as
//! a known one, and an agent *merged* two known names, or took that back. A browser can do the first and never the
//! second; and where it only asserts the first, it brings no more than a browser could have told of the customer anyway:
//! behaviour.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Assurance, Event, Fact};
use crate::id::CustomerId;

mod bond; // known names that are one person
mod stretch; // which of an anonymous name's events are whose

pub use bond::{BondError, Bonds};
pub use stretch::{Stretch, Word};

/// What anonymous names begin with: those of visitors who have not said who they are. No known name does.
pub const ANONYMOUS: &str = "anon:";

/// A person: the names they go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The leading name: the one the others were merged into.
    pub customer: CustomerId,
    /// Every name, the leading one too, and the known name that each goes by. Those that a page only asserted are not
    /// among them: behaviour under these is the person's all the same.
    pub names: BTreeMap<CustomerId, CustomerId>,
}

/// Everybody of whom more than one name is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// Whose the behaviour under an anonymous name is.
    behaviour: BTreeMap<CustomerId, Stretch>,
    /// Whose all else is.
    rest: BTreeMap<CustomerId, Stretch>,
    leading: BTreeMap<CustomerId, CustomerId>,
}

impl CustomerId {
    /// Whether it is the name of a visitor who has not said who they are.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.as_str().starts_with(ANONYMOUS)
    }
}

impl Person {
    /// Somebody of whom one name is known.
    #[must_use]
    pub fn of(name: CustomerId) -> Self {
        Self { names: BTreeMap::from([(name.clone(), name.clone())]), customer: name }
    }

    /// The name to keep an act under, of what began under `name`: that name, so that an unmerge parts the two as they
    /// were; where that was anonymous the known one, for the visitor has come to be known.
    #[must_use]
    pub fn keeper<'p>(&'p self, name: &'p CustomerId) -> &'p CustomerId {
        self.names.get(name).unwrap_or(name)
    }
}

impl People {
    /// Everybody, from events in any order and however often reported.
    #[must_use]
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Self {
        let (mut said, mut bonds) = (BTreeMap::<&CustomerId, BTreeSet<Word>>::new(), Bonds::default());
        for Event { customer, at, fact, .. } in events {
            if let Some((anonymous, assurance)) = fact.identifies(customer) {
                said.entry(anonymous).or_default().insert(Word {
                    at: *at,
                    customer: customer.clone(),
                    assurance,
                });
            }
            bonds.learn(customer, fact, *at);
        }
        let mut people = Self { leading: bonds.leading(), ..Self::default() };
        for (name, said) in said {
            let (behaviour, rest) = Stretch::both(&said);
            people.behaviour.extend(behaviour.map(|stretch| (name.clone(), stretch)));
            people.rest.extend(rest.map(|stretch| (name.clone(), stretch)));
        }
        people
    }

    /// The leading name of whom an event happened to; `None` where that is in doubt.
    #[must_use]
    pub fn whose<'p>(&'p self, event: &'p Event) -> Option<&'p CustomerId> {
        let stretches = if event.fact.is_behaviour() { &self.behaviour } else { &self.rest };
        match stretches.get(&event.customer) {
            Some(stretch) if event.at > stretch.since => Some(&event.customer),
            Some(stretch) => stretch.owner_at(event.at).map(|owner| self.leading(owner)),
            None => Some(self.leading(&event.customer)),
        }
    }

    /// The leading name of a known name's person.
    #[must_use]
    pub fn leading<'p>(&'p self, name: &'p CustomerId) -> &'p CustomerId {
        self.leading.get(name).unwrap_or(name)
    }
}

impl Fact {
    /// The anonymous name that this fact, of `customer`, says is theirs, and how sure that is. What would make one of two
    /// known names, or of two anonymous ones, says nothing.
    #[must_use]
    pub fn identifies(&self, customer: &CustomerId) -> Option<(&CustomerId, Assurance)> {
        match self {
            Self::Identified { anonymous, assurance }
                if anonymous.is_anonymous() && !customer.is_anonymous() =>
            {
                Some((anonymous, *assurance))
            }
            _ => None,
        }
    }

    /// The other known name of which this fact, of `customer`, says that it is theirs, or, where it is `true`, that it
    /// is not any more. Of the same name twice, or of a visitor's, it says nothing.
    #[must_use]
    pub fn binds(&self, customer: &CustomerId) -> Option<(&CustomerId, bool)> {
        let (other, parted) = match self {
            Self::Merged { other } => (other, false),
            Self::Unmerged { other } => (other, true),
            _ => return None,
        };
        let known = !customer.is_anonymous() && !other.is_anonymous();
        (known && customer != other).then_some((other, parted))
    }
}
