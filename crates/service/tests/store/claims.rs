//! What is taken of the stock is counted beside the log, is what the log says, and is never more than there is.

use std::sync::Arc;
use std::time::Duration;

use domain::claim::{ActError, Claimed};
use domain::decision::{Refusal, Situation, Visit};
use domain::event::{Event, Fact, Terms};
use domain::id::{ClaimId, OfferId};
use domain::profile::{ClaimState, Profile};
use domain::program::{Program, Tallies};
use domain::time::Timestamp;
use service::store::sqlite::Sqlite;
use service::store::{Act, Done, Store};

use crate::story::{at, brand, customer, event, name};

pub(crate) async fn claims_are_counted(store: &dyn Store) {
    let claimed = |n: i64, until: i64| {
        let claim = ClaimId::new(format!("claim-{n}")).unwrap();
        let fact = Fact::OfferClaimed { claim, offer: evening(), until: at(until), terms: Terms::default() };
        event(&format!("claimed-{n}"), &format!("c-{n}"), n, fact)
    };
    let ended = |n: i64, fact: fn(ClaimId) -> Fact| {
        let claim = ClaimId::new(format!("claim-{n}")).unwrap();
        event(&format!("ended-{n}"), &format!("c-{n}"), n + 10, fact(claim))
    };
    let released = |n| ended(n, |claim| Fact::ClaimReleased { claim });
    let redeemed = |n| ended(n, |claim| Fact::VoucherRedeemed { claim });
    let taken = |now| async move { held(store, &evening(), now).await };

    store.append(&brand(), vec![claimed(1, 50), claimed(2, 60), claimed(3, 70)], at(4)).await.unwrap();
    assert_eq!(taken(5).await, 3);
    assert_eq!(taken(50).await, 2, "a claim that ran out unused is free again");
    store.append(&brand(), vec![released(1), redeemed(2)], at(20)).await.unwrap();
    assert_eq!(taken(21).await, 2, "what was given back is free again");
    assert_eq!(taken(1_000).await, 1, "what was redeemed is gone for ever");
    // The news of an end may come before the news of its claim.
    store.append(&brand(), vec![released(4), redeemed(5)], at(30)).await.unwrap();
    store.append(&brand(), vec![claimed(4, 90), claimed(5, 90)], at(31)).await.unwrap();
    assert_eq!(taken(32).await, 3);

    let tomorrow = 24 * 60;
    store.append(&brand(), vec![claimed(tomorrow + 1, tomorrow + 90)], at(tomorrow + 1)).await.unwrap();
    let tally = store.tallies(&brand(), at(tomorrow + 2), at(tomorrow)).await.unwrap()[&evening()];
    assert_eq!((tally.held, tally.today), (3, 1), "two were redeemed the day before, one was made today");
}

/// Where there are several stores, they are of one database.
pub(crate) async fn stock_is_never_oversold(stores: Vec<Arc<dyn Store>>) {
    let mut program = service::program::read(include_str!("../api/program.toml")).unwrap();
    for offer in program.offers.iter_mut().filter(|offer| offer.id == tote()) {
        offer.stock = Some(100);
    }
    let house = House { stores, program: Arc::new(program) };
    let store = &*house.stores[0];

    assert_eq!(house.all(0..200, 40, Step::Reserve).await, 100, "two hundred want a hundred");
    assert_eq!((house.kept(41, is_reserved).await, held(store, &tote(), 41).await), (100, 100));
    assert_eq!(house.all(0..200, 41, Step::Reserve).await, 0, "who has one is not given another");

    let reserved = house.guests(41, is_reserved).await;
    assert_eq!(house.all(reserved[..90].iter().copied(), 45, Step::Confirm).await, 90);
    assert_eq!(house.all(reserved[..90].iter().copied(), 46, Step::Confirm).await, 0, "twice is once");
    assert_eq!(house.all(reserved[90..].iter().copied(), 50, Step::Confirm).await, 0, "ten ran out");
    assert_eq!((house.kept(50, is_claimed).await, held(store, &tote(), 50).await), (90, 90));

    let ran_out = async |after, until| store.ran_out(&brand(), at(after), at(until)).await.unwrap();
    assert!(ran_out(49, 50).await.contains(&tote()));
    assert!(!ran_out(50, 1_000).await.contains(&tote()) && !ran_out(45, 49).await.contains(&tote()));
    assert_eq!(house.all(200..400, 50, Step::Reserve).await, 10, "so ten more get one");
    assert_eq!(held(store, &tote(), 51).await, 100);
}

pub(crate) async fn the_kept_sum_of_claims_is_what_a_replay_says(store: &dyn Store) {
    let tomorrow = 24 * 60;
    for (now, today) in
        [(0, 0), (15, 0), (45, 0), (45, 30), (60, 0), (95, 0), (1_000, 0), (tomorrow + 9, tomorrow)]
    {
        let (now, today) = (at(now), at(today));
        let mut replayed = Tallies::new();
        for customer in store.customers(&brand(), None, usize::MAX).await.unwrap() {
            let history = store.history(&brand(), &customer).await.unwrap();
            for claim in Profile::as_of(Timestamp::MAX, history).claims {
                if claim.takes_stock(now) {
                    let tally = replayed.entry(claim.offer).or_default();
                    tally.held += 1;
                    tally.today += u64::from(claim.at >= today);
                }
            }
        }
        assert_eq!(store.tallies(&brand(), now, today).await.unwrap(), replayed, "at {now}");
    }
}

struct House {
    stores: Vec<Arc<dyn Store>>,
    program: Arc<Program>,
}

#[derive(Clone, Copy)]
enum Step {
    Reserve,
    Confirm,
}

impl House {
    /// So many guests try to take a step at once, at a minute; how many came further by it.
    async fn all(&self, guests: impl IntoIterator<Item = u64>, minute: i64, step: Step) -> usize {
        let tried: Vec<_> = guests
            .into_iter()
            .map(|guest| {
                let store = &self.stores[guest as usize % self.stores.len()];
                let (store, act) = (Arc::clone(store), self.act(guest, minute, step));
                tokio::spawn(async move { store.act(act).await.unwrap() })
            })
            .collect();
        let mut further = 0;
        for tried in tried {
            match tried.await.unwrap() {
                Done::Kept(_) => further += 1,
                Done::Unneeded => {}
                Done::Refused(ActError::NotOffered(_, Refusal::OutOfStock) | ActError::Ended(..)) => {}
                other => panic!("{other:?}"),
            }
        }
        further
    }

    fn act(&self, guest: u64, minute: i64, step: Step) -> Act {
        let (program, who) = (Arc::clone(&self.program), customer(&format!("guest-{guest}")));
        let id = name(&format!("guest-{guest}-{minute}"));
        let named = id.clone();
        Act {
            brand: brand(),
            customer: who.clone(),
            id,
            now: at(minute),
            today: at(0),
            offer: matches!(step, Step::Reserve).then(tote),
            decide: Box::new(move |memory, tallies| {
                let (now, profile) = (at(minute), memory.profile(at(minute)));
                let seen = Situation::of(&program, who.clone(), &profile, Visit::default(), now);
                let claim = ClaimId::new(format!("{who}-claim")).unwrap();
                let claimed = match step {
                    Step::Reserve => seen.reserve(&tote(), tallies, claim, Duration::from_secs(600)),
                    Step::Confirm => seen.confirm(&claim),
                }?;
                Ok(match claimed {
                    Claimed::New(fact) => Some(Event { id: named, customer: who, at: now, fact }),
                    Claimed::Held(_) => None,
                })
            }),
        }
    }

    /// The guests with a claim that stands so at a minute.
    async fn guests(&self, minute: i64, stands: fn(ClaimState) -> bool) -> Vec<u64> {
        let mut guests = Vec::new();
        for guest in 0..400 {
            let who = customer(&format!("guest-{guest}"));
            let profile = self.stores[0].recall(&brand(), &who).await.unwrap().profile(at(minute));
            if profile.claims.iter().any(|claim| stands(claim.state(at(minute)))) {
                guests.push(guest);
            }
        }
        guests
    }

    async fn kept(&self, minute: i64, stands: fn(ClaimState) -> bool) -> usize {
        self.guests(minute, stands).await.len()
    }
}

async fn held(store: &dyn Store, offer: &OfferId, minute: i64) -> u64 {
    let tallies = store.tallies(&brand(), at(minute), at(0)).await.unwrap();
    tallies.get(offer).map_or(0, |tally| tally.held)
}

fn is_reserved(state: ClaimState) -> bool {
    matches!(state, ClaimState::Reserved(_))
}

fn is_claimed(state: ClaimState) -> bool {
    matches!(state, ClaimState::Claimed(_))
}

fn evening() -> OfferId {
    OfferId::new("evening").unwrap()
}

fn tote() -> OfferId {
    OfferId::new("tote").unwrap()
}

#[tokio::test]
async fn claims_kept_before_they_were_counted_by_day_still_count() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    for step in [
        include_str!("../../migrations/sqlite/0001_events.sql"),
        include_str!("../../migrations/sqlite/0002_sessions.sql"),
        include_str!("../../migrations/sqlite/0003_invitations.sql"),
    ] {
        old.execute_batch(step).unwrap();
    }
    old.execute_batch(
        "PRAGMA user_version = 3;
         INSERT INTO claims (brand, customer, claim, offer, taken_until) VALUES
             ('atelier', 'ada', 'k-1', 'evening', 60000000),
             ('atelier', 'bea', 'k-2', 'evening', 9223372036854775807),
             ('atelier', 'cid', 'k-3', 'evening', -9223372036854775808);",
    )
    .unwrap();
    drop(old);

    let store = Sqlite::open(&path).unwrap();
    assert_eq!((held(&store, &evening(), 0).await, held(&store, &evening(), 1).await), (2, 1));
}
