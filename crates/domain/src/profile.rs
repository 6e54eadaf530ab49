//! What is known of one customer: the sum of their events, in any order of arrival and however often reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, Fact, Purpose};
use crate::id::{BehaviourName, BenefitId, ContactId, CustomerId, EventId, OfferId, Placement, SpendingId};
use crate::money::Points;
use crate::referral::Referral;
use crate::time::{Date, Timestamp, Zone};

mod claim; // what was taken, and where it stands
mod order; // what is left of an order
mod goods; // what was looked at, and what is in the basket

pub use claim::{Claim, ClaimState, Outcome};
pub use goods::{Basket, Viewed};
pub use order::{Order, Return};

/// What a customer's events say, as of one instant. Nobody in particular has the empty profile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Orders of which something was kept, oldest first. Those worth nothing are not among them.
    pub orders: Vec<Order>,
    /// Orders that were given back whole, oldest first.
    pub returned: Vec<Order>,
    /// Every other thing done, and when, oldest first.
    pub behaviour: BTreeMap<BehaviourName, Vec<Timestamp>>,
    /// The products looked at, oldest first.
    pub viewed: Vec<Viewed>,
    /// What is in the basket.
    pub basket: Basket,
    /// When each offer was seen and where, oldest first.
    pub shown: BTreeMap<OfferId, Vec<(Timestamp, Placement)>>,
    /// The offers that are "not for me", and when that was last said.
    pub declined: BTreeMap<OfferId, Timestamp>,
    /// Every claim ever made, oldest first.
    pub claims: Vec<Claim>,
    /// What was paid in points, oldest first, each payment once.
    pub spent: Vec<Spending>,
    /// When each benefit was used, oldest first.
    pub used: BTreeMap<BenefitId, Vec<Timestamp>>,
    /// Whom they invited, and when first.
    pub invited: BTreeMap<CustomerId, Timestamp>,
    /// The invitations that bore fruit, on either side. What others did is not in a customer's own events: see
    /// [`crate::referral`].
    pub referrals: Vec<Referral>,
    /// The matters they raised, in order.
    pub contacts: Vec<Contact>,
    /// What they allowed and objected to, where they said.
    pub consent: BTreeMap<Purpose, bool>,
    /// Where their days begin, if it is known.
    pub zone: Option<Zone>,
}

/// A payment in points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spending {
    /// Its name.
    pub id: SpendingId,
    /// When.
    pub at: Timestamp,
    /// How many.
    pub points: Points,
}

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

impl Profile {
    /// Sums up the events that happened until `now`, inclusive. Later ones are not yet true; of two with the same
    /// id the earlier one counts; order of arrival does not matter, and at one instant what ends something comes
    /// after what began it.
    #[must_use]
    pub fn as_of(now: Timestamp, events: impl IntoIterator<Item = Event>) -> Self {
        let mut events: Vec<Event> = events.into_iter().filter(|event| event.at <= now).collect();
        events.sort_by(|a, b| (a.at, a.fact.ends(), &a.id).cmp(&(b.at, b.fact.ends(), &b.id)));
        let mut seen = BTreeSet::<EventId>::new();
        events.retain(|event| seen.insert(event.id.clone()));

        let (orders, returned) = order::settle(&events);
        let mut profile = Self { orders, returned, ..Self::default() };
        for event in events {
            profile.apply(event.at, event.fact);
        }
        let mut paid = BTreeSet::<SpendingId>::new();
        profile.spent.retain(|spending| paid.insert(spending.id.clone()));
        profile
    }

    /// The days on which something was bought, each once, oldest first: two orders on one day are one visit.
    #[must_use]
    pub fn purchase_days(&self, zone: &Zone) -> Vec<Date> {
        let mut days: Vec<Date> = self.orders.iter().map(|order| zone.day(order.at)).collect();
        // Where clocks go back over midnight, as in St. John's until 2011, a later instant may have an earlier day.
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The claim on an offer that is held at `now`: set aside, or good to be used.
    #[must_use]
    pub fn open_claim(&self, offer: &OfferId, now: Timestamp) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.offer == *offer && claim.is_open(now))
    }

    fn apply(&mut self, at: Timestamp, fact: Fact) {
        match fact {
            Fact::OrderCompleted { .. } => self.basket = Basket::default(),
            Fact::OrderRefunded { .. } | Fact::OrderCancelled { .. } => {}
            Fact::Behaviour { name, item } => {
                if let Some(item) = item {
                    self.handle(at, &name, item);
                }
                self.behaviour.entry(name).or_default().push(at);
            }
            Fact::OfferShown { offer, placement } => {
                self.shown.entry(offer).or_default().push((at, placement));
            }
            Fact::OfferReserved { claim, offer, until } => {
                claim::take(&mut self.claims, at, claim, offer, until, None)
            }
            Fact::OfferClaimed { claim, offer, until, terms } => {
                claim::take(&mut self.claims, at, claim, offer, until, Some(terms));
            }
            Fact::ClaimReleased { claim } => claim::end(&mut self.claims, &claim, Outcome::Released(at)),
            Fact::VoucherRedeemed { claim } => claim::end(&mut self.claims, &claim, Outcome::Redeemed(at)),
            Fact::OfferDeclined { offer } => {
                self.declined.insert(offer, at);
            }
            Fact::OfferRestored { offer } => {
                self.declined.remove(&offer);
            }
            Fact::PointsSpent { spending, points } => {
                self.spent.push(Spending { id: spending, at, points });
            }
            Fact::BenefitUsed { benefit } => self.used.entry(benefit).or_default().push(at),
            Fact::FriendInvited { friend } => {
                self.invited.entry(friend).or_insert(at);
            }
            Fact::ContactOpened { contact, complaint } => {
                if self.contacts.iter().all(|known| known.id != contact) {
                    self.contacts.push(Contact { id: contact, opened: at, closed: None, complaint });
                }
            }
            Fact::ContactClosed { contact } => {
                let open =
                    self.contacts.iter_mut().find(|known| known.id == contact && known.closed.is_none());
                if let Some(open) = open {
                    open.closed = Some(at);
                }
            }
            Fact::Consent { purpose, given } => {
                self.consent.insert(purpose, given);
            }
            Fact::ZoneReported { zone } => self.zone = Some(zone),
        }
    }
}
