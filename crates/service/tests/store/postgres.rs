//! The story told by PostgreSQL, and what is said of it alone: parts of the log, and a server that restarts.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::id::BrandId;
use service::store::postgres::Postgres;
use service::store::{Kept, Place, Store, StoreError, TransferError, transfer};
use tokio_postgres::{Client, NoTls};

use crate::claims::claims_are_counted;
use crate::server::{Server, database, empty};
use crate::story::{at, brand, customer, session, story, viewed};

#[tokio::test(flavor = "multi_thread")]
async fn a_store_on_a_server_keeps_what_happened() {
    let Some(url) = database().await else { return };
    story(open(&url).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_kept_by_months_that_are_made_ahead() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    let day = 24 * 60;
    store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(20 * day)).await.unwrap();
    store.append(&brand(), vec![viewed("e-2", "ada", 2)], at(35 * day)).await.unwrap();
    let client = connect(&url).await;
    let mut parts = Vec::new();
    for _ in 0..100 {
        let sql = "SELECT relname::text FROM pg_class WHERE relname LIKE 'events\\_19%\\_%' AND relkind = 'r' ORDER BY 1";
        let rows = client.query(sql, &[]).await.unwrap();
        parts = rows.iter().map(|row| row.get::<_, String>(0)).collect();
        if parts.len() == 4 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(parts, ["events_1970_01", "events_1970_02", "events_1970_03", "events_1970_04"]);
    let sql = "SELECT tableoid::regclass::text FROM events ORDER BY received";
    let of = client.query(sql, &[]).await.unwrap();
    let of: Vec<String> = of.iter().map(|row| row.get(0)).collect();
    assert_eq!(of, ["events_1970_01", "events_1970_02"]);
    // The same event is known in the next month too.
    let again = store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(70 * day)).await.unwrap();
    assert_eq!(again, [Kept::Known]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_cannot_be_made_refuses_nothing() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    let client = connect(&url).await;
    client.batch_execute("CREATE TABLE elsewhere (LIKE events INCLUDING ALL)").await.unwrap();
    client
        .batch_execute("ALTER TABLE events ATTACH PARTITION elsewhere FOR VALUES FROM (-1) TO (1000000000)")
        .await
        .unwrap();
    assert_eq!(store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(100)).await.unwrap(), [Kept::New]);
    assert_eq!(store.append(&brand(), vec![viewed("e-2", "ada", 1)], at(1)).await.unwrap(), [Kept::New]);
    assert_eq!(store.history(&brand(), &customer("ada")).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_of_the_server_loses_nothing_that_was_acknowledged() {
    let Some(mut server) = Server::start("restarted", None) else { return };
    let url = empty(&server.url()).await;
    let store = open(&url).await;
    let telling = tokio::spawn({
        let store = Arc::clone(&store);
        async move {
            let (mut kept, mut failed, mut after) = (Vec::new(), 0, 0);
            for n in 0.. {
                let event = viewed(&format!("e-{n}"), &format!("c-{}", n % 7), 1);
                match store.append(&brand(), vec![event], at(2)).await {
                    Ok(_) => {
                        kept.push(n);
                        after += usize::from(failed > 0);
                    }
                    Err(StoreError::Database { .. }) => failed += 1,
                    Err(other) => panic!("{other}"),
                }
                if after == 20 {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            (kept, failed)
        }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let server = tokio::task::spawn_blocking(move || {
        server.stop();
        std::thread::sleep(Duration::from_millis(300));
        assert!(server.go_on());
        server
    });
    let server = server.await.unwrap();
    let (kept, failed) = telling.await.unwrap();
    assert!(failed > 0, "the server was away");
    let mut there = BTreeSet::new();
    for n in 0..7 {
        let history = store.history(&brand(), &customer(&format!("c-{n}"))).await.unwrap();
        there.extend(history.into_iter().map(|event| event.id.to_string()));
    }
    let lost: Vec<_> = kept.iter().filter(|n| !there.contains(&format!("e-{n}"))).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    store.close().await;
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_opened_again_has_everything_and_a_closed_store_answers_nothing() {
    let Some(url) = database().await else { return };
    let before = open(&url).await;
    claims_are_counted(&*before).await;
    before.open_session(session(1, "jti-1", 10)).await.unwrap();
    let told = before.tallies(&brand(), at(5), at(0)).await.unwrap();
    before.close().await;
    assert!(matches!(before.ready().await, Err(StoreError::Closed)));
    assert!(matches!(before.history(&brand(), &customer("c-1")).await, Err(StoreError::Closed)));
    assert!(matches!(
        before.append(&brand(), vec![viewed("x", "c-1", 1)], at(1)).await,
        Err(StoreError::Closed)
    ));

    let after = open(&url).await;
    assert_eq!(after.tallies(&brand(), at(5), at(0)).await.unwrap(), told);
    assert_eq!(after.session(&[1; 32], at(5)).await.unwrap(), Some(session(1, "jti-1", 10)));
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_finishes_what_was_accepted() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    let waiting: Vec<_> = (0..200)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                store.append(&brand(), vec![viewed(&format!("e-{n}"), "ada", n)], at(n)).await
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(20)).await;
    store.close().await;
    let mut kept = 0;
    for write in waiting {
        match write.await.unwrap() {
            Ok(_) => kept += 1,
            Err(StoreError::Closed) => {}
            Err(other) => panic!("{other}"),
        }
    }
    let there = open(&url).await.history(&brand(), &customer("ada")).await.unwrap().len();
    assert_eq!(there, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_a_later_version_are_left_alone() {
    let Some(url) = database().await else { return };
    open(&url).await.close().await;
    let later = "INSERT INTO steps (done, least) VALUES (9000, 9000)";
    connect(&url).await.batch_execute(later).await.unwrap();
    let error = Postgres::open(&url).await.err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 9000 }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_starts_on_tables_of_a_later_version_that_it_can_live_with() {
    let Some(url) = database().await else { return };
    open(&url).await.close().await;
    let client = connect(&url).await;
    let known: i64 = client.query_one("SELECT max(done) FROM steps", &[]).await.unwrap().get(0);
    let later = format!(
        "CREATE TABLE later (number bigint PRIMARY KEY);
         ALTER TABLE events ADD COLUMN later bigint;
         ALTER TABLE claims ADD COLUMN later bigint NOT NULL DEFAULT 7;
         INSERT INTO steps (done, least) VALUES (9000, {known})"
    );
    client.batch_execute(&later).await.unwrap();
    story(open(&url).await).await;
    // What it does not know it would not move.
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (url.parse().unwrap(), Place::file(folder.path().join("to.db")));
    let error = transfer(&from, &to, &mut |_, _, _| ()).await.err().unwrap();
    assert!(matches!(error, TransferError::Store(StoreError::Newer { found: 9000 })), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_was_flushed_whatever_is_the_custom_of_the_database() {
    for (custom, ours) in [("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")] {
        let Some(url) = database().await else { return };
        let store = open(&url).await;
        let name = url.rsplit('/').next().unwrap();
        let say = format!(
            "ALTER DATABASE {name} SET synchronous_commit = {custom};
             ALTER TABLE events ADD CHECK (current_setting('synchronous_commit') = '{ours}')"
        );
        connect(&url).await.batch_execute(&say).await.unwrap();
        store.close().await;
        let store = open(&url).await;
        let kept = store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await;
        assert_eq!(kept.unwrap(), [Kept::New], "{custom}");
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_the_server_is_told_and_it_goes_on_when_there_is_room() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON event_ids EXECUTE FUNCTION full_disk()";
    let client = connect(&url).await;
    client.batch_execute(full).await.unwrap();
    let append = async || store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await;
    let error = append().await.unwrap_err();
    assert!(matches!(error, StoreError::NoRoom { .. }), "{error}");
    assert_eq!(store.history(&brand(), &customer("ada")).await.unwrap(), []);
    client.batch_execute("DROP TRIGGER full_disk ON event_ids").await.unwrap();
    assert_eq!(append().await.unwrap(), [Kept::New]);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_may_open_an_empty_database_at_once() {
    let Some(url) = database().await else { return };
    let opened: Vec<_> = (0..4)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Postgres::open(&url).await })
        })
        .collect();
    for opened in opened {
        opened.await.unwrap().unwrap().ready().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_was_kept_cannot_be_changed() {
    let Some(url) = database().await else { return };
    open(&url).await.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await.unwrap();
    let error = connect(&url).await.execute("UPDATE events SET customer = 'bea'", &[]).await.unwrap_err();
    let said = error.as_db_error().unwrap().message().to_owned();
    assert!(said.contains("never changed"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_cannot_be_kept_harms_no_other() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    connect(&url)
        .await
        .batch_execute("ALTER TABLE events ADD CONSTRAINT not_cid CHECK (customer <> 'cid')")
        .await
        .unwrap();
    let tells: Vec<_> = (0..50)
        .map(|n| {
            let store = Arc::clone(&store);
            let of = if n == 25 { "cid" } else { "ada" };
            tokio::spawn(async move {
                store.append(&brand(), vec![viewed(&format!("e-{n}"), of, n)], at(n)).await.is_ok()
            })
        })
        .collect();
    let mut kept = 0;
    for tell in tells {
        kept += usize::from(tell.await.unwrap());
    }
    assert_eq!(kept, 49);
    assert_eq!(store.history(&brand(), &customer("ada")).await.unwrap().len(), 49);
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_that_drifted_are_found_and_mended() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    claims_are_counted(&*store).await;
    let wrong = async |mend| -> Vec<(&str, usize)> {
        let drifts = store.rebuild(&brand(), mend).await.unwrap();
        drifts.iter().filter(|drift| drift.wrong > 0).map(|drift| (drift.sum, drift.wrong)).collect()
    };
    assert_eq!(wrong(false).await, []);
    let spoil = "UPDATE claims SET taken_until = 7 WHERE claim = 'claim-2';
                 UPDATE claims_made SET claims = claims + 1;
                 INSERT INTO invitations VALUES ('atelier', 'fay', 'ada', 1);
                 INSERT INTO names VALUES ('atelier', 'ada', 'ada', 'bea', 1, 1)";
    let told = store.tallies(&brand(), at(5), at(0)).await.unwrap();
    connect(&url).await.batch_execute(spoil).await.unwrap();
    let found = wrong(false).await;
    assert_eq!(
        found.iter().map(|(sum, _)| *sum).collect::<Vec<_>>(),
        ["names", "claims", "invitations", "claims_held", "claims_made"]
    );
    assert_eq!(wrong(false).await, found, "looking changes nothing");
    wrong(true).await;
    assert_eq!(wrong(false).await, []);
    assert_eq!(store.tallies(&brand(), at(5), at(0)).await.unwrap(), told);
}

#[test]
fn a_place_is_a_file_or_a_server_and_shows_no_password() {
    let shown = |text: &str| text.parse::<Place>().map(|place| format!("{place} {place:?}"));
    assert_eq!(shown("maison.sqlite").unwrap(), "maison.sqlite maison.sqlite");
    assert_eq!(shown("sqlite:/data/maison").unwrap(), "/data/maison /data/maison");
    let server = "postgres://db.example:5432/maison";
    let secret = "postgres://kim:pass%40word@db.example:5432/maison?sslmode=require&password=pass";
    assert_eq!(shown(secret).unwrap(), format!("{server} {server}"));
    let wrong = shown("postgres://db.example/maison?colour=blue").unwrap_err().to_string();
    assert!(wrong.starts_with("must be a file, or the address of a PostgreSQL database"), "{wrong}");
    assert!(shown("").is_err() && shown("sqlite:").is_err());
}

#[tokio::test]
async fn an_error_says_what_was_being_done() {
    let error = Postgres::open("postgres://nobody:secret@127.0.0.1:1/nowhere").await.err().unwrap();
    assert_eq!(error.to_string(), "the database failed while it was to open the database");
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn how_many_events_a_second() {
    let Some(url) = database().await else { return };
    let store = open(&url).await;
    let begun = std::time::Instant::now();
    let tells: Vec<_> = (0..1_000)
        .map(|batch| {
            let store = Arc::clone(&store);
            let event =
                move |n| viewed(&format!("e-{batch}-{n}"), &format!("c-{}", (batch * 100 + n) % 20_000), n);
            let events = (0..100).map(event).collect();
            tokio::spawn(async move { store.append(&brand(), events, at(1)).await.unwrap() })
        })
        .collect();
    for tell in tells {
        tell.await.unwrap();
    }
    eprintln!("{:.0} events a second", 100_000.0 / begun.elapsed().as_secs_f64());
}

pub(crate) async fn open(url: &str) -> Arc<dyn Store> {
    Arc::new(Postgres::open(url).await.unwrap())
}

pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

#[tokio::test(flavor = "multi_thread")]
async fn brands_share_nothing_but_the_server() {
    let Some(url) = database().await else { return };
    let (store, elsewhere) = (open(&url).await, BrandId::new("elsewhere").unwrap());
    store.append(&brand(), vec![viewed("e-1", "ada", 1)], at(1)).await.unwrap();
    assert_eq!(store.history(&elsewhere, &customer("ada")).await.unwrap(), []);
    assert_eq!(store.append(&elsewhere, vec![viewed("e-1", "ada", 1)], at(1)).await.unwrap(), [Kept::New]);
}
