//! Who invited whom is remembered beside the log, and is what the log says.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, Fact};
use domain::id::{CustomerId, OrderId};
use domain::money::{Currency, Money};
use domain::profile::Profile;
use domain::referral::{Invitation, Side};
use service::memory::Memory;
use service::store::Store;
use service::store::sqlite::Sqlite;

use crate::story::{at, brand, customer, event, viewed};

pub(crate) async fn invitations_are_remembered(store: &dyn Store) {
    let keep = |events| async { store.append(&brand(), events, at(100)).await.unwrap() };
    keep(vec![viewed("alone", "gus", 1)]).await;
    let alone = recall(store, "gus").await;
    assert_eq!((alone.history.len(), alone.invitations.len(), alone.purchases.len()), (1, 0, 0));

    // Fay was first invited by Hal, which is known last; Ida's second invitation of her changes nothing.
    keep(vec![invited("i-1", "ida", "fay", 20), invited("i-2", "ida", "fay", 30)]).await;
    keep(vec![bought("f-1", "fay", 40), viewed("f-2", "fay", 41)]).await;
    let referrals = |profile: Profile| -> Vec<(Side, CustomerId)> {
        profile.referrals.into_iter().map(|referral| (referral.side, referral.other)).collect()
    };
    assert_eq!(referrals(recall(store, "ida").await.profile(at(50))), [(Side::Inviter, customer("fay"))]);
    assert_eq!(referrals(recall(store, "fay").await.profile(at(50))), [(Side::Friend, customer("ida"))]);
    assert_eq!(referrals(recall(store, "ida").await.profile(at(39))), [], "not yet");
    keep(vec![invited("h-1", "hal", "fay", 10)]).await;
    assert_eq!(referrals(recall(store, "ida").await.profile(at(50))), []);
    assert_eq!(referrals(recall(store, "hal").await.profile(at(50))), [(Side::Inviter, customer("fay"))]);

    let memory = recall(store, "hal").await;
    let by = |who: &str, minute| Invitation { at: at(minute), by: customer(who) };
    let mut invitations = memory.invitations[&customer("fay")].clone();
    invitations.sort();
    assert_eq!(invitations, [by("hal", 10), by("ida", 20)], "each inviter once, with the first");
    let purchases: BTreeMap<_, _> = memory.purchases.iter().map(|(of, events)| (of, events.len())).collect();
    assert_eq!(purchases, BTreeMap::from([(&customer("fay"), 1)]), "what fay looked at is her own affair");

    let fay = BTreeSet::from([customer("fay"), customer("gus")]);
    assert_eq!(store.inviters(&brand(), &fay).await.unwrap(), [customer("hal"), customer("ida")].into());
    assert_eq!(store.inviters(&brand(), &BTreeSet::from([customer("ida")])).await.unwrap(), [].into());

    // What is given back takes the referral with it, and an earlier invitation that is told later is the first.
    keep(vec![returned("f-3", "fay", 60)]).await;
    assert_eq!(referrals(recall(store, "hal").await.profile(at(70))), []);
    keep(vec![invited("i-3", "ida", "fay", 5)]).await;
    assert_eq!(recall(store, "ida").await.invitations[&customer("fay")].iter().min(), Some(&by("ida", 5)));
}

#[tokio::test]
async fn invitations_kept_before_they_were_summed_up_are_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../migrations/sqlite/0001_events.sql")).unwrap();
    old.execute_batch(include_str!("../../migrations/sqlite/0002_sessions.sql")).unwrap();
    old.execute_batch("PRAGMA user_version = 2;").unwrap();
    for (id, minute) in [("e-1", 2), ("e-2", 1)] {
        let insert = "INSERT INTO events (brand, id, customer, at, received, fact) VALUES ('atelier', ?1, 'ida', ?2, 0, ?3)";
        let fact = r#"{"kind":"friend_invited","friend":"fay"}"#;
        old.execute(insert, rusqlite::params![id, minute * 60_000_000, fact]).unwrap();
    }
    drop(old);
    let memory = recall(&Sqlite::open(&path).unwrap(), "fay").await;
    assert_eq!(memory.invitations[&customer("fay")], [Invitation { at: at(1), by: customer("ida") }]);
}

async fn recall(store: &dyn Store, of: &str) -> Memory {
    store.recall(&brand(), &customer(of)).await.unwrap()
}

fn invited(id: &str, by: &str, friend: &str, minute: i64) -> Event {
    event(id, by, minute, Fact::FriendInvited { friend: customer(friend) })
}

fn bought(id: &str, who: &str, minute: i64) -> Event {
    let total = Money { minor: 1000, currency: Currency::new("EUR").unwrap() };
    let order = OrderId::new(format!("order-of-{who}")).unwrap();
    event(id, who, minute, Fact::OrderCompleted { order, total, items: Vec::new() })
}

fn returned(id: &str, who: &str, minute: i64) -> Event {
    event(id, who, minute, Fact::OrderCancelled { order: OrderId::new(format!("order-of-{who}")).unwrap() })
}
