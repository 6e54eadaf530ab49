//! What was tracked, by its name. The names are Segment's for e-commerce, those of its first version too, and our own
//! beside them; capitals do not matter, nor what stands between words, so that no order is lost to an
//! `order_completed`.

use contract::event::Message;
use domain::event::{CHECKOUT_LEFT, CHECKOUT_STARTED, Fact, PRODUCT_ADDED, PRODUCT_REMOVED, PRODUCT_VIEWED};
use domain::id::{BehaviourName, BenefitId, ClaimId, OfferId, Placement};

use super::field::Field;
use super::{Arrival, Fault, Strength, goods, order, person};

/// Reads the fact of a `track` message.
pub(super) fn read(message: &Message, arrival: &Arrival) -> Result<Fact, Fault> {
    let Arrival { strength, currency, .. } = *arrival;
    let event = Field::new("event", message.event.as_ref());
    let name = event.text()?;
    let known = name.to_ascii_lowercase().replace(['_', '-'], " ");
    let known = OTHERWISE.iter().find(|(other, _)| *other == known).map_or(&*known, |(_, known)| known);
    if strength == Strength::Public && SERVERS_ONLY.contains(&known) {
        return Err(event.fault("must be reported with a secret key"));
    }
    let named = Field::new("userId", message.user_id.as_ref());
    let behaviour = |name: &str| event.name(name, BehaviourName::new);
    let with_product =
        |name| Ok(Fact::Behaviour { name: behaviour(name)?, item: goods::handled(message, currency) });
    match known {
        "order completed" => order::completed(message, currency),
        "order refunded" => order::refunded(message),
        "order cancelled" => order::cancelled(message),
        "checkout started" => Ok(Fact::Behaviour { name: behaviour(CHECKOUT_STARTED)?, item: None }),
        "checkout left" => Ok(Fact::Behaviour { name: behaviour(CHECKOUT_LEFT)?, item: None }),
        "product viewed" => with_product(PRODUCT_VIEWED),
        "product added" => with_product(PRODUCT_ADDED),
        "product removed" => with_product(PRODUCT_REMOVED),
        "offer shown" if strength == Strength::Public && named.is_given() => {
            Err(named.fault(NOT_OF_THE_KNOWN))
        }
        "offer shown" => Ok(Fact::OfferShown {
            offer: offer(message)?,
            placement: Field::property(message, ["properties.placement"]).id(Placement::new)?,
        }),
        "offer opened" => {
            offer(message)?;
            Ok(Fact::Behaviour { name: behaviour("Offer Opened")?, item: None })
        }
        "offer declined" => Ok(Fact::OfferDeclined { offer: offer(message)? }),
        "offer claimed" => Err(event.fault("must be claimed, not reported: POST /v1/offers/{id}/claim")),
        "voucher redeemed" => Ok(Fact::VoucherRedeemed {
            claim: Field::property(message, ["properties.claim_id"]).id(ClaimId::new)?,
        }),
        "points spent" => order::points_spent(message),
        "benefit used" => Ok(Fact::BenefitUsed {
            benefit: Field::property(message, ["properties.benefit_id"]).id(BenefitId::new)?,
        }),
        "friend invited" => person::friend_invited(message),
        "contact opened" => person::contact_opened(message),
        "contact closed" => person::contact_closed(message),
        "consent given" => person::consent(message, true),
        "consent withdrawn" => person::consent(message, false),
        "time zone reported" => person::zone_reported(message),
        _ => Ok(Fact::Behaviour { name: behaviour(&name)?, item: None }),
    }
}

/// What the same was called before, or elsewhere.
const OTHERWISE: [(&str, &str); 6] = [
    ("completed order", "order completed"),
    ("refunded order", "order refunded"),
    ("order canceled", "order cancelled"),
    ("viewed product", "product viewed"),
    ("added product", "product added"),
    ("removed product", "product removed"),
];

/// What a page's word is not good enough for: money, what stands for it, and what is the customer's or an agent's to
/// say.
const SERVERS_ONLY: [&str; 12] = [
    "order completed",
    "order refunded",
    "order cancelled",
    "offer declined",
    "voucher redeemed",
    "points spent",
    "benefit used",
    "friend invited",
    "contact opened",
    "contact closed",
    "consent given",
    "consent withdrawn",
];

/// Whoever knows a customer's name could otherwise use up how often they may be shown an offer.
const NOT_OF_THE_KNOWN: &str =
    "must not be given with a public key: a page may only say what a visitor was shown";

fn offer(message: &Message) -> Result<OfferId, Fault> {
    Field::property(message, ["properties.offer_id"]).id(OfferId::new)
}
