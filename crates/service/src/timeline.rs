//! What happened to a person, newest first, for an agent to read.

use std::cmp::Reverse;

use contract::people::{Happened, Timeline};
use domain::event::{Assurance, Event, Fact, Item, Refund};
use domain::id::CustomerId;
use domain::time::{Timestamp, Zone};

use crate::error::Error;

/// So many things are on a page where nothing is said.
const PAGE: usize = 50;

/// So many are on a page at most.
const MOST: usize = 200;

/// A page of what happened: so many at most, before what the page before ended with.
///
/// # Errors
/// [`Error::Invalid`] where the page is none.
pub fn page(
    customer: &CustomerId,
    mut history: Vec<Event>,
    zone: &Zone,
    limit: Option<&str>,
    before: Option<&str>,
) -> Result<Timeline, Error> {
    let limit = limit.map_or(Ok(PAGE), most)?;
    let before = before.map(place).transpose()?;
    history.sort_by_key(|event| Reverse(key(event)));
    let older = |event: &Event| before.as_ref().is_none_or(|(at, name)| key(event) < (*at, name.clone()));
    let mut happened: Vec<Event> = history.into_iter().filter(older).take(limit + 1).collect();
    let more = happened.len() > limit;
    happened.truncate(limit);
    Ok(Timeline {
        customer: customer.to_string(),
        before: happened.last().filter(|_| more).map(|last| format!("{}~{}", last.at, named(last))),
        happened: happened.iter().map(|event| told(event, zone)).collect(),
    })
}

fn key(event: &Event) -> (Timestamp, String) {
    (event.at, named(event))
}

/// What tells events of one instant apart.
fn named(event: &Event) -> String {
    format!("{} {}", event.id, event.customer)
}

fn most(text: &str) -> Result<usize, Error> {
    let limit = text.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| Error::field("limit", text, "must be a whole number from 1 to 200"))
}

fn place(text: &str) -> Result<(Timestamp, String), Error> {
    let place = text.split_once('~').and_then(|(at, name)| Some((at.parse().ok()?, name.to_owned())));
    place.ok_or_else(|| Error::field("before", text, "must be the `before` of the page that came before"))
}

fn told(event: &Event, zone: &Zone) -> Happened {
    let (what, text) = words(&event.fact);
    Happened {
        at: event.at.to_string(),
        on: zone.day(event.at).to_string(),
        name: event.customer.to_string(),
        what: what.to_owned(),
        text,
    }
}

/// What it was, in a word for machines and in a sentence for people.
fn words(fact: &Fact) -> (&'static str, String) {
    match fact {
        Fact::OrderCompleted { order, total, items } => {
            ("order_completed", format!("Order {order} for {total}{}", list(items)))
        }
        Fact::OrderRefunded { order, amount: Some(Refund::Amount(amount)) } => {
            ("order_refunded", format!("{amount} of order {order} given back"))
        }
        Fact::OrderRefunded { order, amount: Some(Refund::Products(products)) } => {
            let list = products.iter().map(|line| format!("{} {}", line.quantity, line.product));
            let list = list.collect::<Vec<_>>().join(", ");
            ("order_refunded", format!("{list} of order {order} given back"))
        }
        Fact::OrderRefunded { order, amount: None } => {
            ("order_refunded", format!("All that was left of order {order} given back"))
        }
        Fact::OrderCancelled { order } => ("order_cancelled", format!("Order {order} cancelled")),
        Fact::Behaviour { name, item } => ("behaviour", format!("{name}{}", list(item.as_slice()))),
        Fact::OfferShown { offer, placement } => ("offer_shown", format!("Saw offer {offer} in {placement}")),
        Fact::OfferReserved { offer, .. } => ("offer_reserved", format!("Offer {offer} set aside")),
        Fact::OfferClaimed { offer, .. } => ("offer_claimed", format!("Claimed offer {offer}")),
        Fact::ClaimReleased { claim } => ("claim_released", format!("Gave back claim {claim}")),
        Fact::OfferDeclined { offer } => ("offer_declined", format!("Declined offer {offer}")),
        Fact::OfferRestored { offer } => ("offer_restored", format!("Took back that they declined {offer}")),
        Fact::VoucherRedeemed { claim } => ("voucher_redeemed", format!("Used the voucher of claim {claim}")),
        Fact::PointsSpent { spending, points } => {
            ("points_spent", format!("Spent {} points, payment {spending}", points.0))
        }
        Fact::BenefitUsed { benefit } => ("benefit_used", format!("Used benefit {benefit}")),
        // Who the friend is, is theirs.
        Fact::FriendInvited { .. } => ("friend_invited", "Invited a friend".to_owned()),
        Fact::ContactOpened { contact, complaint: true } => {
            ("contact_opened", format!("Complained: {contact}"))
        }
        Fact::ContactOpened { contact, complaint: false } => {
            ("contact_opened", format!("Asked about something: {contact}"))
        }
        Fact::ContactClosed { contact } => ("contact_closed", format!("Settled: {contact}")),
        Fact::Consent { given: true, .. } => ("consent_given", "Allowed personal offers".to_owned()),
        Fact::Consent { given: false, .. } => ("consent_withdrawn", "Objected to personal offers".to_owned()),
        Fact::ZoneReported { zone } => {
            ("zone_reported", format!("Lives by the clock of {}", zone.0.iana_name().unwrap_or("UTC")))
        }
        Fact::Identified { assurance: Assurance::Proven, .. } => {
            ("identified", "Said who they are, on a device".to_owned())
        }
        Fact::Identified { assurance: Assurance::Asserted, .. } => {
            ("identified", "A page said that it was them, on a device; nobody has checked it".to_owned())
        }
        Fact::Merged { other } => ("merged", format!("Found to be the same person as {other}")),
        Fact::Unmerged { other } => ("unmerged", format!("Found not to be the same person as {other}")),
    }
}

fn list(items: &[Item]) -> String {
    let items: Vec<String> =
        items.iter().map(|item| format!("{} × {}", item.quantity, item.product)).collect();
    if items.is_empty() { String::new() } else { format!(": {}", items.join(", ")) }
}
