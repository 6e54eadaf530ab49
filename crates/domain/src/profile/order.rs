//! What is left of an order.

use std::collections::BTreeMap;

use crate::event::{Event, Fact, Item, Refund, Returned};
use crate::id::{OrderId, ProductId};
use crate::money::{Currency, Money, Told};
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
/// once. An order worth nothing is neither. A refund counts from the instant it happened even if the order is reported
/// after it. One without a currency is in the order's, one of products without a price at the prices of its lines. What
/// cannot be set off, in another currency or of products that the order gives no price for, takes the whole order.
pub(super) fn settle(events: &[Event]) -> (Vec<Order>, Vec<Order>) {
    let mut orders = Vec::<Order>::new();
    let mut given_back = BTreeMap::<&OrderId, Vec<(Timestamp, Option<&Refund>)>>::new();
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
                given_back.entry(order).or_default().push((event.at, amount.as_ref()));
            }
            Fact::OrderCancelled { order } => given_back.entry(order).or_default().push((event.at, None)),
            _ => {}
        }
    }
    orders.retain(|order| order.paid.minor > 0);
    for order in &mut orders {
        let mut kept = order.items.clone();
        for (at, amount) in given_back.remove(&order.id).unwrap_or_default() {
            let back = amount.map_or(Some(i64::MAX), |amount| amount.minor(order.paid.currency, &mut kept));
            order.give_back(at, back.unwrap_or(i64::MAX));
        }
    }
    orders.into_iter().partition(|order| order.net.minor > 0)
}

impl Order {
    /// Gives so many minor units back, or all that is left if that is less.
    fn give_back(&mut self, at: Timestamp, minor: i64) {
        let back = minor.min(self.net.minor);
        if back > 0 {
            self.net.minor -= back;
            let amount = Money { minor: back, ..self.net };
            self.returns.push(Return { at: at.max(self.at), amount });
        }
    }
}

impl Refund {
    /// The minor units that were given back of an order in this currency; nothing where that cannot be told. What is
    /// given back by the order's own prices is taken from what was kept until then.
    fn minor(&self, currency: Currency, kept: &mut [Item]) -> Option<i64> {
        match self {
            Self::Amount(told) => set_off(*told, currency),
            Self::Products(products) => {
                let mut minor = 0_i64;
                for Returned { product, quantity, price } in products {
                    let cost = match price {
                        Some(price) => set_off(*price, currency)?.saturating_mul(i64::from(*quantity)),
                        None => take(product, *quantity, kept)?,
                    };
                    minor = minor.saturating_add(cost);
                }
                Some(minor)
            }
        }
    }
}

/// Nothing is nothing in any currency.
fn set_off(told: Told, currency: Currency) -> Option<i64> {
    match told.units {
        ..=0 => Some(0),
        _ => told.within(currency).map(|money| money.minor),
    }
}

/// What so many of a product cost, but no more of them than were kept.
fn take(product: &ProductId, many: u32, kept: &mut [Item]) -> Option<i64> {
    let mut lines = kept.iter_mut().filter(|item| item.product == *product).peekable();
    lines.peek()?;
    let (mut left, mut cost) = (many, 0_i64);
    for line in lines {
        let back = left.min(line.quantity);
        (left, line.quantity) = (left - back, line.quantity - back);
        if back > 0 {
            cost = cost.saturating_add(line.price?.minor.saturating_mul(i64::from(back)));
        }
    }
    Some(cost)
}
