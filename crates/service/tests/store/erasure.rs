//! Who asked to be erased is gone from everywhere, and what happened before does not come back.

use std::path::PathBuf;
use std::sync::Arc;

use domain::decision::Choice;
use domain::event::{Assurance, Event, Fact, Terms};
use domain::id::{BrandId, ClaimId, CustomerId, OfferId, OrderId, Placement, SpendingId};
use domain::money::{Currency, Money, Points};
use domain::time::Zone;
use serde_json::json;
use service::door::{Fault, Strength};
use service::store::sqlite::Sqlite;
use service::store::{Actor, Booked, Care, Chosen, Deed, Held, Kept, Log, SessionRow, Store, Sums};

use crate::postgres;
use crate::server::database;
use crate::story::{at, customer, event, viewed};

pub(crate) async fn who_was_erased_is_gone(store: &dyn Store) {
    let (brand, elsewhere) = (named("erasing"), named("erasing-elsewhere"));
    everything(store, &brand).await;
    store.append(&elsewhere, vec![viewed("e-1", "ada", 1)], at(50)).await.unwrap();

    let erasure =
        store.erase(&brand, &customer("ada"), at(100), &Zone::utc(), Actor::Customer).await.unwrap();
    assert_eq!(erasure.names, 3, "ada, who was merged into her, and the visitor she had been");

    for name in ["ada", "ada-2", "anon:ada"] {
        assert_eq!(store.history(&brand, &customer(name)).await.unwrap(), [], "{name}");
        let memory = store.recall(&brand, &customer(name)).await.unwrap();
        assert_eq!((memory.history.len(), memory.invitations.len(), memory.names.len()), (0, 0, 1), "{name}");
    }
    for name in ["bea", "cid"] {
        let memory = store.recall(&brand, &customer(name)).await.unwrap();
        let texts: Vec<String> = memory.history.iter().map(|event| format!("{event:?}")).collect();
        assert!(!texts.is_empty() && !texts.iter().any(|text| text.contains("ada")), "{texts:?}");
        assert!(!format!("{:?}", memory.invitations).contains("ada"), "{name}");
    }
    assert_eq!(store.tallies(&brand, at(100), at(0)).await.unwrap().len(), 0);
    assert_eq!(store.session(&[7; 32], at(101)).await.unwrap(), None);
    assert_eq!(store.choices(&brand, None, 10).await.unwrap(), []);
    assert_eq!(store.held(&brand, 0, 10).await.unwrap(), []);
    assert_eq!(store.customers(&brand, None, 10).await.unwrap(), [customer("bea"), customer("cid")]);
    assert_eq!(store.history(&elsewhere, &customer("ada")).await.unwrap().len(), 1, "another brand's");
    assert!(drifted(store, &brand).await.is_empty());
}

pub(crate) async fn the_books_stay_and_name_nobody(store: &dyn Store) {
    let brand = named("erasing-books");
    let books = |entries: Vec<Booked>| -> Vec<String> {
        let line = |entry: Booked| {
            let Booked { day, kind, currency, entries, amount } = entry;
            format!("{day} {} {entries}: {amount} {}", kind.word(), currency.unwrap_or_default())
        };
        entries.into_iter().map(line).collect()
    };
    let one = vec![
        ordered("o-1", "ada", 1, 1000),
        ordered("o-2", "ada", 2, 500),
        event("r-1", "ada", 3, Fact::OrderRefunded { order: order("o-2"), amount: None }),
        event(
            "s-1",
            "ada",
            4,
            Fact::PointsSpent { spending: SpendingId::new("s-1").unwrap(), points: Points(30) },
        ),
        viewed("e-1", "ada", 5),
    ];
    store.append(&brand, one, at(10)).await.unwrap();
    store.append(&brand, vec![ordered("o-3", "bea", 6, 250)], at(10)).await.unwrap();
    for name in ["ada", "bea"] {
        store.erase(&brand, &customer(name), at(20), &Zone::utc(), Actor::SecretKey).await.unwrap();
    }
    assert_eq!(
        books(store.books(&brand).await.unwrap()),
        ["1970-01-01 orders 3: 1750 EUR", "1970-01-01 points_spent 1: 30 ", "1970-01-01 refunds 1: 500 EUR"]
    );
    store.erase(&brand, &customer("ada"), at(30), &Zone::utc(), Actor::SecretKey).await.unwrap();
    assert_eq!(store.books(&brand).await.unwrap().len(), 3, "nothing is booked twice");
}

pub(crate) async fn what_was_redeemed_stays_taken(store: &dyn Store) {
    let (brand, offer) = (named("erasing-stock"), OfferId::new("tote").unwrap());
    let claimed = |n: i64, who: &str| {
        let claim = ClaimId::new(format!("k-{n}")).unwrap();
        let (until, terms) = (at(500), Terms::default());
        event(&format!("k-{n}"), who, n, Fact::OfferClaimed { claim, offer: offer.clone(), until, terms })
    };
    let redeemed = |n: i64, who: &str| {
        let claim = ClaimId::new(format!("k-{n}")).unwrap();
        event(&format!("r-{n}"), who, n + 10, Fact::VoucherRedeemed { claim })
    };
    let events = vec![
        claimed(1, "ada"),
        redeemed(1, "ada"),
        claimed(2, "ada"),
        claimed(3, "bea"),
        redeemed(3, "bea"),
        claimed(4, "cid"),
        redeemed(4, "cid"),
        event("m-1", "ada", 30, Fact::Merged { other: customer("ada-2") }),
        claimed(5, "ada-2"),
        redeemed(5, "ada-2"),
    ];
    store.append(&brand, events, at(40)).await.unwrap();
    let taken = async || store.tallies(&brand, at(50), at(0)).await.unwrap()[&offer].held;
    assert_eq!(taken().await, 5);
    for (name, left) in [("ada", 4), ("cid", 4)] {
        store.erase(&brand, &customer(name), at(100), &Zone::utc(), Actor::Customer).await.unwrap();
        assert_eq!(taken().await, left, "what {name} only claimed is free again, what was redeemed is not");
    }
    store.erase(&brand, &customer("cid"), at(110), &Zone::utc(), Actor::Customer).await.unwrap();
    assert_eq!(taken().await, 4, "nothing is counted twice");
    assert!(drifted(store, &brand).await.is_empty());
    store.rebuild(&brand, true).await.unwrap();
    assert_eq!(taken().await, 4);
}

pub(crate) async fn what_happened_before_an_erasure_does_not_come_back(store: &dyn Store) {
    let brand = named("erasing-again");
    let before = vec![viewed("e-1", "ada", 1), viewed("e-2", "ada", 99)];
    store.append(&brand, before.clone(), at(100)).await.unwrap();
    store.erase(&brand, &customer("ada"), at(100), &Zone::utc(), Actor::Command).await.unwrap();

    assert_eq!(store.append(&brand, before, at(200)).await.unwrap(), [Kept::Erased; 2]);
    let friend = Fact::FriendInvited { friend: customer("ada") };
    let names_her = vec![event("i-1", "cid", 50, friend.clone()), event("i-2", "cid", 150, friend)];
    assert_eq!(store.append(&brand, names_her, at(200)).await.unwrap(), [Kept::Erased, Kept::New]);
    let after = vec![viewed("e-1", "ada", 101), viewed("e-9", "bea", 1)];
    assert_eq!(store.append(&brand, after, at(200)).await.unwrap(), [Kept::New, Kept::New]);
    assert_eq!(store.history(&brand, &customer("ada")).await.unwrap(), [viewed("e-1", "ada", 101)]);

    // What was still being reckoned while she left is not kept either.
    store.log_choices(&brand, vec![chosen("ada", 90), chosen("bea", 90)]).await.unwrap();
    let kept = store.choices(&brand, None, 10).await.unwrap();
    assert_eq!(kept.into_iter().map(|chosen| chosen.customer).collect::<Vec<_>>(), [customer("bea")]);
}

pub(crate) async fn on_a_shared_device_others_stay(store: &dyn Store) {
    let brand = named("erasing-shared");
    let identified = |id: &str, who: &str, minute| {
        event(
            id,
            who,
            minute,
            Fact::Identified { anonymous: customer("anon:kiosk"), assurance: Assurance::Proven },
        )
    };
    let events = vec![
        viewed("k-1", "anon:kiosk", 1),
        identified("i-1", "ada", 10),
        viewed("k-2", "anon:kiosk", 15),
        identified("i-2", "bea", 20),
        viewed("k-3", "anon:kiosk", 30),
    ];
    store.append(&brand, events, at(40)).await.unwrap();
    store.erase(&brand, &customer("bea"), at(50), &Zone::utc(), Actor::Customer).await.unwrap();
    let left = |name: &'static str| async {
        let history = store.recall(&brand, &customer(name)).await.unwrap().history;
        let mut ids: Vec<String> = history.iter().map(|event| event.id.to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(left("ada").await, ["i-1", "k-1"], "what may have been either's is gone");
    assert_eq!(left("anon:kiosk").await, ["k-3"], "of whom sits there now nobody said anything");
    assert!(drifted(store, &brand).await.is_empty());
}

pub(crate) async fn every_erasure_is_in_the_audit(store: &dyn Store) {
    let brand = named("erasing-audited");
    for (name, actor) in [("ada", Actor::Customer), ("bea", Actor::Agent), ("ada", Actor::Command)] {
        store.erase(&brand, &customer(name), at(5), &Zone::utc(), actor).await.unwrap();
    }
    let entries = store.noted(&brand, None, None, 10).await.unwrap();
    let actors: Vec<Actor> = entries.iter().map(|entry| entry.actor).collect();
    assert_eq!(actors, [Actor::Command, Actor::Agent, Actor::Customer], "newest first");
    assert!(entries.iter().all(|entry| entry.deed == Deed::Erase && entry.at == at(5)));
    assert!(!format!("{entries:?}").contains("ada"));
    assert_eq!(entries[0].subject, entries[2].subject);
    assert_ne!(entries[0].subject, entries[1].subject);
    let about = store.noted(&brand, Some(&customer("ada")), None, 10).await.unwrap();
    assert_eq!(about, [entries[0].clone(), entries[2].clone()]);
    let older = store.noted(&brand, None, Some(entries[1].number), 1).await.unwrap();
    assert_eq!(older, [entries[2].clone()]);
}

/// What there can be of a customer.
async fn everything(store: &dyn Store, brand: &BrandId) {
    let claim = Fact::OfferClaimed {
        claim: ClaimId::new("k-1").unwrap(),
        offer: OfferId::new("tote").unwrap(),
        until: at(500),
        terms: Terms::default(),
    };
    let events = vec![
        viewed("v-1", "anon:ada", 1),
        event(
            "i-1",
            "ada",
            2,
            Fact::Identified { anonymous: customer("anon:ada"), assurance: Assurance::Proven },
        ),
        ordered("o-1", "ada", 3, 1000),
        ordered("o-2", "ada-2", 4, 500),
        event("m-1", "ada", 5, Fact::Merged { other: customer("ada-2") }),
        event("m-2", "cid", 6, Fact::Merged { other: customer("ada-2") }),
        event("m-3", "cid", 7, Fact::Unmerged { other: customer("ada-2") }),
        event("k-1", "ada", 8, claim),
        event("f-1", "ada", 9, Fact::FriendInvited { friend: customer("bea") }),
        event("f-2", "cid", 10, Fact::FriendInvited { friend: customer("ada") }),
        event("f-3", "cid", 11, Fact::FriendInvited { friend: customer("bea") }),
        ordered("o-3", "bea", 12, 100),
    ];
    let kept = store.append(brand, events, at(50)).await.unwrap();
    assert!(kept.iter().all(|kept| *kept == Kept::New));
    let (brand_id, identity) = (brand.clone(), "jti-erased".to_owned());
    let row = SessionRow {
        token_hash: [7; 32],
        brand: brand_id,
        customer: customer("ada-2"),
        expires: at(900),
        identity,
    };
    assert!(store.open_session(row).await.unwrap());
    store.log_choices(brand, vec![chosen("ada", 20)]).await.unwrap();
    let held = Held {
        digest: [9; 32],
        received: at(40),
        strength: Strength::Public,
        customer: Some(customer("ada")),
        message: json!({ "userId": "ada" }),
        fault: Fault { field: "event".to_owned(), value: String::new(), rule: "must be given".to_owned() },
    };
    store.hold(brand, vec![held], at(40)).await.unwrap();
    assert_eq!(store.tallies(brand, at(100), at(0)).await.unwrap().len(), 1);
    assert_eq!(store.recall(brand, &customer("ada")).await.unwrap().names.len(), 3);
}

/// The sums that are not as the log says.
pub(crate) async fn drifted(store: &(impl Sums + ?Sized), brand: &BrandId) -> Vec<&'static str> {
    let drifts = store.rebuild(brand, false).await.unwrap();
    drifts.into_iter().filter(|drift| drift.wrong > 0).map(|drift| drift.sum).collect()
}

fn chosen(who: &str, minute: i64) -> Chosen {
    Chosen {
        customer: customer(who),
        placement: Placement::new("home").unwrap(),
        day: Zone::utc().day(at(minute)),
        at: at(minute),
        looked_until: at(minute + 1000),
        choice: Choice {
            offer: OfferId::new("tote").unwrap(),
            shown: true,
            propensity: 0.5,
            held_out: false,
        },
    }
}

pub(crate) fn ordered(id: &str, who: &str, minute: i64, minor: i64) -> Event {
    let total = Money { minor, currency: Currency::new("EUR").unwrap() };
    event(id, who, minute, Fact::OrderCompleted { order: order(id), total, items: Vec::new() })
}

fn order(id: &str) -> OrderId {
    OrderId::new(id).unwrap()
}

fn named(brand: &str) -> BrandId {
    BrandId::new(brand).unwrap()
}

#[tokio::test]
async fn a_restored_backup_is_erased_again() {
    let folder = tempfile::tempdir().unwrap();
    let [path, backup] = ["events.db", "backup.db"].map(|name| folder.path().join(name));
    let open = async |path: &PathBuf| Arc::new(Sqlite::open(path).unwrap()) as Arc<dyn Store>;
    let copy = async || {
        std::fs::copy(&path, &backup).unwrap();
    };
    erases_again(open, &path, copy, &backup, &Sqlite::in_memory().unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_of_a_server_is_erased_again() {
    let (Some(url), Some(other)) = (database().await, database().await) else { return };
    let backup = format!("{url}_backup");
    let open = async |url: &String| postgres::open(url).await;
    let copy = async || {
        let [was, is] = [&url, &backup].map(|url| url.rsplit('/').next().unwrap());
        let copy = format!("CREATE DATABASE {is} TEMPLATE {was}");
        postgres::connect(&other).await.batch_execute(&copy).await.unwrap();
    };
    erases_again(open, &url, copy, &backup, &*postgres::open(&other).await).await;
}

/// A backup is made, somebody is erased, the backup is put in place, and the list of erasures is applied to it.
async fn erases_again<P>(
    open: impl AsyncFn(&P) -> Arc<dyn Store>,
    place: &P,
    copy: impl AsyncFnOnce(),
    backup: &P,
    other: &dyn Store,
) {
    let brand = named("erasing");
    let store = open(place).await;
    everything(&*store, &brand).await;
    store.append(&brand, vec![viewed("late", "dan", 1)], at(60)).await.unwrap();
    store.close().await;
    copy().await;

    let store = open(place).await;
    store.erase(&brand, &customer("ada"), at(100), &Zone::utc(), Actor::Customer).await.unwrap();
    let list = store.erasures(&brand).await.unwrap();
    assert_eq!(list.names.len(), 3);
    store.close().await;

    let restored = open(backup).await;
    restored.append(&brand, vec![viewed("new", "ada", 150)], at(150)).await.unwrap();
    assert!(restored.history(&brand, &customer("ada")).await.unwrap().len() > 1);
    let again = restored.erase_again(&brand, &list, &Zone::utc()).await.unwrap().unwrap();
    assert!(again.events >= 8, "{again:?}");
    assert_eq!(restored.history(&brand, &customer("ada")).await.unwrap(), [viewed("new", "ada", 150)]);
    for name in ["ada-2", "anon:ada"] {
        assert_eq!(restored.history(&brand, &customer(name)).await.unwrap(), [], "{name}");
    }
    assert_eq!(restored.history(&brand, &customer("dan")).await.unwrap().len(), 1);
    assert_eq!(restored.books(&brand).await.unwrap().len(), 1);
    assert!(drifted(&*restored, &brand).await.is_empty());
    let retried = restored.append(&brand, vec![ordered("o-1", "ada", 3, 1000)], at(200)).await.unwrap();
    assert_eq!(retried, [Kept::Erased]);
    assert_eq!(other.erase_again(&brand, &list, &Zone::utc()).await.unwrap(), None, "another secret");
}

#[tokio::test]
async fn no_byte_of_a_name_is_left_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let (brand, name) = (named("erasing"), "ada.lovelace@mail.example");
    let store = Sqlite::open(&path).unwrap();
    let others = (0..400).map(|n| viewed(&format!("b-{n}"), &format!("bea-{n}"), n));
    store.append(&brand, others.collect(), at(500)).await.unwrap();
    let hers: Vec<Event> = (0..200).map(|n| viewed(&format!("a-{n}"), name, n)).collect();
    store.append(&brand, hers, at(500)).await.unwrap();
    let friend = Fact::FriendInvited { friend: CustomerId::new(name).unwrap() };
    store.append(&brand, vec![event("f-1", "bea-7", 9, friend)], at(500)).await.unwrap();
    store.close().await;
    let holds = |what: &str| {
        let bytes = std::fs::read(&path).unwrap();
        bytes.windows(what.len()).any(|window| window == what.as_bytes())
    };
    assert!(holds(name));

    let store = Sqlite::open(&path).unwrap();
    store
        .erase(&brand, &CustomerId::new(name).unwrap(), at(600), &Zone::utc(), Actor::Command)
        .await
        .unwrap();
    store.close().await;
    assert!(!holds(name) && holds("bea-7"));
}
