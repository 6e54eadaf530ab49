//! What was chosen by chance is kept once, and what came of it is evidence.

use std::time::Duration;

use domain::decision::Choice;
use domain::event::{Event, Fact};
use domain::id::{BrandId, OfferId, OrderId, Placement};
use domain::money::{Currency, Money};
use domain::program::{Arm, Evidence};
use domain::time::{Date, Timestamp};
use jiff::ToSpan;
use service::store::{Chosen, Store};

use crate::story::{at, brand, customer, event};

pub(crate) async fn choices_are_kept_once(store: &dyn Store) {
    let first = vec![chosen("kim", "tasting", 0, true), chosen("kim", "walk", 0, false)];
    store.log_choices(&brand(), first.clone()).await.unwrap();
    let (again, later) = (chosen("kim", "tasting", 0, false), chosen("kim", "tasting", 1, false));
    store.log_choices(&brand(), vec![again, later.clone()]).await.unwrap();
    let other = chosen("lou", "tasting", 0, true);
    store.log_choices(&brand(), vec![other.clone()]).await.unwrap();

    let kim = vec![first[0].clone(), first[1].clone(), later];
    assert_eq!(store.choices(&brand(), None, 1).await.unwrap(), kim, "the first of a day holds");
    assert_eq!(store.choices(&brand(), Some(&customer("kim")), 9).await.unwrap(), [other]);
    assert_eq!(store.choices(&brand(), Some(&customer("lou")), 9).await.unwrap(), []);
    assert_eq!(store.choices(&BrandId::new("elsewhere").unwrap(), None, 9).await.unwrap(), []);

    let has = |who: &'static str, place: &'static str, day| async move {
        let place = Placement::new(place).unwrap();
        store.has_chosen(&brand(), &customer(who), &place, date(day)).await.unwrap()
    };
    assert!(has("kim", "home", 0).await && has("kim", "home", 1).await);
    assert!(!has("kim", "home", 2).await && !has("kim", "till", 0).await && !has("mia", "home", 0).await);
}

pub(crate) async fn what_came_of_choices_is_evidence(store: &dyn Store) {
    let other = |who: &str, shown, held_out| {
        let mut other = chosen(who, "concert", 0, shown);
        other.choice.held_out = held_out;
        other
    };
    let log = vec![
        other("given-1", true, false),
        other("given-2", true, false),
        other("given-3", true, false),
        other("passed-over", false, false),
        other("held-out", false, true),
        Chosen { looked_until: at(90 * 24 * 60), ..other("still-looked-on", true, false) },
        // A second choice says nothing more of a customer.
        Chosen { day: date(1), at: start(1), ..other("passed-over", true, false) },
    ];
    store.log_choices(&brand(), log).await.unwrap();
    let orders = vec![
        bought("given-1", 5),
        bought("given-2", 5),
        event(
            "given-2-back",
            "given-2",
            day(6),
            Fact::OrderRefunded { order: order("given-2", 5), amount: None },
        ),
        bought("given-3", 31),
        bought("held-out", 29),
        bought("still-looked-on", 5),
    ];
    store.append(&brand(), orders, at(day(40))).await.unwrap();

    assert!(store.evidence(&brand(), start(29)).await.unwrap().is_empty(), "all of it is still looked on");
    let seen = Evidence { given: Arm { customers: 3, bought: 1 }, held_out: Arm { customers: 2, bought: 1 } };
    let concert = OfferId::new("concert").unwrap();
    for _ in 0..200 {
        // Until the new day has been looked into, what was known before is told.
        if let Some(learnt) = store.evidence(&brand(), start(31)).await.unwrap().get(&concert) {
            return assert_eq!(*learnt, seen, "what was given back was not bought");
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing was learnt");
}

/// At noon of a day, for thirty days, in one of two placements of equal chance.
fn chosen(who: &str, offer: &str, day: i64, shown: bool) -> Chosen {
    Chosen {
        customer: customer(who),
        placement: Placement::new("home").unwrap(),
        day: date(day),
        at: start(day) + 12.hours(),
        looked_until: start(day + 30),
        choice: Choice { offer: OfferId::new(offer).unwrap(), shown, propensity: 0.5, held_out: false },
    }
}

fn bought(who: &str, on: i64) -> Event {
    let total = Money { minor: 4_000, currency: Currency::new("EUR").unwrap() };
    let fact = Fact::OrderCompleted { order: order(who, on), total, items: Vec::new() };
    event(&format!("{who}-{on}"), who, day(on), fact)
}

fn order(who: &str, on: i64) -> OrderId {
    OrderId::new(format!("{who}-{on}")).unwrap()
}

/// The minute of noon of a day.
fn day(day: i64) -> i64 {
    day * 24 * 60 + 12 * 60
}

fn start(day: i64) -> Timestamp {
    at(day * 24 * 60)
}

fn date(day: i64) -> Date {
    Date::constant(1970, 1, 1) + day.days()
}
