//! What chance chose is written down, once a day, where there is something to learn.

use std::sync::Arc;
use std::time::Duration;

use domain::id::{BrandId, CustomerId};
use domain::money::{Currency, Money};
use domain::offer::{Holdout, Worth};
use domain::program::Program;
use service::store::sqlite::Sqlite;
use service::store::{Choices, Chosen};

use crate::app::TestApp;

const DAY: u64 = 24 * 60 * 60;

/// The first book is worth something, so chance may have a say in it.
fn with_a_worth(program: &mut Program) {
    let usd = |minor| Money { minor, currency: Currency::new("USD").unwrap() };
    for offer in program.offers.iter_mut().filter(|offer| offer.id.as_str() == "welcome") {
        offer.worth = Some(Worth { margin: usd(4_000), cost: usd(0) });
    }
}

/// What is written down, once there is so much of it: it is written after the answer.
async fn written(store: &Sqlite, count: usize) -> Vec<Chosen> {
    let brand = BrandId::new("corner").unwrap();
    for _ in 0..200 {
        let chosen = store.choices(&brand, None, 99).await.unwrap();
        if chosen.len() >= count {
            return chosen;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing more was written down")
}

#[tokio::test]
async fn what_chance_chose_is_written_down_once_a_day() {
    let store = Arc::new(Sqlite::in_memory().unwrap());
    let app = TestApp::with_program(store.clone(), with_a_worth);
    let seen = app.as_customer("7").await.sees("home").await;
    let first = written(&store, 1).await;
    assert_eq!(first.len(), 1, "of the others there is nothing to learn");
    let choice = &first[0].choice;
    assert_eq!((choice.offer.as_str(), choice.held_out), ("welcome", false));
    assert_eq!(choice.shown, seen.offers().contains(&"welcome"));
    assert!(choice.propensity > 0.0 && choice.propensity < 1.0);
    assert_eq!(first[0].looked_until.to_string(), "2026-04-01T00:00:00Z", "thirty days after 1 March");

    app.as_customer("7").await.sees("home").await;
    app.get("/v1/experience?brand=corner&placement=home", &[]).await;
    let tomorrow = app.later(DAY);
    tomorrow.as_customer("7").await.sees("home").await;
    let both = written(&store, 2).await;
    assert_eq!(
        (both.len(), &both[0]),
        (2, &first[0]),
        "the first of a day holds, and nobody unknown is followed"
    );
}

#[tokio::test]
async fn of_many_who_come_at_once_every_choice_is_written_down() {
    let store = Arc::new(Sqlite::in_memory().unwrap());
    let app = TestApp::with_program(store.clone(), with_a_worth);
    for number in 0..120 {
        app.as_customer(&format!("of-many-{number:03}")).await.sees("home").await;
    }
    let brand = BrandId::new("corner").unwrap();
    written(&store, 99).await;
    let last = CustomerId::new("of-many-098").unwrap();
    for _ in 0..200 {
        if store.choices(&brand, Some(&last), 99).await.unwrap().len() == 21 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("some were not written down");
}

#[tokio::test]
async fn who_is_held_out_is_written_down_too() {
    let store = Arc::new(Sqlite::in_memory().unwrap());
    let app = TestApp::with_program(store.clone(), |program| {
        program.holdout = Some(Holdout { salt: "all".to_owned(), share: 10_000 });
    });
    let seen = app.as_customer("7").await.sees("home").await;
    assert!(seen.offers().is_empty());
    let written = written(&store, 1).await;
    assert!(written.iter().all(|chosen| chosen.choice.held_out && !chosen.choice.shown));
}

#[tokio::test]
async fn where_there_is_nothing_to_learn_nothing_is_written_down() {
    let store = Arc::new(Sqlite::in_memory().unwrap());
    let app = TestApp::with_program(store.clone(), |_| {});
    app.as_customer("7").await.sees("home").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(store.choices(&BrandId::new("corner").unwrap(), None, 99).await.unwrap(), []);
}
