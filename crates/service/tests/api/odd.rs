//! Events that are late, early, doubled, or about nothing known yet.

use crate::answer::Answer;
use crate::app::{TestApp, basic, order_completed};
use serde_json::{Value, json};

fn told(id: &str, event: &str, at: &str, properties: Value) -> Value {
    json!({
        "type": "track", "event": event, "messageId": id, "userId": "7", "timestamp": at,
        "properties": properties,
    })
}

/// Some weeks of a customer, as they happened.
fn weeks() -> Vec<Value> {
    let order = |order: &str, total: &str, at: &str| order_completed("7", order, total, at);
    vec![
        told("v-1", "Product Viewed", "2026-01-05T10:00:00Z", json!({ "product_id": "b-1" })),
        order("o-1", "60.00", "2026-01-06T10:00:00Z"),
        order("o-2", "80.00", "2026-01-20T10:00:00Z"),
        told("r-1", "Order Refunded", "2026-01-25T10:00:00Z", json!({ "order_id": "o-1", "total": 20 })),
        told("c-1", "Order Cancelled", "2026-02-01T10:00:00Z", json!({ "order_id": "o-2" })),
        order("o-3", "55.50", "2026-02-10T10:00:00Z"),
        told("d-1", "Offer Declined", "2026-02-12T10:00:00Z", json!({ "offer_id": "evening" })),
        told(
            "k-1",
            "Contact Opened",
            "2026-02-13T10:00:00Z",
            json!({ "contact_id": "9", "complaint": true }),
        ),
        told("k-2", "Contact Closed", "2026-02-14T10:00:00Z", json!({ "contact_id": "9" })),
    ]
}

/// What is shown, after these batches. When it was decided is not part of it.
async fn shown_after(batches: Vec<Vec<Value>>) -> String {
    let app = TestApp::new();
    for batch in batches {
        let key = [("authorization", basic(&app.keys().secret))];
        let key = key.each_ref().map(|(name, value)| (*name, value.as_str()));
        let answer = app.post("/v1/batch", &key, json!({ "batch": batch })).await;
        assert_eq!(answer.json["success"], true, "{}", answer.text);
    }
    let seen = app.as_customer("7").await.sees("home").await;
    seen.json["html"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn however_late_and_often_and_in_whatever_order_it_is_told_the_customer_is_shown_the_same() {
    let straight = shown_after(vec![weeks()]).await;
    assert!(straight.contains("95 points"), "40 kept of o-1 and 55.50 of o-3: {straight}");
    let backwards: Vec<Value> = weeks().into_iter().rev().collect();
    assert_eq!(shown_after(vec![backwards.clone()]).await, straight);
    assert_eq!(shown_after(vec![weeks(), backwards]).await, straight);
    let drop_by_drop = weeks().into_iter().cycle().skip(4).take(18).map(|message| vec![message]);
    assert_eq!(shown_after(drop_by_drop.collect()).await, straight);
}

#[tokio::test]
async fn of_two_messages_with_one_name_the_first_that_came_counts() {
    let app = TestApp::new();
    app.order("7", "o-1", "120.00", "2026-02-27T10:00:00Z").await;
    let mut other = order_completed("7", "o-1", "1.00", "2026-02-26T10:00:00Z");
    other["properties"]["order_id"] = json!("o-2");
    assert_eq!(app.reports(other).await.json["known"], 1);
    assert_eq!(points(&app.as_customer("7").await.sees("home").await), 120);
}

#[tokio::test]
async fn a_refund_may_come_before_its_order() {
    let app = TestApp::new();
    let refund = json!({ "order_id": "o-1", "total": "20.00" });
    app.told("7", "Order Refunded", "2026-02-20T10:00:00Z", refund).await;
    let customer = app.as_customer("7").await;
    assert_eq!(points(&customer.sees("home").await), 0);
    app.order("7", "o-1", "120.00", "2026-02-27T10:00:00Z").await;
    assert_eq!(points(&customer.sees("home").await), 100);
}

#[tokio::test]
async fn an_event_of_a_later_day_is_refused_and_one_of_later_today_waits() {
    let app = TestApp::new();
    let answer = app.reports(order_completed("7", "o-1", "120.00", "2026-03-02T12:00:01Z")).await;
    assert_eq!(
        (answer.problem(), &answer.json["errors"][0]["field"]),
        ((400, "invalid"), &json!("timestamp"))
    );
    app.order("7", "o-2", "120.00", "2026-03-01T13:00:00Z").await;
    assert_eq!(points(&app.as_customer("7").await.sees("home").await), 0);
    let later = app.later(3600);
    assert_eq!(points(&later.as_customer("7").await.sees("home").await), 120);
}

#[tokio::test]
async fn a_currency_there_is_not_is_refused_and_another_one_earns_nothing() {
    let app = TestApp::new();
    let order = |id: &str, currency: &str| {
        let mut order = order_completed("7", id, "120.00", "2026-02-27T10:00:00Z");
        order["properties"]["currency"] = json!(currency);
        order
    };
    let answer = app.reports(order("o-1", "XYZ")).await;
    assert_eq!(answer.problem(), (400, "invalid"));
    let error = &answer.json["errors"][0];
    assert_eq!((&error["field"], &error["value"]), (&json!("properties.currency"), &json!("XYZ")));
    assert_eq!(app.reports(order("o-2", "EUR")).await.status, 200);
    let seen = app.as_customer("7").await.sees("home").await;
    assert_eq!((points(&seen), &seen.json["experience"]["standing"]["stage"]), (0, &json!("new")));
}

#[tokio::test]
async fn amounts_at_the_end_of_64_bits_are_added_without_a_fall() {
    let app = TestApp::new();
    for order in ["o-1", "o-2", "o-3"] {
        app.order("7", order, "92233720368547758.07", "2026-02-27T10:00:00Z").await;
    }
    let answer =
        app.reports(order_completed("7", "o-4", "92233720368547758.08", "2026-02-27T10:00:00Z")).await;
    assert_eq!(answer.problem(), (400, "invalid"));
    assert_eq!(answer.json["errors"][0]["rule"], "must fit into 64 bits of minor units");
    let seen = app.as_customer("7").await.sees("home").await;
    assert_eq!(seen.json["experience"]["standing"]["tier"], "friend");
    assert!(points(&seen) >= 92_233_720_368_547_758);
}

fn points(answer: &Answer) -> i64 {
    answer.json["experience"]["standing"]["points"].as_i64().unwrap()
}
