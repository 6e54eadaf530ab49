//! What was refused, and what becomes of it.

use axum::body::Body;
use axum::http::Method;
use domain::event::Fact;
use domain::id::{BrandId, CustomerId};
use domain::money::Money;
use serde_json::{Value, json};
use service::door::Strength;
use service::quarantine::{Replayed, replay, set};
use service::store::Held;

use crate::app::{TestApp, basic, order_completed};

async fn held(app: &TestApp) -> Vec<(u64, Held)> {
    app.store().held(&BrandId::new("corner").unwrap(), 0, 100).await.unwrap()
}

async fn page_reports(app: &TestApp, body: Value) {
    app.post("/v1/track", &[("authorization", &basic(&app.keys().public))], body).await;
}

fn misspelt(order: &str) -> Value {
    let mut message = order_completed("7", order, "30.00", "2026-02-20T10:00:00Z");
    message["properties"]["total"] = json!("30,00");
    message
}

#[tokio::test]
async fn a_refused_message_is_kept_once_however_often_it_is_sent() {
    let app = TestApp::new();
    let batch = json!({ "batch": [misspelt("o-1"), 7], "sentAt": "2026-03-01T12:00:00Z" });
    let again = json!({ "batch": [misspelt("o-1"), 7], "sentAt": "2026-03-01T12:05:00Z" });
    for body in [batch, again] {
        app.post("/v1/batch", &[("authorization", &basic(&app.keys().secret))], body).await;
    }
    app.reports(misspelt("o-1")).await;
    let held = held(&app).await;
    assert_eq!(held.len(), 2, "{held:?}");
    assert_eq!((&*held[0].1.fault.field, &*held[0].1.fault.value), ("properties.total", "30,00"));
    assert_eq!(held[0].1.customer.as_ref().unwrap().as_str(), "7");
    assert_eq!(held[1].1.message, json!(7));
}

#[tokio::test]
async fn what_is_put_right_counts_as_if_it_had_come_right() {
    let app = TestApp::new();
    app.reports(misspelt("o-1")).await;
    let later = app.later(3600);
    let mut kept = held(&later).await.remove(0);
    assert!(matches!(later.replays(kept.clone(), None).await, Replayed::Refused(_)));
    set(&mut kept.1.message, "properties.total", json!(30));
    assert_eq!(later.replays(kept.clone(), None).await, Replayed::New([customer("7")].into()));
    assert_eq!(later.replays(kept, None).await, Replayed::Known);
    assert!(held(&later).await.is_empty());
    let facts = later.facts("7").await;
    let Fact::OrderCompleted { total: Money { minor: 3000, .. }, .. } = facts[0] else { panic!("{facts:?}") };
}

#[tokio::test]
async fn an_order_from_a_page_is_kept_apart_and_counts_only_where_somebody_vouches_for_it() {
    let app = TestApp::new();
    page_reports(&app, order_completed("7", "o-1", "30.00", "2026-02-20T10:00:00Z")).await;
    let kept = held(&app).await.remove(0);
    assert_eq!(
        (kept.1.strength, &*kept.1.fault.rule),
        (Strength::Public, "must be reported with a secret key")
    );
    assert!(matches!(app.replays(kept.clone(), None).await, Replayed::Refused(_)));
    assert_eq!(app.facts("7").await, []);
    assert_eq!(app.replays(kept, Some(Strength::Secret)).await, Replayed::New([customer("7")].into()));
    assert_eq!(app.facts("7").await.len(), 1);
}

#[tokio::test]
async fn no_key_and_no_form_is_kept_of_what_is_refused() {
    let app = TestApp::new();
    let body = json!({
        "type": "identify", "messageId": "m-1", "userId": "anon:x", "writeKey": app.keys().public,
        "traits": { "email": "ada@quartet.example" }, "context": { "ip": "192.0.2.7" },
    });
    app.send(Method::POST, "/v1/i", &[("content-type", "text/plain")], Body::from(body.to_string())).await;
    let kept = held(&app).await.remove(0).1.message;
    assert_eq!(kept, json!({ "type": "identify", "messageId": "m-1", "userId": "anon:x" }));
}

#[tokio::test]
async fn what_is_too_long_is_told_and_not_kept() {
    let app = TestApp::new();
    let mut long = misspelt("o-1");
    long["properties"]["note"] = json!("x".repeat(40_000));
    assert_eq!(app.reports(long).await.problem(), (400, "invalid"));
    assert!(held(&app).await.is_empty());
}

#[test]
fn a_value_is_put_where_its_path_says() {
    let mut message = json!({ "properties": { "products": [{ "price": "4,00" }] }, "userId": 7 });
    set(&mut message, "properties.products.0.price", json!(4));
    set(&mut message, "properties.currency", json!("EUR"));
    set(&mut message, "context.timezone", json!("Asia/Tokyo"));
    set(&mut message, "userId", json!("8"));
    assert_eq!(
        message,
        json!({
            "properties": { "products": [{ "price": 4 }], "currency": "EUR" }, "userId": "8",
            "context": { "timezone": "Asia/Tokyo" },
        })
    );
}

impl TestApp {
    /// Sends a kept message through the door again.
    async fn replays(&self, kept: (u64, Held), strength: Option<Strength>) -> Replayed {
        replay(self.store(), self.program(), kept, strength, self.now()).await.unwrap()
    }
}

fn customer(name: &str) -> CustomerId {
    CustomerId::new(name).unwrap()
}
