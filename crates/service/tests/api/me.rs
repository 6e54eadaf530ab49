//! `/v1/me`, `/v1/me/export`, `DELETE /v1/me` and `DELETE /v1/customers/{id}`.

use crate::answer::Answer;
use crate::app::{PAGE, TestApp, basic, order_completed};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

async fn erases(app: &TestApp, key: &str, customer: &str) -> Answer {
    let address = format!("/v1/customers/{customer}");
    app.send(Method::DELETE, &address, &[("authorization", &basic(key))], Body::empty()).await
}

#[tokio::test]
async fn a_customer_sees_what_is_known_of_them() {
    let app = TestApp::new();
    let visitor = app.as_visitor("a-browser-of-somebody").await;
    let customer = app.signs_in(&visitor, "customer-7").await;
    app.order("customer-7", "o-1", "120.00", "2026-02-01T09:00:00Z").await;
    customer.acts("claim", "tote", "key-1").await;
    customer
        .sends(Method::PUT, "/v1/me/consent", json!({ "brand": "corner", "personal_offers": false }))
        .await;

    let me = customer.asks("/v1/me").await;
    assert_eq!((me.status.as_u16(), me.header("cache-control")), (200, "private, no-store"));
    let known = &me.json;
    assert_eq!((&known["brand"], &known["customer"]), (&json!("corner"), &json!("customer-7")));
    assert_eq!(known["names"], json!(["customer-7", "anon:a-browser-of-somebody"]));
    assert_eq!((&known["stage"], &known["tier"]), (&json!("new"), &json!("friend")));
    assert_eq!((&known["points"], known.get("to_spend")), (&json!(120), None));
    assert_eq!(known["consent"], json!({ "personal_offers": false }));
    let claims = known["claims"].as_array().unwrap();
    assert_eq!(
        (claims.len(), &claims[0]["offer"], &claims[0]["state"]),
        (1, &json!("tote"), &json!("claimed"))
    );
    let exported = customer.asks("/v1/me/export").await;
    assert_eq!(known["events"].as_u64().unwrap() as usize, exported.json["events"].as_array().unwrap().len());
}

#[tokio::test]
async fn a_customer_takes_everything_along() {
    let app = TestApp::new();
    let customer = app.as_customer("customer-7").await;
    app.order("customer-7", "o-2", "20.00", "2026-02-02T09:00:00Z").await;
    app.order("customer-7", "o-1", "10.00", "2026-02-01T09:00:00Z").await;
    app.order("customer-8", "o-3", "30.00", "2026-02-01T09:00:00Z").await;
    customer.acts("claim", "tote", "key-1").await;
    let mut refused = order_completed("customer-7", "o-4", "many", "2026-02-03T09:00:00Z");
    app.reports(refused.clone()).await;

    let answer = customer.asks("/v1/me/export").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let events = answer.json["events"].as_array().unwrap();
    let told: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(told, ["Order Completed", "Order Completed", "Offer Claimed"]);
    let expected = json!({ "order_id": "o-1", "total": "10.00", "currency": "USD" });
    assert_eq!((&events[0]["properties"], &events[0]["userId"]), (&expected, &json!("customer-7")));
    assert_eq!(events[2]["properties"]["terms"]["en"]["title"], "A linen tote");
    let held = &answer.json["refused"][0];
    refused["type"] = held["type"].clone();
    assert_eq!(held["properties"], refused["properties"]);
    assert!(!answer.text.contains("customer-8"));
    assert_eq!(
        app.agent_gets("/v1/reports/audit").await.json["entries"][0]["deed"],
        "export",
        "whoever hands it out says so"
    );
}

#[tokio::test]
async fn what_was_exported_can_be_reported_again() {
    let app = TestApp::new();
    let customer = app.as_customer("customer-7").await;
    app.order("customer-7", "o-1", "10.00", "2026-02-01T09:00:00Z").await;
    app.told("customer-7", "Contact Opened", "2026-02-02T09:00:00Z", json!({ "contact_id": "c-1" })).await;
    let events = customer.asks("/v1/me/export").await.json["events"].clone();
    let key = basic(&app.keys().secret);
    let again = app.post("/v1/batch", &[("authorization", &key)], json!({ "batch": events })).await;
    assert_eq!((&again.json["known"], &again.json["new"]), (&json!(2), &json!(0)), "{}", again.text);
}

#[tokio::test]
async fn who_leaves_is_gone_and_their_session_with_them() {
    let app = TestApp::new();
    let (customer, elsewhere) = (app.as_customer("customer-7").await, app.as_customer("customer-7").await);
    app.order("customer-7", "o-1", "120.00", "2026-02-01T09:00:00Z").await;
    customer.acts("claim", "tote", "key-1").await;
    let left = customer.sends(Method::DELETE, "/v1/me", Value::Null).await;
    assert_eq!((left.status.as_u16(), left.text.as_str()), (204, ""));
    for session in [&customer, &elsewhere] {
        assert_eq!(session.asks("/v1/me").await.problem(), (401, "session_needed"));
    }
    assert_eq!(app.facts("customer-7").await, []);

    // A server's retry is refused in so many words, and nothing of it is kept.
    let again = app.reports(order_completed("customer-7", "o-1", "120.00", "2026-02-01T09:00:00Z")).await;
    assert_eq!(again.problem(), (400, "invalid"));
    let refused = &again.json["errors"][0];
    assert_eq!((&refused["field"], &refused["value"]), (&json!("timestamp"), &json!("")));
    assert!(refused["rule"].as_str().unwrap().contains("erasure"));
    assert_eq!(app.store().held(&app.program().brand, 0, 10).await.unwrap(), []);
    assert_eq!(app.facts("customer-7").await, []);

    // Who comes back is somebody new.
    let later = app.later(60);
    let back = later.as_customer("customer-7").await.asks("/v1/me").await;
    assert_eq!((&back.json["stage"], &back.json["events"]), (&json!("prospect"), &json!(0)));
    later.order("customer-7", "o-9", "10.00", "2026-03-01T12:00:50Z").await;
    assert_eq!(later.facts("customer-7").await.len(), 1);
}

#[tokio::test]
async fn a_page_is_not_told_who_was_erased() {
    let app = TestApp::new();
    assert_eq!(erases(&app, &app.keys().secret, "customer-7").await.status, 204);
    let viewed = |customer: &str| {
        json!({
            "type": "track", "event": "Product Viewed", "messageId": "m-1", "userId": customer,
            "timestamp": "2026-02-01T09:00:00Z",
        })
    };
    let public = basic(&app.keys().public);
    let headers = [("authorization", public.as_str()), ("origin", PAGE)];
    let erased = app.post("/v1/track", &headers, viewed("customer-7")).await;
    app.post("/v1/track", &headers, viewed("customer-8")).await;
    let repeated = app.post("/v1/track", &headers, viewed("customer-8")).await;
    assert_eq!((erased.status, &erased.json), (repeated.status, &repeated.json));
    assert_eq!(app.facts("customer-7").await, []);
}

#[tokio::test]
async fn a_brand_erases_a_customer_with_a_secret_key() {
    let app = TestApp::new();
    let customer = app.as_customer("customer 7/8").await;
    app.order("customer 7/8", "o-1", "120.00", "2026-02-01T09:00:00Z").await;
    let public = erases(&app, &app.keys().public, "customer%207%2F8").await;
    assert_eq!(public.problem(), (403, "key_too_weak"));
    let nobody = app.send(Method::DELETE, "/v1/customers/7", &[], Body::empty()).await;
    assert_eq!(nobody.problem(), (401, "key_refused"));
    assert_eq!(customer.asks("/v1/me").await.status, 200);

    assert_eq!(erases(&app, &app.keys().secret, "customer%207%2F8").await.status, 204);
    assert_eq!(customer.asks("/v1/me").await.problem(), (401, "session_needed"));
    assert_eq!(app.facts("customer 7/8").await, []);
    assert_eq!(erases(&app, &app.keys().secret, "customer%207%2F8").await.status, 204, "said again");
    assert_eq!(erases(&app, &app.keys().secret, &"7".repeat(201)).await.problem(), (400, "invalid"));
}

#[tokio::test]
async fn the_audit_tells_a_server_who_did_what_and_names_nobody() {
    let app = TestApp::new();
    app.as_customer("customer-7").await.sends(Method::DELETE, "/v1/me", Value::Null).await;
    erases(&app, &app.keys().secret, "customer-7").await;
    erases(&app, &app.keys().secret, "customer-8").await;
    let report = app.agent_gets("/v1/reports/audit").await;
    assert_eq!(report.status, 200, "{}", report.text);
    let entries = report.json["entries"].as_array().unwrap();
    let said: Vec<(&str, &str)> = entries
        .iter()
        .map(|entry| (entry["actor"].as_str().unwrap(), entry["deed"].as_str().unwrap()))
        .collect();
    assert_eq!(said, [("secret_key", "erase"), ("secret_key", "erase"), ("customer", "erase")]);
    assert_eq!(entries[1]["subject"], entries[2]["subject"], "about the same");
    assert_ne!(entries[0]["subject"], entries[1]["subject"]);
    assert!(!report.text.contains("customer-7") && report.json.get("before").is_none());
    let older = app.agent_gets(&format!("/v1/reports/audit?before={}", entries[1]["number"])).await;
    assert_eq!(older.json["entries"], json!([entries[2]]));
    assert_eq!(app.agent_gets("/v1/reports/audit?before=x").await.problem(), (400, "invalid"));

    let public = basic(&app.keys().public);
    let answer = app.get("/v1/reports/audit", &[("authorization", &public)]).await;
    assert_eq!(answer.problem(), (403, "key_too_weak"));
    assert_eq!(app.get("/v1/reports/audit", &[]).await.problem(), (401, "key_refused"));
}
