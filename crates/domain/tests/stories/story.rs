//! Reads a history such as `1998-01-05 bought 30.00; 1998-02-01 refunded o-1; 1998-03-01 claimed your-chair`.
//!
//! A moment is a day (noon), a day and a time (`1998-01-05T23:30`), both in the zone, or an instant (`…Z`). Orders are
//! called `o-1`, `o-2`, … and claims `c-1`, `c-2`, … in the order in which they are told; a payment of points is called
//! `s-` and its instant.

use std::collections::BTreeMap;

use domain::event::{Event, Fact, Purpose, Refund, Terms, Wording};
use domain::id::{
    BenefitId, ClaimId, ContactId, CustomerId, EventId, Locale, OfferId, OrderId, Placement, SpendingId,
};
use domain::money::{Currency, Money, Points};
use domain::profile::Profile;
use domain::time::{Date, Timestamp, Zone, plus};

/// The zone of most stories.
pub(crate) fn new_york() -> Zone {
    zone("America/New_York")
}

pub(crate) fn zone(name: &str) -> Zone {
    Zone(jiff::tz::TimeZone::get(name).unwrap())
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no day"))
}

/// An instant, in New York where it does not say.
pub(crate) fn at(text: &str) -> Timestamp {
    moment(&new_york(), text)
}

pub(crate) fn usd(text: &str) -> Money {
    money(text, "USD")
}

pub(crate) fn money(text: &str, currency: &str) -> Money {
    Money::parse(text, Currency::new(currency).unwrap()).unwrap()
}

/// What is known of the customer of a history when a day ends in New York.
pub(crate) fn profile(history: &str, today: &str) -> Profile {
    Profile::as_of(at(&format!("{today}T23:59:59")), events(history))
}

/// The same for a zone.
pub(crate) fn profile_in(zone: &Zone, history: &str, today: &str) -> Profile {
    Profile::as_of(moment(zone, &format!("{today}T23:59:59")), events_in(zone, history))
}

pub(crate) fn events(history: &str) -> Vec<Event> {
    events_in(&new_york(), history)
}

pub(crate) fn events_in(zone: &Zone, history: &str) -> Vec<Event> {
    let (mut orders, mut claims) = (0, 0);
    let told = history.split([';', '\n']).map(str::trim).filter(|told| !told.is_empty());
    let event = |(index, told): (usize, &str)| {
        let (when, deed) =
            told.split_once(' ').unwrap_or_else(|| panic!("`{told}` needs a moment and a deed"));
        let at = moment(zone, when);
        let fact = fact(zone, at, deed, &mut orders, &mut claims);
        Event {
            id: EventId::new(format!("e-{index}")).unwrap(),
            customer: CustomerId::new("ada").unwrap(),
            at,
            fact,
        }
    };
    told.enumerate().map(event).collect()
}

fn fact(zone: &Zone, at: Timestamp, deed: &str, orders: &mut usize, claims: &mut usize) -> Fact {
    let words: Vec<&str> = deed.split_whitespace().collect();
    match words[..] {
        ["bought", amount] => {
            Fact::OrderCompleted { order: next_order(orders), total: usd(amount), items: Vec::new() }
        }
        ["bought", amount, currency] => Fact::OrderCompleted {
            order: next_order(orders),
            total: money(amount, currency),
            items: Vec::new(),
        },
        ["refunded", order] => Fact::OrderRefunded { order: OrderId::new(order).unwrap(), amount: None },
        ["refunded", order, amount] => given_back(order, usd(amount)),
        ["refunded", order, amount, currency] => given_back(order, money(amount, currency)),
        ["cancelled", order] => Fact::OrderCancelled { order: OrderId::new(order).unwrap() },
        ["spent", points] => Fact::PointsSpent {
            spending: SpendingId::new(format!("s-{at}")).unwrap(),
            points: Points(points.parse().unwrap()),
        },
        ["used", benefit] => Fact::BenefitUsed { benefit: BenefitId::new(benefit).unwrap() },
        ["saw", offer] => {
            Fact::OfferShown { offer: offer_id(offer), placement: Placement::new("home").unwrap() }
        }
        ["claimed", offer] => claimed(claims, offer, zone.end(plus(zone.day(at), 30))),
        ["claimed", offer, "until", until] => claimed(claims, offer, moment(zone, until)),
        ["reserved", offer, "until", until] => {
            let claim = next_claim(claims);
            Fact::OfferReserved { claim, offer: offer_id(offer), until: moment(zone, until) }
        }
        ["reserved", claim, offer, "until", until] => Fact::OfferReserved {
            claim: ClaimId::new(claim).unwrap(),
            offer: offer_id(offer),
            until: moment(zone, until),
        },
        ["confirmed", claim, offer] => Fact::OfferClaimed {
            claim: ClaimId::new(claim).unwrap(),
            offer: offer_id(offer),
            until: zone.end(plus(zone.day(at), 30)),
            terms: self::words(offer),
        },
        ["released", claim] => Fact::ClaimReleased { claim: ClaimId::new(claim).unwrap() },
        ["redeemed", claim] => Fact::VoucherRedeemed { claim: ClaimId::new(claim).unwrap() },
        ["declined", offer] => Fact::OfferDeclined { offer: offer_id(offer) },
        ["restored", offer] => Fact::OfferRestored { offer: offer_id(offer) },
        ["complained", matter] => raised(matter, true),
        ["asked", matter] => raised(matter, false),
        ["settled", matter] => Fact::ContactClosed { contact: ContactId::new(matter).unwrap() },
        ["objected"] => Fact::Consent { purpose: Purpose::PersonalOffers, given: false },
        ["agreed"] => Fact::Consent { purpose: Purpose::PersonalOffers, given: true },
        ["moved", name] => Fact::ZoneReported { zone: self::zone(name) },
        ["did", ..] => Fact::Behaviour {
            name: domain::id::BehaviourName::new(words[1..].join(" ")).unwrap(),
            item: None,
        },
        _ => panic!("nobody knows how `{deed}` is done"),
    }
}

fn raised(matter: &str, complaint: bool) -> Fact {
    Fact::ContactOpened { contact: ContactId::new(matter).unwrap(), complaint }
}

fn next_order(orders: &mut usize) -> OrderId {
    *orders += 1;
    OrderId::new(format!("o-{orders}")).unwrap()
}

fn claimed(claims: &mut usize, offer: &str, until: Timestamp) -> Fact {
    Fact::OfferClaimed { claim: next_claim(claims), offer: offer_id(offer), until, terms: words(offer) }
}

fn next_claim(claims: &mut usize) -> ClaimId {
    *claims += 1;
    ClaimId::new(format!("c-{claims}")).unwrap()
}

/// The words of an offer that is called so.
pub(crate) fn words(title: &str) -> Terms {
    let wording = Wording { title: title.to_owned(), text: String::new(), terms: None };
    Terms(BTreeMap::from([(Locale::new("en").unwrap(), wording)]))
}

pub(crate) fn offer_id(text: &str) -> OfferId {
    OfferId::new(text).unwrap()
}

fn moment(zone: &Zone, text: &str) -> Timestamp {
    if text.ends_with('Z') {
        return text.parse().unwrap_or_else(|_| panic!("`{text}` is no instant"));
    }
    let noon = format!("{text}T12:00");
    let local = if text.contains('T') { text } else { &noon };
    let local: jiff::civil::DateTime = local.parse().unwrap_or_else(|_| panic!("`{text}` is no moment"));
    zone.0.to_timestamp(local).unwrap()
}

fn given_back(order: &str, amount: Money) -> Fact {
    Fact::OrderRefunded { order: OrderId::new(order).unwrap(), amount: Some(Refund::Amount(amount.into())) }
}
