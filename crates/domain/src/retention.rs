//! How long what happened is kept, by what kind of thing it was. What is not named is kept.

use std::collections::BTreeSet;

use crate::event::{Event, Fact};
use crate::id::ContactId;
use crate::profile::Profile;
use crate::time::{Days, Timestamp, Zone, plus, plus_months};

/// How long each kind of thing is kept; `None` for as long as the customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// What customers did that has no meaning of its own: pages, looks, baskets.
    pub behaviour: Option<KeptFor>,
    /// Impressions.
    pub shown: Option<KeptFor>,
    /// Matters, from the day they were settled. One that is open is kept.
    pub contacts: Option<KeptFor>,
    /// Everything of customers of whom nothing has been heard, from the day of the last event.
    pub customers: Option<KeptFor>,
}

/// How long something is kept, by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptFor {
    /// So many days.
    Days(Days),
    /// So many months.
    Months(i32),
}

/// From when on things are kept: the limits of a [`Retention`] at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Behaviour of before is forgotten.
    pub behaviour: Option<Timestamp>,
    /// Impressions of before are.
    pub shown: Option<Timestamp>,
    /// Matters that were settled before are.
    pub contacts: Option<Timestamp>,
    /// Customers of whom nothing was heard since are.
    pub customers: Option<Timestamp>,
}

impl KeptFor {
    /// What happened before this instant is forgotten: the beginning of the day so long ago.
    #[must_use]
    pub fn limit(self, zone: &Zone, now: Timestamp) -> Timestamp {
        let today = zone.day(now);
        zone.start(match self {
            Self::Days(days) => plus(today, -days),
            Self::Months(months) => plus_months(today, -months),
        })
    }

    /// At least so many days, however short the months are.
    #[must_use]
    pub fn days(self) -> Days {
        match self {
            Self::Days(days) => days,
            Self::Months(months) => months / 12 * 365 + months % 12 * 28,
        }
    }
}

impl Retention {
    /// What is forgotten at `now`, by the days of `zone`.
    #[must_use]
    pub fn limits(&self, zone: &Zone, now: Timestamp) -> Limits {
        let limit = |kept: Option<KeptFor>| kept.map(|kept| kept.limit(zone, now));
        Limits {
            behaviour: limit(self.behaviour),
            shown: limit(self.shown),
            contacts: limit(self.contacts),
            customers: limit(self.customers),
        }
    }
}

impl Limits {
    /// The events of one person that are to be forgotten, in no particular order. `history` is all there is of them.
    #[must_use]
    pub fn forgotten<'e>(&self, history: &'e [Event]) -> Vec<&'e Event> {
        let settled = self.settled(history);
        let before = |limit: Option<Timestamp>, at: Timestamp| limit.is_some_and(|limit| at < limit);
        let is_forgotten = |event: &&Event| match &event.fact {
            Fact::Behaviour { .. } => before(self.behaviour, event.at),
            Fact::OfferShown { .. } => before(self.shown, event.at),
            Fact::ContactOpened { contact, .. } | Fact::ContactClosed { contact } => {
                settled.contains(contact)
            }
            _ => false,
        };
        history.iter().filter(is_forgotten).collect()
    }

    /// Whether nothing has been heard of a person for so long that all of it is to be forgotten.
    #[must_use]
    pub fn forget_all(&self, history: &[Event]) -> bool {
        let last = history.iter().map(|event| event.at).max();
        self.customers.zip(last).is_some_and(|(limit, last)| last < limit)
    }

    fn settled(&self, history: &[Event]) -> BTreeSet<ContactId> {
        let Some(limit) = self.contacts else { return BTreeSet::new() };
        let told =
            |event: &&Event| matches!(event.fact, Fact::ContactOpened { .. } | Fact::ContactClosed { .. });
        let contacts = Profile::as_of(Timestamp::MAX, history.iter().filter(told).cloned()).contacts;
        let old = contacts.into_iter().filter(|contact| contact.closed.is_some_and(|at| at < limit));
        old.map(|contact| contact.id).collect()
    }
}
