//! More than can be written in time.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use service::store::sqlite::Sqlite;
use service::store::{Act, Done, Kept, Log, StoreError};
use tokio::task::JoinHandle;
use tokio::time::timeout;

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
