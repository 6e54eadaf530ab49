//! What is remembered of a customer: what happened to them, and what became of those they brought along. Every
//! profile is made of it.

use std::collections::BTreeMap;

use domain::event::{Event, Fact};
use domain::id::CustomerId;
use domain::profile::Profile;
use domain::referral::{Circle, Friend, Invitation};
use domain::time::Timestamp;

/// What is remembered of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// Who they are: their leading name.
    pub customer: CustomerId,
    /// Every name they go by, and the known name that each goes by.
    pub names: BTreeMap<CustomerId, CustomerId>,
    /// Everything that happened to them, in no particular order.
    pub history: Vec<Event>,
    /// The invitations they had, and all that those they invited had, by who was invited.
    pub invitations: BTreeMap<CustomerId, Vec<Invitation>>,
    /// The orders of each they invited, and what was given back of them.
    pub purchases: BTreeMap<CustomerId, Vec<Event>>,
}

impl Memory {
    /// The customer's profile as of an instant.
    #[must_use]
    pub fn profile(&self, now: Timestamp) -> Profile {
        self.profile_of(&self.history, now)
    }

    /// The profile that would follow had nothing else happened to the customer.
    #[must_use]
    pub fn profile_of<'e>(&self, events: impl IntoIterator<Item = &'e Event>, now: Timestamp) -> Profile {
        let profile = Profile::as_of(now, events.into_iter().cloned());
        match self.invitations.is_empty() {
            true => profile,
            false => profile.in_circle(&self.customer, &self.circle(now)),
        }
    }

    /// The name to keep an act of `name`'s under: what ends something is kept where that began, so that an unmerge parts
    /// both as they were; what a visitor began who has come to be known, under the known name.
    #[must_use]
    pub fn keeper(&self, fact: &Fact, name: &CustomerId) -> CustomerId {
        let began = match fact {
            Fact::OfferClaimed { claim, .. }
            | Fact::ClaimReleased { claim }
            | Fact::VoucherRedeemed { claim } => self.history.iter().find(|event| match &event.fact {
                Fact::OfferReserved { claim: began, .. } | Fact::OfferClaimed { claim: began, .. } => {
                    began == claim
                }
                _ => false,
            }),
            Fact::OfferRestored { offer } => {
                let declined =
                    |event: &&Event| matches!(&event.fact, Fact::OfferDeclined { offer: of } if of == offer);
                self.history.iter().filter(declined).max_by_key(|event| event.at)
            }
            _ => None,
        };
        let began = began.map_or(name, |event| &event.customer);
        self.names.get(began).unwrap_or(began).clone()
    }

    fn circle(&self, now: Timestamp) -> Circle {
        let until_now = |invited: &CustomerId| {
            let invitations = self.invitations.get(invited).into_iter().flatten();
            invitations.filter(|invitation| invitation.at <= now).cloned().collect()
        };
        let friends = self.invitations.keys().filter(|invited| **invited != self.customer);
        let orders = |friend| {
            let purchases = self.purchases.get(friend).into_iter().flatten().cloned();
            Profile::as_of(now, purchases).orders
        };
        Circle {
            friends: friends
                .map(|id| Friend { id: id.clone(), invitations: until_now(id), orders: orders(id) })
                .collect(),
            invitations: until_now(&self.customer),
        }
    }
}
