//! All that is kept moves from one place to another and back, also when it is broken off in the middle.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use domain::id::BrandId;
use service::store::sqlite::Sqlite;
use service::store::{Log as _, Place, Store as _, TransferError, open, transfer};
use tokio_postgres::NoTls;

use crate::server::database;
use crate::story::{at, brand, customer, story, viewed};

/// So many more events than the story has.
const EVENTS: usize = 30_000;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_broken_off_goes_on_and_comes_back_as_it_was() {
    let Some(url) = database().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (file, back) = (folder.path().join("events.db"), folder.path().join("back.db"));
    fill(&file).await;

    let migrate = |to: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
        command.args(["migrate", "--from"]).arg(&file).args(["--to", to]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let mut broken = migrate(&url).spawn().unwrap();
    let some = loop {
        match counted(&url).await {
            0 => tokio::time::sleep(Duration::from_millis(10)).await,
            some => break some,
        }
    };
    broken.kill().unwrap();
    broken.wait().unwrap();
    let kept = counted(&url).await;
    assert!(kept >= some && kept < EVENTS as i64, "{kept} were there when it was broken off");

    let done = migrate(&url).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.ends_with("All is there, and the same.\n"), "{said}");
    assert!(counted(&url).await > EVENTS as i64);

    // It is a store like any other: it knows what was told, and numbers go on.
    let moved = open(&url.parse().unwrap()).await.unwrap();
    let (was, is) = (open(&Place::file(&file)).await.unwrap(), &moved);
    for name in ["ada", "c-1", "mover-1", "mover-99"].map(customer) {
        let (mut was, mut is) =
            (was.history(&brand(), &name).await.unwrap(), is.history(&brand(), &name).await.unwrap());
        was.sort_by(|a, b| a.id.cmp(&b.id));
        is.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(is, was);
    }
    assert_eq!(
        is.tallies(&brand(), at(5), at(0)).await.unwrap(),
        was.tallies(&brand(), at(5), at(0)).await.unwrap()
    );
    assert_eq!(
        is.customers(&brand(), None, 9_999).await.unwrap(),
        was.customers(&brand(), None, 9_999).await.unwrap()
    );
    let erased = BrandId::new("erasing-stock").unwrap();
    let held = is.tallies(&erased, at(5_000), at(0)).await.unwrap();
    assert_eq!(held, was.tallies(&erased, at(5_000), at(0)).await.unwrap());
    assert!(held.values().any(|tally| tally.held > 1), "what was redeemed by who was erased: {held:?}");
    was.close().await;
    let before = is.version(&brand(), &[customer("mover-1")]).await.unwrap();
    is.append(&brand(), vec![viewed("after", "mover-1", 1)], at(9_999)).await.unwrap();
    assert!(is.version(&brand(), &[customer("mover-1")]).await.unwrap() > before);
    let wrong: usize = is.rebuild(&brand(), false).await.unwrap().iter().map(|drift| drift.wrong).sum();
    assert_eq!(wrong, 0);
    moved.close().await;

    let again = transfer(&url.parse().unwrap(), &Place::file(&back), &mut |_, _, _| ()).await.unwrap();
    let events: u64 = again.iter().filter(|moved| moved.table == "events").map(|moved| moved.rows).sum();
    assert_eq!(events as i64, counted(&url).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let [from, to] = ["from.db", "to.db"].map(|name| folder.path().join(name));
    for (path, name) in [(&from, "ada"), (&to, "bea")] {
        let store = Sqlite::open(path).unwrap();
        store.append(&brand(), vec![viewed("e-1", name, 1)], at(1)).await.unwrap();
        store.close().await;
    }
    let moved = transfer(&Place::file(&from), &Place::file(&to), &mut |_, _, _| ()).await;
    assert!(matches!(moved, Err(TransferError::NotEmpty("events"))), "{moved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_there_before_it_went_on_is_found_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let [from, to] = ["from.db", "to.db"].map(|name| folder.path().join(name));
    fill(&from).await;
    let migrate = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
        let done = command.arg("migrate").arg("--from").arg(&from).arg("--to").arg(&to).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    assert_eq!(migrate(), (Some(0), String::new()));
    // As if it had been broken off before the last names.
    let broken_off = "DROP TRIGGER IF EXISTS events_never_change; DELETE FROM events WHERE brand > 'atelier' OR customer > 'mover-5'";
    let changed = "UPDATE events SET at = at + 1 WHERE customer = 'mover-1' AND id = 'm-1'";
    let missing = "DELETE FROM events WHERE customer = 'mover-1' AND id = 'm-1'";
    for (change, differs) in [(changed, 0), (missing, 1)] {
        let there = rusqlite::Connection::open(&to).unwrap();
        there.execute_batch(broken_off).unwrap();
        assert_eq!(there.execute(change, []).unwrap(), 1);
        drop(there);
        let (code, said) = migrate();
        assert_eq!(code, Some(2), "{said}");
        let (_, rows) = said.split_once("the table `events` of brand `atelier` has ").expect(&said);
        let rows: Vec<i64> = rows.split(' ').filter_map(|word| word.trim_matches(',').parse().ok()).collect();
        assert_eq!(rows[0] - rows[1], differs, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_moved_or_a_stores_own_affair() {
    const OWN: [&str; 3] = ["events_end", "sqlite_sequence", "notices"];
    let folder = tempfile::tempdir().unwrap();
    let (file, other) = (folder.path().join("events.db"), folder.path().join("other.db"));
    fill(&file).await;
    let mut tables = Vec::new();
    transfer(&Place::file(&file), &Place::file(&other), &mut |table, _, _| tables.push(table)).await.unwrap();
    let connection = rusqlite::Connection::open(&file).unwrap();
    let mut select = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names = select.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    let forgotten: Vec<_> = names
        .filter(|name| !tables.contains(&name.as_str()) && !OWN.contains(&name.as_str()))
        .filter(|name| !["claims_held", "claims_made"].contains(&name.as_str()))
        .collect();
    assert!(forgotten.is_empty(), "not moved: {forgotten:?}");
}

/// All that the story leaves, and many more events.
async fn fill(path: &Path) {
    story(Arc::new(Sqlite::open(path).unwrap())).await;
    let store = Sqlite::open(path).unwrap();
    for batch in 0..EVENTS / 1_000 {
        let event = |n: usize| viewed(&format!("m-{n}"), &format!("mover-{}", n % 997), n as i64);
        let events = (batch * 1_000..(batch + 1) * 1_000).map(event).collect();
        store.append(&brand(), events, at(batch as i64 * 24 * 60)).await.unwrap();
    }
    store.close().await;
}

async fn counted(url: &str) -> i64 {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    let counted = client.query_one("SELECT count(*) FROM events", &[]).await;
    counted.map_or(0, |row| row.get(0))
}
