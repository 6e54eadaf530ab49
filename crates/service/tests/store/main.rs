//! One story that every store must tell, and what is said of the SQLite file alone.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use service::store::sqlite::Sqlite;
use service::store::{Act, Done, Kept, Log, Sessions, Store, StoreError};

use self::claims::claims_are_counted;
use self::story::{at, brand, customer, name, session, story, viewed};

mod story; // what every store must do
mod facts; // every fact, kept and read
mod circle; // who invited whom
mod people; // who is who
mod notices; // what other processes leave word of
mod asserted; // what a page only asserts of who a visitor is
mod claims; // what is taken of the stock
mod beacons; // how elements in pages fare
mod quarantine; // what was refused
mod choices; // what was chosen by chance
mod erasure; // who asked to be erased
mod retention; // what is old
mod sums; // what is kept beside the log
mod server; // a PostgreSQL server to test with
mod postgres; // what is said of PostgreSQL alone
mod nodes; // several on one database
mod glance; // what a decision is made from
mod pressure; // more than can be written in time
mod transfer; // from one place to another

#[tokio::test(flavor = "multi_thread")]
async fn a_store_in_memory_keeps_what_happened() {
    story(Arc::new(Sqlite::in_memory().unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_in_a_file_keeps_what_happened() {
    let folder = tempfile::tempdir().unwrap();
    story(Arc::new(Sqlite::open(folder.path().join("events.db")).unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_flood_of_refused_messages_the_newest_stay() {
    quarantine::a_flood_is_bounded(&Sqlite::in_memory().unwrap()).await;
}

#[tokio::test]
async fn stores_in_memory_know_nothing_of_one_another() {
    let (one, other) = (Sqlite::in_memory().unwrap(), Sqlite::in_memory().unwrap());
    one.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await.unwrap();
    assert_eq!(other.history(&brand(), &customer("ada")).await.unwrap(), []);
}

#[tokio::test]
async fn a_file_opened_again_has_everything_and_a_closed_store_answers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let before = Arc::new(Sqlite::open(&path).unwrap());
    claims_are_counted(&*before).await;
    before.open_session(session(1, "jti-1", 10)).await.unwrap();
    let told = (
        before.history(&brand(), &customer("c-1")).await.unwrap(),
        before.tallies(&brand(), at(5), at(0)).await.unwrap(),
    );
    before.close().await;
    assert!(matches!(before.ready().await, Err(StoreError::Closed)));
    assert!(matches!(before.history(&brand(), &customer("c-1")).await, Err(StoreError::Closed)));

    let after = Sqlite::open(&path).unwrap();
    after.ready().await.unwrap();
    let again = (
        after.history(&brand(), &customer("c-1")).await.unwrap(),
        after.tallies(&brand(), at(5), at(0)).await.unwrap(),
    );
    assert_eq!(again, told);
    assert_eq!(after.session(&[1; 32], at(5)).await.unwrap(), Some(session(1, "jti-1", 10)));
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_was_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let store = Arc::new(Sqlite::open(&path).unwrap());
    let (started, begun) = std::sync::mpsc::channel();
    let slow = Act {
        brand: brand(),
        customer: customer("bea"),
        id: name("slow"),
        now: at(1),
        today: at(0),
        offer: None,
        decide: Box::new(move |_, _| {
            started.send(()).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(200));
            Ok(None)
        }),
    };
    let first = tokio::spawn({
        let store = Arc::clone(&store);
        async move { store.act(slow).await }
    });
    tokio::task::spawn_blocking(move || begun.recv()).await.unwrap().unwrap();
    let waiting: Vec<_> = (0..50)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                store.append(&brand(), vec![viewed(&format!("e-{n}"), "ada", n)], at(n)).await
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    store.close().await;
    assert_eq!(first.await.unwrap().unwrap(), Done::Unneeded);
    for write in waiting {
        assert_eq!(write.await.unwrap().unwrap(), [Kept::New]);
    }
    let kept = Sqlite::open(&path).unwrap().history(&brand(), &customer("ada")).await.unwrap().len();
    assert_eq!(kept, 50);
}

#[tokio::test]
async fn a_file_of_the_first_step_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../migrations/sqlite/0001_events.sql")).unwrap();
    old.execute_batch("PRAGMA user_version = 1;").unwrap();
    old.execute(
        r#"INSERT INTO events (brand, id, customer, at, received, fact)
           VALUES ('atelier', 'e-1', 'ada', 60000000, 60000000, '{"kind":"behaviour","name":"Product Viewed"}')"#,
        [],
    )
    .unwrap();
    drop(old);

    let store = Sqlite::open(&path).unwrap();
    assert_eq!(store.history(&brand(), &customer("ada")).await.unwrap(), [viewed("e-1", "ada", 1)]);
    assert!(store.open_session(session(1, "jti-1", 10)).await.unwrap());
}

#[tokio::test]
async fn a_file_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 9000;").unwrap();
    let error = Sqlite::open(&path).err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 9000 }), "{error}");
}

#[tokio::test]
async fn an_event_that_was_kept_cannot_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let store = Sqlite::open(&path).unwrap();
    store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await.unwrap();
    let beside = rusqlite::Connection::open(&path).unwrap();
    let error = beside.execute("UPDATE events SET customer = 'bea'", []).unwrap_err();
    assert!(error.to_string().contains("never changed"), "{error}");
}

#[tokio::test]
async fn an_error_says_what_was_being_done() {
    let folder = tempfile::tempdir().unwrap();
    let error = Sqlite::open(folder.path().join("no/such/folder/events.db")).err().unwrap();
    assert_eq!(error.to_string(), "the database failed while it was to open the file");

    let path = folder.path().join("events.db");
    let store = Sqlite::open(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("DROP TABLE sessions").unwrap();
    let error = store.open_session(session(1, "jti-1", 10)).await.unwrap_err();
    assert_eq!(error.to_string(), "the database failed while it was to open a session");
    let kept = store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await.unwrap();
    assert_eq!(kept, [Kept::New], "one failed piece of work must not harm the next");
}
