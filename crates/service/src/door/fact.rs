//! What was tracked, by its name. The names are Segment's for e-commerce, and our own for offers; capitals do not
//! matter, so that no order is lost to an `order completed`.

use contract::event::Message;
use domain::event::Fact;
use domain::id::{BehaviourName, ClaimId, OfferId, OrderId, Placement};
use domain::money::Currency;

use super::field::Field;
use super::{Fault, Strength};

/// Reads the fact of a `track` message.
pub(super) fn read(message: &Message, strength: Strength, currency: Currency) -> Result<Fact, Fault> {
    let event = Field::new("event", message.event.as_ref());
    let name = event.text()?;
    let known = name.to_ascii_lowercase();
    match known.as_str() {
        "order completed" | "order refunded" | "order cancelled" | "offer declined" | "voucher redeemed"
            if strength == Strength::Public =>
        {
            Err(event.fault("must be reported with a secret key"))
        }
        "order completed" => order_completed(message, currency),
        "order refunded" => order_refunded(message, currency),
        "order cancelled" => Ok(Fact::OrderCancelled { order: order(message)? }),
        "offer shown" => Ok(Fact::OfferShown {
            offer: offer(message)?,
            placement: Field::property(message, ["properties.placement"]).id(Placement::new)?,
        }),
        "offer opened" => {
            offer(message)?;
            Ok(Fact::Behaviour { name: event.name("Offer Opened", BehaviourName::new)? })
        }
        "offer declined" => Ok(Fact::OfferDeclined { offer: offer(message)? }),
        "offer claimed" => Err(event.fault("must be claimed, not reported: POST /v1/offers/{id}/claim")),
        "voucher redeemed" => Ok(Fact::VoucherRedeemed {
            claim: Field::property(message, ["properties.claim_id"]).id(ClaimId::new)?,
        }),
        _ => Ok(Fact::Behaviour { name: event.name(&name, BehaviourName::new)? }),
    }
}

fn order_completed(message: &Message, currency: Currency) -> Result<Fact, Fault> {
    let order = order(message)?;
    let currency = Field::property(message, ["properties.currency"]).currency(currency)?;
    let total = Field::property(message, ["properties.total", "properties.revenue"]);
    Ok(Fact::OrderCompleted { order, total: total.amount(currency)? })
}

/// Without an amount all that is left of the order was given back, unless only some of its products were: then nobody
/// but the shop knows how much that is.
fn order_refunded(message: &Message, currency: Currency) -> Result<Fact, Fault> {
    let order = order(message)?;
    let currency = Field::property(message, ["properties.currency"]).currency(currency)?;
    let amount = Field::property(message, ["properties.total", "properties.amount"]);
    let products = Field::property(message, ["properties.products"]);
    let some_products = products.is_list_of_some();
    let amount = match amount.is_given() {
        true => Some(amount.amount(currency)?),
        false if some_products => return Err(amount.fault("must be given where `products` are named")),
        false => None,
    };
    Ok(Fact::OrderRefunded { order, amount })
}

fn order(message: &Message) -> Result<OrderId, Fault> {
    Field::property(message, ["properties.order_id"]).id(OrderId::new)
}

fn offer(message: &Message) -> Result<OfferId, Fault> {
    Field::property(message, ["properties.offer_id"]).id(OfferId::new)
}
