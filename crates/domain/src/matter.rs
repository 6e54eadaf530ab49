//! Matters in progress: what a customer began on one surface, and nobody has ended yet on any.

use std::cmp::Reverse;

use crate::event::{CHECKOUT_LEFT, Fact};
use crate::id::{BehaviourName, ContactId, InvalidId};
use crate::profile::Profile;
use crate::time::{Days, Timestamp, Zone, plus};

/// A checkout that was begun is in progress on its day and so many days after it. Then it is history.
const CHECKOUT_DAYS: Days = 7;

/// What a checkout is called beside the contacts.
const CHECKOUT: &str = "checkout";

/// What stands before the name of a contact.
const CONTACT: &str = "contact:";

/// A matter in progress. Claims that are open are matters too; they are told by themselves, with their codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// What it is.
    pub id: MatterId,
    /// When it began.
    pub since: Timestamp,
    /// Whether it is a complaint.
    pub complaint: bool,
}

/// Which of a customer's matters it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatterId {
    /// The order they have begun; a customer has one basket.
    Checkout,
    /// Something they raised with the brand.
    Contact(ContactId),
}

impl MatterId {
    /// Reads `checkout` or `contact:…`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, InvalidId> {
        match text {
            CHECKOUT => Ok(Self::Checkout),
            _ => ContactId::new(text.strip_prefix(CONTACT).unwrap_or_default()).map(Self::Contact),
        }
    }
}

impl std::fmt::Display for MatterId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Checkout => f.write_str(CHECKOUT),
            Self::Contact(id) => write!(f, "{CONTACT}{id}"),
        }
    }
}

impl Profile {
    /// What is in progress at `now`, the newest first. A checkout ends with an order, when it is left for good, or when it
    /// has rested for more than seven days of `zone`; a contact when it is settled.
    #[must_use]
    pub fn matters(&self, zone: &Zone, now: Timestamp) -> Vec<Matter> {
        let lasts = |since: &Timestamp| zone.day(now) <= plus(zone.day(*since), CHECKOUT_DAYS);
        let checkout = self.checkout.filter(lasts);
        let checkout = checkout.map(|since| Matter { id: MatterId::Checkout, since, complaint: false });
        let open = self.contacts.iter().filter(|contact| contact.closed.is_none());
        let contacts = open.map(|contact| Matter {
            id: MatterId::Contact(contact.id.clone()),
            since: contact.opened,
            complaint: contact.complaint,
        });
        let mut matters: Vec<Matter> = checkout.into_iter().chain(contacts).collect();
        matters.sort_by_key(|matter| Reverse(matter.since));
        matters
    }

    /// What ends a matter; nothing where it is not in progress, for then there is nothing to end.
    #[must_use]
    pub fn close(&self, id: &MatterId, zone: &Zone, now: Timestamp) -> Option<Fact> {
        self.matters(zone, now).iter().find(|matter| matter.id == *id)?;
        match id {
            MatterId::Checkout => {
                let name = BehaviourName::new(CHECKOUT_LEFT).ok()?;
                Some(Fact::Behaviour { name, item: None })
            }
            MatterId::Contact(contact) => Some(Fact::ContactClosed { contact: contact.clone() }),
        }
    }
}
