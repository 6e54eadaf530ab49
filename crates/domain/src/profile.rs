//! What is known of one customer: the sum of their events, in any order of arrival and however often reported.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::event::{CHECKOUT_LEFT, CHECKOUT_STARTED, Event, Fact, Purpose};
use crate::id::{BehaviourName, BenefitId, CustomerId, EventId, OfferId, Placement, SpendingId};
use crate::money::Points;
use crate::referral::Referral;
use crate::time::{Date, Timestamp, Zone};

mod claim; // what was taken, and where it stands
mod consent; // whose word on consent holds
mod contact; // what was raised with the brand
mod order; // what is left of an order
mod goods; // what was looked at, and what is in the basket

pub use claim::{Claim, ClaimState, Outcome};
pub use contact::Contact;
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
    /// Since when a checkout is begun that was not ended.
    pub checkout: Option<Timestamp>,
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

impl Profile {
    /// Sums up the events that happened until `now`, inclusive. Later ones are not yet true; of two with the same
    /// id under one name, and of two that tell of the same order or payment, the earlier one counts; order of arrival
    /// does not matter, and at one instant what ends something comes after what began it. Events of several names are
    /// taken as those of one person.
    #[must_use]
    pub fn as_of(now: Timestamp, events: impl IntoIterator<Item = Event>) -> Self {
        let mut events: Vec<Event> = events.into_iter().filter(|event| event.at <= now).collect();
        events.sort_by(in_order);
        told_once(&mut events);
        let (mut seen, mut ordered, mut paid) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        events.retain(|event| {
            seen.insert((event.customer.clone(), event.id.clone()))
                && match &event.fact {
                    Fact::OrderCompleted { order, .. } => ordered.insert(order.clone()),
                    Fact::PointsSpent { spending, .. } => paid.insert(spending.clone()),
                    _ => true,
                }
        });
        consent::heed(&mut events);
        let (orders, returned) = order::settle(&events);
        let (claims, contacts) = (claim::settle(&events), contact::settle(&events));
        let mut profile = Self { orders, returned, claims, contacts, ..Self::default() };
        for event in events {
            profile.apply(event.at, event.fact);
        }
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
            Fact::OrderCompleted { .. } => {
                self.basket = Basket::default();
                self.checkout = None;
            }
            // Settled before, with what began them.
            Fact::OrderRefunded { .. } | Fact::OrderCancelled { .. } => {}
            Fact::OfferReserved { .. } | Fact::OfferClaimed { .. } => {}
            Fact::ClaimReleased { .. } | Fact::VoucherRedeemed { .. } => {}
            Fact::ContactOpened { .. } | Fact::ContactClosed { .. } => {}
            // Whose events these are was settled before they were brought here.
            Fact::Identified { .. } | Fact::Merged { .. } | Fact::Unmerged { .. } => {}
            Fact::Behaviour { name, item } => {
                match (name.as_str(), item) {
                    (CHECKOUT_STARTED, _) => self.checkout = Some(at),
                    (CHECKOUT_LEFT, _) => self.checkout = None,
                    (_, Some(item)) => self.handle(at, &name, item),
                    (_, None) => {}
                }
                self.behaviour.entry(name).or_default().push(at);
            }
            Fact::OfferShown { offer, placement } => {
                self.shown.entry(offer).or_default().push((at, placement));
            }
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
            Fact::Consent { purpose, given } => {
                self.consent.insert(purpose, given);
            }
            Fact::ZoneReported { zone } => self.zone = Some(zone),
        }
    }
}

/// What a browser told of a visitor, and once more, since no answer came, of the customer they had meanwhile said they
/// are, counts as it was told first.
fn told_once(events: &mut Vec<Event>) {
    let of_visitors = events.iter().filter(|event| event.customer.is_anonymous());
    let told: BTreeMap<EventId, Fact> =
        of_visitors.map(|event| (event.id.clone(), event.fact.clone())).collect();
    if !told.is_empty() {
        events.retain(|event| event.customer.is_anonymous() || told.get(&event.id) != Some(&event.fact));
    }
}

/// Two reports of one id that differ at one instant have no order of their own: that of their text is as good as any.
fn in_order(a: &Event, b: &Event) -> Ordering {
    let key = |event: &Event| (event.at, event.fact.ends());
    let name = |event: &Event| (event.id.clone(), event.customer.clone());
    key(a).cmp(&key(b)).then_with(|| name(a).cmp(&name(b))).then_with(|| match a.fact == b.fact {
        true => Ordering::Equal,
        false => format!("{:?}", a.fact).cmp(&format!("{:?}", b.fact)),
    })
}
