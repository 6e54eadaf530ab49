//! An event as the message that would have told it: the way back through the door.

use std::fmt;

use contract::event::Message;
use domain::event::{Assurance, Event, Fact, Item, Purpose, Refund, Returned, Wording};
use domain::person::ANONYMOUS;
use serde_json::{Map, Value, json};

/// The message that tells an event. What only the service itself says is written alike, by names the door knows not.
#[must_use]
pub fn message(event: &Event) -> Message {
    let (user, anonymous) = match event.customer.as_str().strip_prefix(ANONYMOUS) {
        Some(name) => (None, Some(name)),
        None => (Some(event.customer.as_str()), None),
    };
    let told = Message {
        message_id: Some(json!(event.id.as_str())),
        user_id: user.map(Value::from),
        anonymous_id: anonymous.map(Value::from),
        timestamp: Some(json!(event.at.to_string())),
        ..Message::default()
    };
    match &event.fact {
        Fact::Identified { anonymous, assurance } => {
            let name = anonymous.as_str().strip_prefix(ANONYMOUS).unwrap_or(anonymous.as_str());
            let asserted = *assurance == Assurance::Asserted;
            let context = asserted.then(|| json!({ "assurance": "asserted" }));
            Message { kind: Some(json!("identify")), anonymous_id: Some(json!(name)), context, ..told }
        }
        Fact::Merged { other } => {
            Message { kind: Some(json!("alias")), previous_id: Some(json!(other.as_str())), ..told }
        }
        fact => {
            let (name, properties) = tracked(fact);
            let properties =
                Some(properties).filter(|told| told.as_object().is_some_and(|told| !told.is_empty()));
            Message { kind: Some(json!("track")), event: Some(json!(name)), properties, ..told }
        }
    }
}

fn tracked(fact: &Fact) -> (&str, Value) {
    match fact {
        Fact::OrderCompleted { order, total, items } => {
            let products = items.iter().map(product).collect::<Vec<_>>();
            let mut told = json!({ "order_id": order.as_str() });
            set(&mut told, [("total", json!(amount(total))), ("currency", json!(total.currency.code()))]);
            set(&mut told, (!products.is_empty()).then(|| ("products", Value::from(products))));
            ("Order Completed", told)
        }
        Fact::OrderRefunded { order, amount: back } => {
            let mut told = json!({ "order_id": order.as_str() });
            match back {
                None => {}
                Some(Refund::Amount(back)) => {
                    set(&mut told, [("total", json!(amount(*back)))]);
                    set(&mut told, back.currency.map(|currency| ("currency", json!(currency.code()))));
                }
                Some(Refund::Products(products)) => {
                    let currency = products.iter().find_map(|line| line.price?.currency);
                    set(&mut told, currency.map(|currency| ("currency", json!(currency.code()))));
                    told["products"] = products.iter().map(returned).collect();
                }
            }
            ("Order Refunded", told)
        }
        Fact::OrderCancelled { order } => ("Order Cancelled", json!({ "order_id": order.as_str() })),
        Fact::Behaviour { name, item } => (name.as_str(), item.as_ref().map_or_else(|| json!({}), handled)),
        Fact::OfferShown { offer, placement } => {
            ("Offer Shown", json!({ "offer_id": offer.as_str(), "placement": placement.as_str() }))
        }
        Fact::OfferReserved { claim, offer, until } => (
            "Offer Reserved",
            json!({ "claim_id": claim.as_str(), "offer_id": offer.as_str(), "until": until.to_string() }),
        ),
        Fact::OfferClaimed { claim, offer, until, terms } => {
            let terms: Map<String, Value> =
                terms.0.iter().map(|(locale, words)| (locale.to_string(), wording(words))).collect();
            let (claim, offer) = (claim.as_str(), offer.as_str());
            let told =
                json!({ "claim_id": claim, "offer_id": offer, "until": until.to_string(), "terms": terms });
            ("Offer Claimed", told)
        }
        Fact::ClaimReleased { claim } => ("Claim Released", json!({ "claim_id": claim.as_str() })),
        Fact::OfferDeclined { offer } => ("Offer Declined", json!({ "offer_id": offer.as_str() })),
        Fact::OfferRestored { offer } => ("Offer Restored", json!({ "offer_id": offer.as_str() })),
        Fact::VoucherRedeemed { claim } => ("Voucher Redeemed", json!({ "claim_id": claim.as_str() })),
        Fact::PointsSpent { spending, points } => {
            ("Points Spent", json!({ "spending_id": spending.as_str(), "points": points.0 }))
        }
        Fact::BenefitUsed { benefit } => ("Benefit Used", json!({ "benefit_id": benefit.as_str() })),
        Fact::FriendInvited { friend } => ("Friend Invited", json!({ "friend_id": friend.as_str() })),
        Fact::ContactOpened { contact, complaint } => {
            ("Contact Opened", json!({ "contact_id": contact.as_str(), "complaint": complaint }))
        }
        Fact::ContactClosed { contact } => ("Contact Closed", json!({ "contact_id": contact.as_str() })),
        Fact::Consent { purpose, given } => {
            let name = if *given { "Consent Given" } else { "Consent Withdrawn" };
            (name, json!({ "purpose": purpose_word(*purpose) }))
        }
        Fact::ZoneReported { zone } => {
            ("Time Zone Reported", json!({ "time_zone": zone.0.iana_name().unwrap_or("UTC") }))
        }
        Fact::Unmerged { other } => ("Customer Unmerged", json!({ "other_id": other.as_str() })),
        // Told as an `identify` and as an `alias`.
        Fact::Identified { anonymous: other, .. } | Fact::Merged { other } => {
            ("Customer Merged", json!({ "other_id": other.as_str() }))
        }
    }
}

/// The word of a purpose on the wire.
fn purpose_word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::PersonalOffers => "personal_offers",
    }
}

/// A product of an order.
fn product(item: &Item) -> Value {
    let mut told = json!({ "product_id": item.product.as_str(), "quantity": item.quantity });
    set(&mut told, item.category.as_ref().map(|category| ("category", json!(category.as_str()))));
    set(&mut told, item.price.as_ref().map(|price| ("price", json!(amount(price)))));
    told
}

/// A product of what was given back.
fn returned(line: &Returned) -> Value {
    let mut told = json!({ "product_id": line.product.as_str(), "quantity": line.quantity });
    set(&mut told, line.price.map(|price| ("price", json!(amount(price)))));
    told
}

/// A product that something was done with.
fn handled(item: &Item) -> Value {
    let mut told = product(item);
    set(&mut told, item.price.map(|price| ("currency", json!(price.currency.code()))));
    told
}

fn wording(words: &Wording) -> Value {
    let mut told = json!({ "title": words.title, "text": words.text });
    set(&mut told, words.terms.as_ref().map(|terms| ("terms", json!(terms))));
    told
}

/// "12.50"
fn amount(money: impl fmt::Display) -> String {
    money.to_string().split(' ').next().unwrap_or_default().to_owned()
}

fn set<'k>(told: &mut Value, fields: impl IntoIterator<Item = (&'k str, Value)>) {
    for (name, value) in fields {
        told[name] = value;
    }
}
