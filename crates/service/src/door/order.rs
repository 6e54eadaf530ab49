//! Orders, what is given back of them, and what is paid in points.

use contract::event::Message;
use domain::event::{Fact, Refund};
use domain::id::{OrderId, SpendingId};
use domain::money::{Currency, Points};

use super::field::Field;
use super::{Fault, goods};

/// An order that was paid.
pub(super) fn completed(message: &Message, currency: Currency) -> Result<Fact, Fault> {
    let order = order(message)?;
    let currency = Field::property(message, ["properties.currency"]).currency_or(currency)?;
    let total = ["properties.total", "properties.revenue", "properties.value"];
    let total = Field::property(message, total).amount(currency)?;
    Ok(Fact::OrderCompleted { order, total, items: goods::bought(message, currency)? })
}

/// Without an amount all that is left of the order was given back, unless only some of its products were: then as much
/// as they cost. Without a currency it is the order's own, which the message need not know.
pub(super) fn refunded(message: &Message) -> Result<Fact, Fault> {
    let order = order(message)?;
    let currency = Field::property(message, ["properties.currency"]);
    let currency = currency.is_given().then(|| currency.currency()).transpose()?;
    let amount = ["properties.total", "properties.amount", "properties.revenue", "properties.value"];
    let amount = Field::property(message, amount);
    let amount = match amount.is_given() {
        true => Some(Refund::Amount(amount.told(currency)?)),
        false => goods::returned(message, currency)?,
    };
    Ok(Fact::OrderRefunded { order, amount })
}

/// An order that was called off.
pub(super) fn cancelled(message: &Message) -> Result<Fact, Fault> {
    Ok(Fact::OrderCancelled { order: order(message)? })
}

/// A payment in points.
pub(super) fn points_spent(message: &Message) -> Result<Fact, Fault> {
    let spending = Field::property(message, ["properties.spending_id"]).id(SpendingId::new)?;
    let points = Field::property(message, ["properties.points"]);
    let many = points.text().ok().and_then(|text| text.parse().ok());
    match many {
        Some(many @ 1..) => Ok(Fact::PointsSpent { spending, points: Points(many) }),
        _ if !points.is_given() => Err(points.fault("must be given")),
        _ => Err(points.fault("must be a whole number above 0")),
    }
}

fn order(message: &Message) -> Result<OrderId, Fault> {
    Field::property(message, ["properties.order_id", "properties.orderId"]).id(OrderId::new)
}
