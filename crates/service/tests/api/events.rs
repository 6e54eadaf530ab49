//! `/v1/track`, `/v1/page`, `/v1/screen` and `/v1/batch`.

use crate::answer::Answer;
use crate::app::{TestApp, basic, order_completed};
use serde_json::{Value, json};

fn viewed(id: &str) -> Value {
    json!({ "type": "track", "event": "Product Viewed", "messageId": id, "userId": "7" })
}

fn bought(order: &str) -> Value {
    order_completed("7", order, "30.00", "2026-02-20T10:00:00Z")
}

async fn page_reports(app: &TestApp, address: &str, body: Value) -> Answer {
    app.post(address, &[("authorization", &basic(&app.keys().public))], body).await
}

#[tokio::test]
async fn the_same_message_twice_is_one() {
    let app = TestApp::new();
    let counts = |answer: &Answer| (answer.json["new"].clone(), answer.json["known"].clone());
    assert_eq!(counts(&app.reports(bought("o-1")).await), (json!(1), json!(0)));
    assert_eq!(counts(&app.reports(bought("o-1")).await), (json!(0), json!(1)));
}

#[tokio::test]
async fn a_page_may_report_what_it_saw_and_never_what_was_paid() {
    let app = TestApp::new();
    assert_eq!(page_reports(&app, "/v1/track", viewed("m-1")).await.status, 200);
    let refused = page_reports(&app, "/v1/track", bought("o-1")).await;
    assert_eq!(refused.problem(), (403, "key_too_weak"));
    let seen = app.as_customer("7").await.sees("home").await;
    assert_eq!(seen.json["experience"]["standing"]["stage"], "prospect");
}

#[tokio::test]
async fn in_a_batch_each_message_is_judged_by_itself() {
    let app = TestApp::new();
    let batch = json!({ "batch": [viewed("m-1"), bought("o-1"), { "type": "track" }] });
    let answer = page_reports(&app, "/v1/batch", batch).await;
    assert_eq!((answer.status.as_u16(), &answer.json["success"]), (200, &json!(false)));
    assert_eq!((&answer.json["new"], &answer.json["refused"][0]["index"]), (&json!(1), &json!(1)));
    assert_eq!(answer.json["refused"][1]["index"], 2);
}

#[tokio::test]
async fn the_address_names_the_kind_where_the_message_does_not() {
    let app = TestApp::new();
    for (at, address) in ["/v1/page", "/v1/screen"].into_iter().enumerate() {
        let body = json!({ "messageId": format!("m-{at}"), "userId": "7", "name": "Home" });
        let answer = page_reports(&app, address, body).await;
        assert_eq!((answer.status.as_u16(), &answer.json["new"]), (200, &json!(1)), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_message_that_is_wrong_says_where() {
    let app = TestApp::new();
    let mut message = bought("o-1");
    message["properties"]["total"] = json!("much");
    let answer = app.reports(message).await;
    assert_eq!(answer.problem(), (400, "invalid"));
    assert_eq!(answer.json["errors"][0]["field"], "properties.total");
    assert_eq!(answer.json["errors"][0]["value"], "much");
}

#[tokio::test]
async fn nobody_reports_without_a_key() {
    let app = TestApp::new();
    let session = format!("Bearer {}", app.as_customer("7").await.session);
    for headers in [vec![], vec![("authorization", basic("sk_guessed"))], vec![("authorization", session)]] {
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(app.post("/v1/track", &headers, viewed("m-1")).await.problem(), (401, "key_refused"));
    }
}

#[tokio::test]
async fn a_message_without_particulars_may_say_so_with_null() {
    let app = TestApp::new();
    let mut message = viewed("m-1");
    message["properties"] = Value::Null;
    assert_eq!(page_reports(&app, "/v1/track", message.clone()).await.status, 200);
    let answer = page_reports(&app, "/v1/batch", json!({ "batch": [message, viewed("m-2")] })).await;
    assert_eq!((&answer.json["known"], &answer.json["new"]), (&json!(1), &json!(1)), "{}", answer.text);
}

#[tokio::test]
async fn a_message_that_is_no_message_does_not_spoil_its_batch() {
    let app = TestApp::new();
    let mut odd = viewed("m-1");
    odd["properties"] = json!(["Nine", "Aubades"]);
    let answer = page_reports(&app, "/v1/batch", json!({ "batch": [odd, viewed("m-2")] })).await;
    assert_eq!((answer.status.as_u16(), &answer.json["new"]), (200, &json!(1)), "{}", answer.text);
    assert_eq!(answer.json["refused"][0]["field"], "properties");
}

#[tokio::test]
async fn a_batch_of_crumbs_is_too_large() {
    let crumbs = vec![json!({}); 2501];
    let answer = page_reports(&TestApp::new(), "/v1/batch", json!({ "batch": crumbs })).await;
    assert_eq!(answer.problem(), (413, "too_large"));
}
