//! Every fact comes back from a store as it was told, and those that earlier versions wrote are still read.

use domain::event::{Assurance, Event, Fact, Item, Purpose, Refund, Returned, Terms, Wording};
use domain::id::{
    BehaviourName, BenefitId, Category, ClaimId, ContactId, Locale, OfferId, OrderId, Placement, ProductId,
    SpendingId,
};
use domain::money::{Currency, Money, Points, Told};
use domain::time::{Timestamp, Zone};
use jiff::tz::TimeZone;
use service::store::sqlite::Sqlite;
use service::store::{Log, Store};

use crate::story::{at, brand, customer, event};

pub(crate) async fn every_fact_comes_back_as_it_was(store: &dyn Store) {
    let events: Vec<Event> = facts()
        .into_iter()
        .enumerate()
        .map(|(n, fact)| event(&format!("every-{n:02}"), "eve", 100 + n as i64, fact))
        .collect();
    store.append(&brand(), events.clone(), at(200)).await.unwrap();
    let mut history = store.history(&brand(), &customer("eve")).await.unwrap();
    history.sort_by_key(|event| event.at);
    assert_eq!(history, events);
}

fn facts() -> Vec<Fact> {
    let offer = OfferId::new("tasting").unwrap();
    let order = OrderId::new("o-1").unwrap();
    let claim = ClaimId::new("k-1").unwrap();
    let contact = ContactId::new("c-1").unwrap();
    let euros = |minor| Money { minor, currency: Currency::new("EUR").unwrap() };
    let returned =
        |name: &str, price| Returned { product: ProductId::new(name).unwrap(), quantity: 2, price };
    let item = |name: &str| Item {
        product: ProductId::new(name).unwrap(),
        category: None,
        quantity: u32::MAX,
        price: None,
    };
    let vinyl = Item {
        category: Some(Category::new("Vinyl & more").unwrap()),
        quantity: 2,
        price: Some(euros(i64::MAX)),
        ..item("lp \"1\"")
    };
    let behaviour = |item| Fact::Behaviour { name: BehaviourName::new("Product \"Viewed\"").unwrap(), item };
    let consent = |given| Fact::Consent { purpose: Purpose::PersonalOffers, given };
    vec![
        Fact::OrderCompleted { order: order.clone(), total: euros(1250), items: Vec::new() },
        Fact::OrderCompleted { order: order.clone(), total: euros(0), items: vec![vinyl.clone(), item("b")] },
        Fact::OrderRefunded { order: order.clone(), amount: Some(Refund::Amount(euros(250).into())) },
        Fact::OrderRefunded { order: order.clone(), amount: None },
        Fact::OrderRefunded {
            order: order.clone(),
            amount: Some(Refund::Amount(Told::parse("2.5", None).unwrap())),
        },
        Fact::OrderRefunded {
            order: order.clone(),
            amount: Some(Refund::Products(vec![
                returned("lamp", None),
                returned("tea", Some(euros(250).into())),
            ])),
        },
        Fact::OrderCancelled { order },
        behaviour(None),
        behaviour(Some(item("b"))),
        behaviour(Some(vinyl)),
        Fact::OfferShown { offer: offer.clone(), placement: Placement::new("home").unwrap() },
        Fact::OfferDeclined { offer: offer.clone() },
        Fact::OfferRestored { offer: offer.clone() },
        Fact::OfferReserved { claim: claim.clone(), offer: offer.clone(), until: at(90) },
        Fact::OfferClaimed { claim: claim.clone(), offer, until: at(90), terms: terms() },
        Fact::ClaimReleased { claim: claim.clone() },
        Fact::VoucherRedeemed { claim },
        Fact::PointsSpent { spending: SpendingId::new("s-1").unwrap(), points: Points(i64::MAX) },
        Fact::BenefitUsed { benefit: BenefitId::new("lounge").unwrap() },
        Fact::FriendInvited { friend: customer("gil") },
        Fact::ContactOpened { contact: contact.clone(), complaint: true },
        Fact::ContactOpened { contact: contact.clone(), complaint: false },
        Fact::ContactClosed { contact },
        consent(true),
        consent(false),
        Fact::ZoneReported { zone: Zone(TimeZone::get("America/St_Johns").unwrap()) },
        Fact::ZoneReported { zone: Zone::utc() },
        Fact::Identified { anonymous: customer("anon:7"), assurance: Assurance::Proven },
        Fact::Identified { anonymous: customer("anon:7"), assurance: Assurance::Asserted },
        Fact::Merged { other: customer("gil") },
        Fact::Unmerged { other: customer("gil") },
    ]
}

fn terms() -> Terms {
    let wording =
        Wording { title: "A tasting".into(), text: "For “two”.".into(), terms: Some("Once.".into()) };
    let french = Wording { title: "Dégustation".into(), text: "À deux.".into(), terms: None };
    Terms([(Locale::new("en").unwrap(), wording), (Locale::new("fr").unwrap(), french)].into())
}

#[tokio::test]
async fn facts_that_were_kept_before_products_were_known_are_still_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    Sqlite::open(&path).unwrap().close().await;
    let beside = rusqlite::Connection::open(&path).unwrap();
    for (id, fact) in [
        ("e-1", r#"{"kind":"order_completed","order":"o-1","minor":1250,"currency":"EUR"}"#),
        ("e-2", r#"{"kind":"behaviour","name":"Product Viewed"}"#),
    ] {
        let insert = "INSERT INTO events (brand, id, customer, seq, at, received, fact) VALUES ('atelier', ?1, 'ada', 1, 60000000, 60000000, ?2)";
        beside.execute(insert, [id, fact]).unwrap();
    }
    let history = Sqlite::open(&path).unwrap().history(&brand(), &customer("ada")).await.unwrap();
    let total = Money { minor: 1250, currency: Currency::new("EUR").unwrap() };
    let (order, name) = (OrderId::new("o-1").unwrap(), BehaviourName::new("Product Viewed").unwrap());
    let facts: Vec<Fact> = history.into_iter().map(|event| event.fact).collect();
    assert_eq!(
        facts,
        [Fact::OrderCompleted { order, total, items: Vec::new() }, Fact::Behaviour { name, item: None }]
    );
}

#[tokio::test]
async fn a_fact_that_cannot_be_read_is_said_so_and_spoils_nobody_elses_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let store = Sqlite::open(&path).unwrap();
    store
        .append(&brand(), vec![event("e-1", "bea", 1, facts().remove(0))], Timestamp::UNIX_EPOCH)
        .await
        .unwrap();
    let beside = rusqlite::Connection::open(&path).unwrap();
    let insert = "INSERT INTO events (brand, id, customer, seq, at, received, fact) VALUES ('atelier', 'e-2', 'ada', 2, 0, 0, ?1)";
    beside.execute(insert, [r#"{"kind":"of_a_later_version"}"#]).unwrap();
    let error = store.history(&brand(), &customer("ada")).await.unwrap_err();
    assert_eq!(error.to_string(), "a stored event cannot be read");
    assert_eq!(store.history(&brand(), &customer("bea")).await.unwrap().len(), 1);
}
