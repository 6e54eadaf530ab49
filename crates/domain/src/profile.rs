//! What is known of one customer: the sum of their events, in any order of arrival and however often reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Event, Fact, Terms};
use crate::id::{BehaviourName, ClaimId, EventId, OfferId, OrderId, Placement};
use crate::money::Money;
use crate::time::{Date, Timestamp, Zone};

/// What a customer's events say, as of one instant. Nobody in particular has the empty profile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Orders with what is left of them after refunds, oldest first. Those worth nothing are left out.
    pub orders: Vec<Order>,
    /// Every other thing done, and when, oldest first.
    pub behaviour: BTreeMap<BehaviourName, Vec<Timestamp>>,
    /// When each offer was seen and where, oldest first.
    pub shown: BTreeMap<OfferId, Vec<(Timestamp, Placement)>>,
    /// The offers that are "not for me", and when that was last said.
    pub declined: BTreeMap<OfferId, Timestamp>,
    /// Every claim ever made, oldest first.
    pub claims: Vec<Claim>,
}

/// An order and what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The shop's name for it.
    pub id: OrderId,
    /// When it was paid.
    pub at: Timestamp,
    /// What was paid less what was given back, above zero.
    pub net: Money,
}

/// One offer taken by this customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub id: ClaimId,
    /// The offer taken.
    pub offer: OfferId,
    /// When it was taken.
    pub at: Timestamp,
    /// It can be used before this instant.
    pub until: Timestamp,
    /// The words that were promised.
    pub terms: Terms,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

/// How a claim ended. A claim that has not ended is open until its time runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Given back unused.
    Released(Timestamp),
    /// Used in a purchase.
    Redeemed(Timestamp),
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

        let mut profile = Self { orders: net_orders(&events), ..Self::default() };
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

    /// The claim on an offer that can still be used at `now`.
    #[must_use]
    pub fn open_claim(&self, offer: &OfferId, now: Timestamp) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.offer == *offer && claim.is_open(now))
    }

    fn apply(&mut self, at: Timestamp, fact: Fact) {
        match fact {
            Fact::OrderCompleted { .. } | Fact::OrderRefunded { .. } | Fact::OrderCancelled { .. } => {}
            Fact::Behaviour { name } => self.behaviour.entry(name).or_default().push(at),
            Fact::OfferShown { offer, placement } => {
                self.shown.entry(offer).or_default().push((at, placement))
            }
            Fact::OfferClaimed { claim, .. } if self.claims.iter().any(|known| known.id == claim) => {}
            Fact::OfferClaimed { claim, offer, until, terms } => {
                self.claims.push(Claim { id: claim, offer, at, until, terms, outcome: None });
            }
            Fact::ClaimReleased { claim } => self.end(&claim, Outcome::Released(at)),
            Fact::VoucherRedeemed { claim } => self.end(&claim, Outcome::Redeemed(at)),
            Fact::OfferDeclined { offer } => {
                self.declined.insert(offer, at);
            }
            Fact::OfferRestored { offer } => {
                self.declined.remove(&offer);
            }
        }
    }

    fn end(&mut self, id: &ClaimId, outcome: Outcome) {
        let claim = self.claims.iter_mut().find(|claim| claim.id == *id && claim.outcome.is_none());
        if let Some(claim) = claim {
            claim.outcome = Some(outcome);
        }
    }
}

impl Claim {
    /// Whether it can be used at `now`.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.outcome.is_none() && now < self.until
    }

    /// Whether it counts towards a limit: everything but what was given back unused.
    #[must_use]
    pub fn counts(&self) -> bool {
        !matches!(self.outcome, Some(Outcome::Released(_)))
    }
}

/// What is left of each order. A refund counts from the instant it happened even if the order is reported after it;
/// a refund in another currency than the order's cannot be set off and takes the whole order.
fn net_orders(events: &[Event]) -> Vec<Order> {
    let mut orders = Vec::<Order>::new();
    let mut given_back = BTreeMap::<&OrderId, Vec<Option<Money>>>::new();
    let mut known = BTreeSet::<&OrderId>::new();
    for event in events {
        match &event.fact {
            Fact::OrderCompleted { order, total } if known.insert(order) => {
                orders.push(Order { id: order.clone(), at: event.at, net: *total });
            }
            Fact::OrderRefunded { order, amount } => given_back.entry(order).or_default().push(*amount),
            Fact::OrderCancelled { order } => given_back.entry(order).or_default().push(None),
            _ => {}
        }
    }
    for order in &mut orders {
        for refund in given_back.get(&order.id).into_iter().flatten() {
            order.net.minor = match refund {
                Some(back) if back.currency == order.net.currency => {
                    order.net.minor.saturating_sub(back.minor.max(0))
                }
                _ => 0,
            };
        }
    }
    orders.retain(|order| order.net.minor > 0);
    orders
}
