//! What a page hears of that happened elsewhere: to a friend, in the stock, in another process.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::id::CustomerId;
use serde_json::{Value, json};
use service::live::{Bell, Watch};
use service::store::{Notice, Place, open};

use crate::app::{TestApp, basic};

const MARCH: &str = "2026-02-27T10:00:00Z";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn erases(app: &TestApp, customer: &str) -> StatusCode {
    let (key, address) = (basic(&app.keys().secret), format!("/v1/customers/{customer}"));
    app.send(Method::DELETE, &address, &[("authorization", &key)], Body::empty()).await.status
}

#[tokio::test]
async fn who_invited_hears_that_their_friend_bought_and_took_it_back() {
    let app = TestApp::new();
    let (mut ida, mut hal) =
        (app.as_customer("ida").await.listens().await, app.as_customer("hal").await.listens().await);
    app.told("ida", "Friend Invited", "2026-02-01T10:00:00Z", json!({ "friend_id": "fay" })).await;
    ida.hears("changed").await;
    app.order("fay", "o-1", "50.00", MARCH).await;
    ida.hears("changed").await;
    app.told("fay", "Order Cancelled", "2026-02-28T10:00:00Z", json!({ "order_id": "o-1" })).await;
    ida.hears("changed").await;
    // Also who was away when it happened.
    let seen = app.as_customer("ida").await.sees("home").await.header("last-event-id").to_owned();
    app.order("fay", "o-2", "50.00", MARCH).await;
    ida.hears("changed").await;
    let mut back = app.as_customer("ida").await.listens_since(&seen).await;
    back.hears("hello").await;
    back.hears("changed").await;
    // What fay looks at is her own affair, and nobody else's.
    app.told("fay", "Product Viewed", MARCH, json!({ "product_id": "b-1" })).await;
    ida.is_quiet().await;
    hal.is_quiet().await;
}

#[tokio::test]
async fn who_invited_hears_of_what_comes_to_their_friend_under_another_name() {
    let app = TestApp::new();
    app.told("ida", "Friend Invited", "2026-02-01T10:00:00Z", json!({ "friend_id": "fay" })).await;
    let mut ida = app.as_customer("ida").await.listens().await;
    app.order("fay-2", "o-1", "50.00", MARCH).await;
    ida.is_quiet().await;
    app.agent_posts("/v1/customers/fay/merge", "-", json!({ "other": "fay-2" })).await;
    ida.hears("changed").await;
    app.order("fay-2", "o-2", "50.00", MARCH).await;
    ida.hears("changed").await;
    assert_eq!(erases(&app, "fay").await, 204);
    ida.hears("changed").await;
}

#[tokio::test]
async fn what_a_claim_that_ran_out_gives_back_is_everyones_business() {
    let app = TestApp::new();
    let mut watch = Watch::begin(app.service()).await.unwrap();
    let first = app.as_customer("7").await;
    for (offer, key) in [("signed-copy", "k-1"), ("tote", "k-2")] {
        assert_eq!(first.acts("claim", offer, key).await.status, 201);
    }
    let mut other = app.as_customer("8").await.listens().await;
    let now = app.now();
    for (days, is_back) in [(0, false), (29, false), (32, true), (33, false)] {
        watch.look(now + DAY * days).await.unwrap();
        match is_back {
            true => drop(other.hears("changed").await),
            false => other.is_quiet().await,
        }
    }
}

#[tokio::test]
async fn of_what_ran_out_nobody_hears_where_there_is_enough() {
    let app = TestApp::where_the_program(|program| {
        program.offers.iter_mut().for_each(|offer| offer.stock = offer.stock.map(|_| 100));
    });
    let mut watch = Watch::begin(app.service()).await.unwrap();
    app.as_customer("7").await.acts("claim", "signed-copy", "k-1").await;
    let mut other = app.as_customer("8").await.listens().await;
    for days in [0, 32] {
        watch.look(app.now() + DAY * days).await.unwrap();
        other.is_quiet().await;
    }
}

#[tokio::test]
async fn what_whoever_is_erased_gives_back_is_everyones_business() {
    let app = TestApp::new();
    let holds = async |name: &str, offer: &str| {
        let customer = app.as_customer(name).await;
        assert_eq!(customer.acts("claim", offer, "k-1").await.status, 201);
        customer
    };
    let own_word = holds("7", "signed-copy").await;
    let visitor = app.as_visitor("browser-4f2a9c1d77").await;
    let (mut known, mut unknown) = (app.as_customer("8").await.listens().await, visitor.listens().await);
    assert_eq!(own_word.sends(Method::DELETE, "/v1/me", Value::Null).await.status, 204);
    known.hears("changed").await;
    unknown.hears("changed").await;
    assert!(visitor.sees("home").await.offers().contains(&"signed-copy"));

    holds("9", "signed-copy").await;
    known.hears("changed").await;
    unknown.hears("changed").await;
    assert_eq!(erases(&app, "9").await, 204);
    known.hears("changed").await;
    unknown.hears("changed").await;

    // Of the tote there is no end, and the last one had nothing.
    holds("10", "tote").await;
    assert_eq!(erases(&app, "10").await, 204);
    assert_eq!(erases(&app, "11").await, 204);
    known.is_quiet().await;
    unknown.is_quiet().await;
}

#[tokio::test]
async fn what_another_process_did_is_told_to_whom_it_concerns() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::file(folder.path().join("corner.sqlite"));
    let (here, there) = (open(&place).await.unwrap(), open(&place).await.unwrap());
    let app = TestApp::with(Arc::clone(&here));
    let mut watch = Watch::begin(app.service()).await.unwrap();
    let (mut ada, mut bea) =
        (app.as_customer("ada").await.listens().await, app.as_customer("bea").await.listens().await);
    let brand = &app.program().brand;
    there.notify(brand, vec![Notice::Changed(CustomerId::new("ada").unwrap())]).await.unwrap();
    watch.look(app.now()).await.unwrap();
    ada.hears("changed").await;
    bea.is_quiet().await;
    // A few are named; where there are too many, everyone asks.
    let names = |many: usize| (0..many).map(|n| CustomerId::new(format!("c-{n}")).unwrap()).collect();
    let mut bell = Bell::of(&*there, brand);
    for (many, told) in [(200, false), (300, true), (0, false)] {
        bell.changed(names(many)).await.unwrap();
        bell.ring().await.unwrap();
        watch.look(app.now()).await.unwrap();
        for stream in [&mut ada, &mut bea] {
            match told {
                true => drop(stream.hears("changed").await),
                false => stream.is_quiet().await,
            }
        }
    }
    // Who was erased meanwhile reads the end; whoever is told asks.
    let zone = &app.program().zone;
    let name = CustomerId::new("ada").unwrap();
    there.erase(brand, &name, app.now(), zone, service::store::Actor::Command).await.unwrap();
    there.notify(brand, vec![Notice::Everyone]).await.unwrap();
    watch.look(app.now()).await.unwrap();
    assert_eq!(ada.next().await, None);
    bea.hears("changed").await;
}
