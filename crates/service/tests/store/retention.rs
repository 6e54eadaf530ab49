//! What is old is forgotten, in small steps, and nothing else is.

use domain::event::{Assurance, Event, Fact};
use domain::id::{BrandId, ContactId, OfferId, Placement};
use domain::program::Program;
use domain::retention::{KeptFor, Retention};
use domain::time::{Timestamp, Zone};
use service::care::{self, Run, run};
use service::program;
use service::store::{Actor, Deed, Store};

use crate::erasure::{drifted, ordered};
use crate::story::{at, customer, event, viewed};

const DAY: i64 = 24 * 60;

pub(crate) async fn what_is_old_is_forgotten_by_its_kind(store: &dyn Store) {
    let program = keeping("forgetting", |retention| {
        retention.behaviour = Some(KeptFor::Days(10));
        retention.shown = Some(KeptFor::Days(5));
        retention.contacts = Some(KeptFor::Months(1));
    });
    let brand = &program.brand;
    let shown = |id: &str, day| {
        let (offer, placement) = (OfferId::new("tote").unwrap(), Placement::new("home").unwrap());
        event(id, "ada", day * DAY, Fact::OfferShown { offer, placement })
    };
    let contact = |id: &str| ContactId::new(id).unwrap();
    let opened = |id: &str, of: &str, day| {
        event(id, "ada", day * DAY, Fact::ContactOpened { contact: contact(of), complaint: true })
    };
    let closed =
        |id: &str, of: &str, day| event(id, "ada", day * DAY, Fact::ContactClosed { contact: contact(of) });
    let events = vec![
        viewed("old-1", "ada", 29 * DAY),
        viewed("old-2", "bea", 29 * DAY),
        viewed("young", "ada", 31 * DAY),
        shown("shown-old", 34),
        shown("shown-young", 36),
        ordered("o-1", "ada", DAY, 1000),
        opened("c-1", "settled", 1),
        closed("c-2", "settled", 2),
        opened("c-3", "open", 1),
        opened("c-4", "settled-lately", 1),
        closed("c-5", "settled-lately", 20),
    ];
    store.append(brand, events, at(40 * DAY)).await.unwrap();
    let done = forget(store, &program, 40).await;
    assert_eq!((done.events, done.customers), (5, 0));
    let left = ["c-3", "c-4", "c-5", "o-1", "shown-young", "young"];
    assert_eq!(ids(store, brand, "ada").await, left, "an open matter stays however old it is");
    assert_eq!(ids(store, brand, "bea").await, [""; 0]);
    assert_eq!(forget(store, &program, 40).await, Run::default(), "once is enough");
    assert!(drifted(store, brand).await.is_empty());

    let noted = store.noted(brand, None, None, 10).await.unwrap();
    assert_eq!(noted.len(), 1, "where nothing was forgotten there is nothing to tell");
    assert_eq!((noted[0].deed, noted[0].actor, noted[0].subject), (Deed::Forget, Actor::Service, None));
}

pub(crate) async fn a_flood_of_old_things_leaves_in_small_steps(store: &dyn Store) {
    let program = keeping("forgetting-much", |retention| retention.behaviour = Some(KeptFor::Days(10)));
    let events = (0..2_600).map(|n| viewed(&format!("e-{n}"), if n % 2 == 0 { "ada" } else { "anon:x" }, n));
    store.append(&program.brand, events.collect(), at(DAY)).await.unwrap();
    let mut limits = program.retention.limits(&program.zone, at(40 * DAY));
    limits.customers = None;
    let step =
        store.forget(&program.brand, vec![customer("ada")], &limits, &program.zone, 500).await.unwrap();
    assert_eq!((step.events, step.done), (500, 0), "no more than it was asked for");
    assert_eq!(forget(store, &program, 40).await.events, 2_100);
}

pub(crate) async fn customers_who_are_silent_for_too_long_are_forgotten(store: &dyn Store) {
    let program = keeping("forgetting-all", |retention| retention.customers = Some(KeptFor::Days(30)));
    let brand = &program.brand;
    let identified = Fact::Identified { anonymous: customer("anon:eve"), assurance: Assurance::Proven };
    let events = vec![
        ordered("o-1", "ada", DAY, 1000),
        ordered("o-2", "bea", DAY, 500),
        viewed("e-1", "bea", 35 * DAY),
        viewed("e-2", "anon:eve", DAY),
        event("i-1", "eve", 2 * DAY, identified),
        viewed("e-3", "eve", 39 * DAY),
    ];
    store.append(brand, events.clone(), at(40 * DAY)).await.unwrap();
    let done = forget(store, &program, 40).await;
    assert_eq!((done.events, done.customers), (1, 1));
    assert_eq!(store.customers(brand, None, 10).await.unwrap(), [customer("bea"), customer("eve")]);
    assert_eq!(ids(store, brand, "bea").await, ["e-1", "o-2"], "all of it, as long as she comes");
    assert_eq!(ids(store, brand, "eve").await, ["e-2", "e-3", "i-1"], "nor the visitor she was");
    assert_eq!(store.books(brand).await.unwrap().len(), 1);
    store.append(brand, events, at(41 * DAY)).await.unwrap();
    assert_eq!(store.customers(brand, None, 10).await.unwrap().len(), 2, "an import brings nobody back");
}

pub(crate) async fn without_rules_everything_stays(store: &dyn Store) {
    let program = keeping("forgetting-nothing", |_| {});
    store.append(&program.brand, vec![viewed("e-1", "ada", 1)], at(2)).await.unwrap();
    let done = run(store, &program, at(40_000 * DAY), at(2), Actor::Service).await.unwrap();
    assert_eq!(done, Run::default());
    assert_eq!(ids(store, &program.brand, "ada").await, ["e-1"]);
    const { assert!(care::BEACONS > 366 && care::CHOICES > 365) }
}

/// So many days after the beginning.
async fn forget(store: &dyn Store, program: &Program, day: i64) -> Run {
    let mut done = run(store, program, at(day * DAY), at(0), Actor::Service).await.unwrap();
    // What is swept is counted for all brands: other stories have left some of it.
    done.others = 0;
    done
}

async fn ids(store: &dyn Store, brand: &BrandId, who: &str) -> Vec<String> {
    let history: Vec<Event> = store.history(brand, &customer(who)).await.unwrap();
    let mut ids: Vec<String> = history.into_iter().map(|event| event.id.to_string()).collect();
    ids.sort();
    ids
}

fn keeping(brand: &str, rules: impl FnOnce(&mut Retention)) -> Program {
    let mut program = program::read(include_str!("../api/program.toml")).unwrap();
    program.brand = BrandId::new(brand).unwrap();
    program.zone = Zone::utc();
    rules(&mut program.retention);
    program
}

#[test]
fn limits_are_the_beginnings_of_days() {
    let zone = Zone::utc();
    let now: Timestamp = "2026-03-31T18:00:00Z".parse().unwrap();
    let limit = |kept: KeptFor| kept.limit(&zone, now).to_string();
    assert_eq!(limit(KeptFor::Days(1)), "2026-03-30T00:00:00Z");
    assert_eq!(limit(KeptFor::Months(1)), "2026-02-28T00:00:00Z");
    assert_eq!(limit(KeptFor::Months(120)), "2016-03-31T00:00:00Z");
}
