//! More than can be written in time.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use domain::id::OfferId;
use service::store::sqlite::Sqlite;
use service::store::{Act, Done, Kept, Log, Store, StoreError};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::postgres::{connect, open};
use crate::server::database;
use crate::story::{at, brand, customer, name, viewed};

/// More than may wait.
const MANY: i64 = 1_100;

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_keep_in_time_is_refused_and_reading_does_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Sqlite::open(folder.path().join("events.db")).unwrap());
    store.append(&brand(), vec![viewed("before", "ada", 1)], at(1)).await.unwrap();
    let (busy, go_on) = busy(&store).await;

    let reports: Vec<_> = (0..MANY)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                store.append(&brand(), vec![viewed(&format!("e-{n}"), "ada", n)], at(n)).await
            })
        })
        .collect();
    let (mut refused, mut kept) = (0, 0);
    while refused == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        refused = reports.iter().filter(|report| report.is_finished()).count();
    }
    let (of, ada, reading) = (brand(), customer("ada"), Duration::from_secs(5));
    let history = timeout(reading, store.history(&of, &ada)).await.unwrap().unwrap();
    assert_eq!(history, [viewed("before", "ada", 1)], "it is read while nothing can be written");

    go_on.send(()).unwrap();
    assert_eq!(busy.await.unwrap().unwrap(), Done::Unneeded);
    for report in reports {
        match report.await.unwrap() {
            Ok(new) => kept += i64::from(new == [Kept::New]),
            Err(error) => assert!(matches!(error, StoreError::Busy), "{error}"),
        }
    }
    assert!((1_000..MANY).contains(&kept), "{kept} were kept");
    let history = store.history(&of, &ada).await.unwrap();
    assert_eq!(history.len() as i64, kept + 1, "what was refused was not kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_cannot_keep_in_time_is_refused_and_reading_does_not_wait() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    store.append(&brand(), vec![viewed("before", "ada", 1)], at(1)).await.unwrap();
    let beside = connect(&url).await;
    beside.batch_execute("BEGIN; LOCK TABLE event_ids, stocks IN EXCLUSIVE MODE").await.unwrap();
    let report = |n: i64| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            store.append(&brand(), vec![viewed(&format!("e-{n}"), "cid", n)], at(n)).await.map(|_| ())
        })
    };
    // One after the other for those who write, each of whom takes all that waits.
    let mut brought = Vec::new();
    for n in 0..8 {
        brought.push(report(n));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    brought.extend((8..MANY).map(report));
    let acts: Vec<_> = (0..MANY).map(|n| tokio::spawn(takes(Arc::clone(&store), n))).collect();
    for tried in [&brought, &acts] {
        while !tried.iter().any(JoinHandle::is_finished) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    let (of, ada, reading) = (brand(), customer("ada"), Duration::from_secs(5));
    let history = timeout(reading, store.history(&of, &ada)).await.unwrap().unwrap();
    assert_eq!(history, [viewed("before", "ada", 1)], "it is read while nothing can be written");

    beside.batch_execute("ROLLBACK").await.unwrap();
    for tried in [brought, acts] {
        let mut kept = 0;
        for one in tried {
            match one.await.unwrap() {
                Ok(()) => kept += 1,
                Err(error) => assert!(matches!(error, StoreError::Busy), "{error}"),
            }
        }
        assert!((1_000..MANY).contains(&kept), "{kept} were kept");
    }
}

/// An act of which nothing comes, once it is its turn at the stock.
async fn takes(store: Arc<dyn Store>, n: i64) -> Result<(), StoreError> {
    let act = Act {
        brand: brand(),
        customer: customer(&format!("c-{n}")),
        id: name("take"),
        now: at(1),
        today: at(0),
        offer: Some(OfferId::new("tote").unwrap()),
        decide: Box::new(|_, _| Ok(None)),
    };
    store.act(act).await.map(|_| ())
}

/// An act that takes as long as it is told.
async fn busy(store: &Arc<Sqlite>) -> (JoinHandle<Result<Done, StoreError>>, Sender<()>) {
    let ((started, begun), (go_on, told)) = (channel(), channel::<()>());
    let slow = Act {
        brand: brand(),
        customer: customer("bea"),
        id: name("slow"),
        now: at(1),
        today: at(0),
        offer: None,
        decide: Box::new(move |_, _| {
            started.send(()).unwrap();
            told.recv().unwrap();
            Ok(None)
        }),
    };
    let store = Arc::clone(store);
    let acting = tokio::spawn(async move { store.act(slow).await });
    tokio::task::spawn_blocking(move || begun.recv()).await.unwrap().unwrap();
    (acting, go_on)
}
