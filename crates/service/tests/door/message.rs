//! An event as a message: sent through the door again, it is the same event.

use contract::event::Message;
use domain::event::{Assurance, Event, Fact, Item, Purpose, Refund, Returned};
use domain::id::{
    BehaviourName, BenefitId, Category, ClaimId, ContactId, CustomerId, EventId, OfferId, OrderId, Placement,
    ProductId, SpendingId,
};
use domain::money::{Currency, Money, Points, Told};
use domain::time::{Timestamp, Zone};
use jiff::tz::TimeZone;
use serde_json::json;
use service::door::{Arrival, Strength, message, read};

fn event(customer: &str, fact: Fact) -> Event {
    let at: Timestamp = "1998-06-30T09:00:00.25Z".parse().unwrap();
    let (id, customer) = (EventId::new("m-1").unwrap(), CustomerId::new(customer).unwrap());
    Event { id, customer, at, fact }
}

fn money(minor: i64, currency: &str) -> Money {
    Money { minor, currency: Currency::new(currency).unwrap() }
}

/// Every fact that can be reported.
fn reported() -> Vec<Fact> {
    let name = |name: &str| BehaviourName::new(name).unwrap();
    let order = OrderId::new("o-1").unwrap();
    let contact = ContactId::new("c-1").unwrap();
    let offer = OfferId::new("tote").unwrap();
    let other = |name: &str| CustomerId::new(name).unwrap();
    let lamp = |price| Item {
        product: ProductId::new("lamp").unwrap(),
        category: Some(Category::new("Light & air").unwrap()),
        quantity: 3,
        price,
    };
    let returned = |price| Returned { product: ProductId::new("lamp").unwrap(), quantity: 2, price };
    let bare = Item { category: None, ..lamp(None) };
    let consent = |given| Fact::Consent { purpose: Purpose::PersonalOffers, given };
    vec![
        Fact::OrderCompleted { order: order.clone(), total: money(1250, "EUR"), items: vec![] },
        Fact::OrderCompleted {
            order: order.clone(),
            total: money(1_000_000_001, "JPY"),
            items: vec![lamp(Some(money(7, "JPY"))), bare.clone()],
        },
        Fact::OrderRefunded { order: order.clone(), amount: Some(Refund::Amount(money(5, "KWD").into())) },
        Fact::OrderRefunded { order: order.clone(), amount: None },
        Fact::OrderRefunded {
            order: order.clone(),
            amount: Some(Refund::Amount(Told::parse("4.05", None).unwrap())),
        },
        Fact::OrderRefunded {
            order: order.clone(),
            amount: Some(Refund::Products(vec![returned(None), returned(Some(money(5, "KWD").into()))])),
        },
        Fact::OrderRefunded {
            order: order.clone(),
            amount: Some(Refund::Products(vec![
                returned(Some(Told::parse("0.5", None).unwrap())),
                returned(None),
            ])),
        },
        Fact::OrderCancelled { order },
        Fact::Behaviour { name: name("Wish List \"Shared\""), item: None },
        Fact::Behaviour { name: name("Page Viewed"), item: None },
        Fact::Behaviour { name: name("Product Viewed"), item: Some(lamp(Some(money(1999, "EUR")))) },
        Fact::Behaviour { name: name("Product Added"), item: Some(bare) },
        Fact::OfferShown { offer: offer.clone(), placement: Placement::new("home").unwrap() },
        Fact::OfferDeclined { offer },
        Fact::VoucherRedeemed { claim: ClaimId::new("k-1").unwrap() },
        Fact::PointsSpent { spending: SpendingId::new("s-1").unwrap(), points: Points(30) },
        Fact::BenefitUsed { benefit: BenefitId::new("table").unwrap() },
        Fact::FriendInvited { friend: other("bea") },
        Fact::ContactOpened { contact: contact.clone(), complaint: true },
        Fact::ContactOpened { contact: contact.clone(), complaint: false },
        Fact::ContactClosed { contact },
        consent(true),
        consent(false),
        Fact::ZoneReported { zone: Zone(TimeZone::get("Europe/Paris").unwrap()) },
        Fact::Identified { anonymous: other("anon:7f3c"), assurance: Assurance::Proven },
        Fact::Identified { anonymous: other("anon:7f3c"), assurance: Assurance::Asserted },
    ]
}

fn through_the_door(message: &Message) -> Vec<Event> {
    let now = "1998-07-01T00:00:00Z".parse().unwrap();
    let currency = Currency::new("USD").unwrap();
    let arrival = Arrival { strength: Strength::Secret, currency, received: None, now };
    read(message, &arrival).unwrap_or_else(|fault| panic!("{fault:?}"))
}

#[test]
fn what_was_reported_goes_through_the_door_again_and_is_the_same() {
    for fact in reported() {
        let told = event("ada", fact);
        assert_eq!(through_the_door(&message(&told)), [told]);
    }
}

#[test]
fn a_merge_goes_through_the_door_again_as_an_alias_of_which_kind_nobody_says() {
    let told = event("ada", Fact::Merged { other: CustomerId::new("bea").unwrap() });
    let read = through_the_door(&message(&told));
    let (anonymous, assurance) = (CustomerId::new("anon:bea").unwrap(), Assurance::Proven);
    assert_eq!(read[0], told);
    let facts: Vec<_> = read[1..].iter().map(|event| &event.fact).collect();
    assert_eq!(facts, [&Fact::Identified { anonymous, assurance }]);
}

#[test]
fn a_visitor_stays_one() {
    let looked = Fact::Behaviour { name: BehaviourName::new("Page Viewed").unwrap(), item: None };
    let told = event("anon:7f3c", looked);
    let message = message(&told);
    assert_eq!((&message.user_id, &message.anonymous_id), (&None, &Some(json!("7f3c"))));
    assert_eq!(through_the_door(&message), [told]);
}

#[test]
fn what_the_service_says_by_itself_is_told_by_names_of_its_own() {
    let (claim, offer) = (ClaimId::new("k-1").unwrap(), OfferId::new("tote").unwrap());
    let until = "1998-07-30T04:00:00Z".parse().unwrap();
    let names = [
        Fact::OfferReserved { claim: claim.clone(), offer: offer.clone(), until },
        Fact::OfferClaimed { claim: claim.clone(), offer: offer.clone(), until, terms: Default::default() },
        Fact::ClaimReleased { claim },
        Fact::OfferRestored { offer },
        Fact::Unmerged { other: CustomerId::new("bea").unwrap() },
    ]
    .map(|fact| message(&event("ada", fact)).event.unwrap());
    let expected =
        ["Offer Reserved", "Offer Claimed", "Claim Released", "Offer Restored", "Customer Unmerged"];
    assert_eq!(names, expected.map(|name| json!(name)));
}
