//! What is left of an order.

use std::collections::BTreeMap;

use crate::event::{Event, Fact, Item};
use crate::id::OrderId;
use crate::money::Money;
use crate::time::Timestamp;

/// An order, what was given back of it and what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The shop's name for it.
    pub id: OrderId,
    /// When it was paid.
    pub at: Timestamp,
    /// What was paid.
    pub paid: Money,
    /// What was paid less what was given back, not below zero.
    pub net: Money,
    /// What it was paid for, as far as was told.
    pub items: Vec<Item>,
    /// What was given back, in order: never more in all than was paid.
    pub returns: Vec<Return>,
}

/// Money that was given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Return {
    /// When: not before the order.
    pub at: Timestamp,
    /// How much, above zero, in the order's currency.
    pub amount: Money,
}

/// The orders of which something was kept, and those given back whole, from events in order that tell of each order
/// once. An order worth nothing is neither. A refund counts from the instant it happened even if the order is reported after it; one in another
/// currency than the order's cannot be set off and takes the whole order.
pub(super) fn settle(events: &[Event]) -> (Vec<Order>, Vec<Order>) {
    let mut orders = Vec::<Order>::new();
    let mut given_back = BTreeMap::<&OrderId, Vec<(Timestamp, Option<Money>)>>::new();
    for event in events {
        match &event.fact {
            Fact::OrderCompleted { order, total, items } => orders.push(Order {
                id: order.clone(),
                at: event.at,
                paid: *total,
                net: *total,
                items: items.clone(),
                returns: Vec::new(),
            }),
            Fact::OrderRefunded { order, amount } => {
                given_back.entry(order).or_default().push((event.at, *amount));
            }
            Fact::OrderCancelled { order } => given_back.entry(order).or_default().push((event.at, None)),
            _ => {}
        }
    }
    orders.retain(|order| order.paid.minor > 0);
    for order in &mut orders {
        for (at, amount) in given_back.remove(&order.id).unwrap_or_default() {
            order.give_back(at, amount);
        }
    }
    orders.into_iter().partition(|order| order.net.minor > 0)
}

impl Order {
    fn give_back(&mut self, at: Timestamp, amount: Option<Money>) {
        let left = self.net.minor;
        let back = match amount {
            Some(amount) if amount.minor <= 0 => 0,
            Some(amount) if amount.currency == self.net.currency => amount.minor.min(left),
            _ => left,
        };
        if back > 0 {
            self.net.minor = left - back;
            let amount = Money { minor: back, ..self.net };
            self.returns.push(Return { at: at.max(self.at), amount });
        }
    }
}
