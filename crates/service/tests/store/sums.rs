//! Kept sums say what the log says: whatever came, in whatever order, however often; and where one does not, it is found
//! and mended.

use domain::event::{Assurance, Event, Fact, Terms};
use domain::id::{BrandId, ClaimId, CustomerId, OfferId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use service::store::sqlite::Sqlite;
use service::store::{Actor, Care, Log, Sums};

use crate::erasure::drifted;
use crate::story::{at, event, viewed};

/// Somebody, of a few; two of them are visitors.
pub(crate) fn who() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["ada", "bea", "cid", "dan", "anon:x", "anon:y"]).prop_map(str::to_owned)
}

fn fact() -> impl Strategy<Value = Fact> {
    let claim = || (0..6).prop_map(|n| ClaimId::new(format!("k-{n}")).unwrap());
    let offer = || prop::sample::select(vec!["tote", "evening"]).prop_map(|name| OfferId::new(name).unwrap());
    let other = || who().prop_map(|name| CustomerId::new(name).unwrap());
    let assurance = || prop::sample::select(vec![Assurance::Asserted, Assurance::Proven]);
    prop_oneof![
        (claim(), offer(), 0..200_i64).prop_map(|(claim, offer, until)| Fact::OfferReserved {
            claim,
            offer,
            until: at(until)
        }),
        (claim(), offer(), 0..200_i64).prop_map(|(claim, offer, until)| Fact::OfferClaimed {
            claim,
            offer,
            until: at(until),
            terms: Terms::default(),
        }),
        claim().prop_map(|claim| Fact::ClaimReleased { claim }),
        claim().prop_map(|claim| Fact::VoucherRedeemed { claim }),
        other().prop_map(|friend| Fact::FriendInvited { friend }),
        (other(), assurance()).prop_map(|(anonymous, assurance)| Fact::Identified { anonymous, assurance }),
        other().prop_map(|other| Fact::Merged { other }),
        other().prop_map(|other| Fact::Unmerged { other }),
    ]
}

pub(crate) fn history() -> impl Strategy<Value = Vec<Event>> {
    let happened = (0..40_u32, who(), 0..100_i64, fact());
    prop::collection::vec(happened, 1..60).prop_map(|all| {
        all.into_iter().map(|(id, who, minute, fact)| event(&format!("e-{id}"), &who, minute, fact)).collect()
    })
}

#[test]
fn whatever_came_the_sums_say_what_the_log_says() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let histories = (history(), 1..20_usize, prop::option::of(who()));
    let told = |(events, batch, erased): (Vec<Event>, usize, Option<String>)| {
        let brand = BrandId::new("summed").unwrap();
        let drifts = runtime.block_on(async {
            let store = Sqlite::in_memory().unwrap();
            for events in events.chunks(batch).chain(events.chunks(batch).take(1)) {
                store.append(&brand, events.to_vec(), at(200)).await.unwrap();
            }
            let before = drifted(&store, &brand).await;
            if let Some(name) = erased {
                let zone = domain::time::Zone::utc();
                let name = CustomerId::new(name).unwrap();
                store.erase(&brand, &name, at(50), &zone, Actor::Command).await.unwrap();
            }
            (before, drifted(&store, &brand).await)
        });
        prop_assert_eq!(drifts, (vec![], vec![]));
        Ok(())
    };
    TestRunner::new(Config { cases: 200, ..Config::default() }).run(&histories, told).unwrap();
}

#[tokio::test]
async fn a_sum_that_drifted_is_found_and_mended() {
    let claimed = Fact::OfferClaimed {
        claim: ClaimId::new("k-1").unwrap(),
        offer: OfferId::new("tote").unwrap(),
        until: at(200),
        terms: Terms::default(),
    };
    let name = |name: &str| CustomerId::new(name).unwrap();
    let events = vec![
        event("e-1", "ada", 1, claimed),
        event("e-2", "ada", 2, Fact::FriendInvited { friend: name("bea") }),
        event(
            "e-3",
            "ada",
            3,
            Fact::Identified { anonymous: name("anon:x"), assurance: Assurance::Asserted },
        ),
        event("e-4", "ada", 4, Fact::Merged { other: name("bea") }),
        viewed("e-5", "cid", 5),
    ];
    for (damage, sums) in [
        ("DELETE FROM claims", &["claims", "claims_held", "claims_made"][..]),
        ("UPDATE claims SET taken_until = 7", &["claims", "claims_held", "claims_made"]),
        ("UPDATE claims_held SET claims = 9", &["claims_held"]),
        ("DELETE FROM claims_made", &["claims_made"]),
        ("DELETE FROM invitations", &["invitations"]),
        ("UPDATE invitations SET inviter = 'nobody'", &["invitations"]),
        ("DELETE FROM identifications", &["identifications"]),
        ("UPDATE merges SET parted = 1", &["merges"]),
        ("UPDATE names SET leading = 'cid' WHERE name = 'anon:x'", &["names"]),
        ("DELETE FROM names WHERE name = 'ada'", &["names"]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (path, brand) = (folder.path().join("events.db"), BrandId::new("summed").unwrap());
        let store = Sqlite::open(&path).unwrap();
        store.append(&brand, events.clone(), at(10)).await.unwrap();
        let told = store.recall(&brand, &name("bea")).await.unwrap();
        let taken = store.tallies(&brand, at(100), at(0)).await.unwrap();
        assert!(drifted(&store, &brand).await.is_empty());

        rusqlite::Connection::open(&path).unwrap().execute_batch(damage).unwrap();
        let found = drifted(&store, &brand).await;
        assert!(!found.is_empty() && found.iter().all(|sum| sums.contains(sum)), "{damage}: {found:?}");
        assert_eq!(drifted(&store, &brand).await, found, "looking mends nothing: {damage}");
        store.rebuild(&brand, true).await.unwrap();
        assert!(drifted(&store, &brand).await.is_empty(), "{damage}");
        assert_eq!(store.recall(&brand, &name("bea")).await.unwrap(), told, "{damage}");
        assert_eq!(store.tallies(&brand, at(100), at(0)).await.unwrap(), taken, "{damage}");
    }
}
