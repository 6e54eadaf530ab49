//! What a page only asserts of who a visitor is.

use domain::event::{Assurance, Event, Fact};
use domain::time::Zone;
use service::store::sqlite::Sqlite;
use service::store::{Actor, Store};

use crate::erasure::drifted;
use crate::people::{House, brand, claim, claimed, identified, names};
use crate::story::{at, customer, event, viewed};

pub(crate) async fn what_a_page_asserts_moves_behaviour_only(store: &dyn Store) {
    let at_home = &House { store, brand: brand("asserted") };
    at_home
        .keep(vec![viewed("v-1", "anon:x", 1), claimed("c-1", "anon:x", 2), asserted("ada", "anon:x", 5)])
        .await;
    assert_eq!(at_home.ids("ada").await, ["ada seems anon:x at 5", "v-1"]);
    assert_eq!(at_home.ids("anon:x").await, ["c-1"]);
    assert_eq!(at_home.person("ada").await, ("ada".to_owned(), names(&["ada"])), "not a name of hers yet");
    assert_eq!(store.arrivals(&at_home.brand, &customer("ada")).await.unwrap().len(), 2);
    assert_eq!(at_home.walk(1).await, ["ada", "anon:x"]);
    // Another one asserts the same: of what was looked at since nobody knows whose it is.
    at_home.keep(vec![viewed("v-2", "anon:x", 6), asserted("bea", "anon:x", 7)]).await;
    assert_eq!(at_home.ids("bea").await, ["bea seems anon:x at 7"]);
    assert_eq!(at_home.ids("anon:x").await, ["c-1"]);
    // Proven, all is hers that was not behaviour in doubt; and it follows her when she is merged.
    at_home.keep(vec![identified("ada", "anon:x", 9)]).await;
    assert_eq!(at_home.ids("ada").await, ["ada is anon:x at 9", "ada seems anon:x at 5", "c-1", "v-1"]);
    assert_eq!(at_home.person("ada").await, ("ada".to_owned(), names(&["ada", "anon:x"])));
    assert_eq!(at_home.say("zoe", "ada", 10, true).await, Ok(true));
    assert_eq!(at_home.ids("zoe").await.len(), 5);
    assert_eq!(at_home.walk(9).await, ["bea", "zoe"]);

    // Who is erased takes along what may have been theirs by a page's word.
    let of_all = at_home.walk(9).await.len();
    at_home
        .keep(vec![viewed("w-1", "anon:w", 1), claimed("c-9", "anon:w", 2), asserted("wim", "anon:w", 3)])
        .await;
    store.erase(&at_home.brand, &customer("wim"), at(60), &Zone::utc(), Actor::Customer).await.unwrap();
    assert_eq!((at_home.ids("wim").await.len(), at_home.ids("anon:w").await.len()), (0, 0));
    assert_eq!(at_home.walk(9).await.len(), of_all);
    assert!(drifted(store, &at_home.brand).await.is_empty());
}

#[tokio::test]
async fn what_pages_said_before_it_was_told_apart_is_read_by_their_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let brand = brand("before");
    {
        let at_home = &House { store: &Sqlite::open(&path).unwrap(), brand: brand.clone() };
        at_home.keep(vec![claimed("c-1", "anon:x", 1), viewed("v-1", "anon:x", 1)]).await;
        at_home.keep(vec![claimed("c-2", "anon:y", 1)]).await;
        at_home.keep(vec![event("page:r-1", "ada", 6, Fact::ClaimReleased { claim: claim("c-1") })]).await;
        at_home.store.close().await;
    }
    // As the version before would have left it.
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(
        "DROP TABLE notices; DROP TABLE redeemed; DROP INDEX names_by_asserted_owner; DROP INDEX names_by_asserted_leading;
         ALTER TABLE names DROP COLUMN asserted_owner; ALTER TABLE names DROP COLUMN asserted_leading;
         ALTER TABLE names DROP COLUMN asserted_until; ALTER TABLE names DROP COLUMN asserted_since;
         ALTER TABLE identifications DROP COLUMN proven;
         DELETE FROM claims WHERE claim = 'c-1';
         PRAGMA user_version = 11;",
    )
    .unwrap();
    for (id, anonymous, seq) in [("page:i-1", "anon:x", 101), ("who-2", "anon:y", 102)] {
        let of = rusqlite::params![brand.as_str(), id, anonymous, seq];
        let fact = "INSERT INTO events (brand, customer, id, seq, at, received, fact) VALUES
                    (?1, 'ada', ?2, ?4, 300000000, 0, json_object('kind', 'identified', 'anonymous', ?3))";
        old.execute(fact, of).unwrap();
        let said = "INSERT INTO identifications VALUES (?1, ?3, 'ada', 300000000 + 0 * length(?2) * ?4)";
        old.execute(said, of).unwrap();
        let named = "INSERT OR REPLACE INTO names VALUES (?1, ?3, 'ada', 'ada', 300000000, 300000000 + 0 * length(?2) * ?4)";
        old.execute(named, of).unwrap();
    }
    let whole =
        "INSERT INTO names VALUES (?1, 'ada', 'ada', 'ada', 9223372036854775807, 9223372036854775807)";
    old.execute(whole, [brand.as_str()]).unwrap();
    drop(old);

    let store = Sqlite::open(&path).unwrap();
    let at_home = &House { store: &store, brand };
    assert_eq!(at_home.ids("ada").await, ["c-2", "page:i-1", "page:r-1", "v-1", "who-2"]);
    assert_eq!(at_home.ids("anon:x").await, ["c-1"], "only a page had said that it was hers");
    assert_eq!(
        drifted(&store, &at_home.brand).await,
        Vec::<&str>::new(),
        "the claim takes from the stock again"
    );
}

fn asserted(who: &str, anonymous: &str, minute: i64) -> Event {
    let id = format!("{who} seems {anonymous} at {minute}");
    let (anonymous, assurance) = (customer(anonymous), Assurance::Asserted);
    event(&id, who, minute, Fact::Identified { anonymous, assurance })
}
