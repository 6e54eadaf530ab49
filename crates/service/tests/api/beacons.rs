//! `/v1/health` and `/v1/reports/health`.

use crate::answer::Answer;
use crate::app::{PAGE, TestApp, basic};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};

const DAY: u64 = 24 * 60 * 60;

async fn says(app: &TestApp, beacon: &Value) -> Answer {
    let headers = [("content-type", "text/plain;charset=UTF-8"), ("origin", PAGE)];
    app.send(Method::POST, "/v1/health", &headers, Body::from(beacon.to_string())).await
}

async fn said(app: &TestApp, beacon: Value) {
    let answer = says(app, &beacon).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""), "{beacon}");
}

async fn report(app: &TestApp, query: &str) -> Answer {
    app.get(&format!("/v1/reports/health{query}"), &[("authorization", &basic(&app.keys().secret))]).await
}

#[tokio::test]
async fn what_elements_say_is_counted_by_day_surface_path_and_code() {
    let app = TestApp::new();
    for first in [40, 300, 301, 60_000] {
        said(&app, json!({ "brand": "corner", "surface": "web", "path": "wasm", "first": first })).await;
    }
    let trapped = json!({
        "brand": "corner", "surface": "web", "path": "html", "code": "wasm_trap", "first": 90, "traps": 2,
    });
    said(&app, trapped.clone()).await;
    said(&app, trapped).await;
    said(&app, json!({ "brand": "corner", "path": "fallback", "code": "unknown_placement" })).await;
    let tomorrow = app.later(DAY);
    said(&tomorrow, json!({ "brand": "corner", "surface": "kiosk", "path": "wasm", "first": 100 })).await;

    let answer = report(&tomorrow, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let wasm = json!([{ "up_to": 100, "beacons": 1 }, { "up_to": 400, "beacons": 2 }, { "beacons": 1 }]);
    let expected = json!({ "brand": "corner", "days": [
        { "day": "2026-03-01", "counts": [
            { "path": "fallback", "code": "unknown_placement", "beacons": 1, "traps": 0, "first": [] },
            {
                "surface": "web", "path": "html", "code": "wasm_trap", "beacons": 2, "traps": 4,
                "first": [{ "up_to": 100, "beacons": 2 }],
            },
            { "surface": "web", "path": "wasm", "beacons": 4, "traps": 0, "first": wasm },
        ] },
        { "day": "2026-03-02", "counts": [
            {
                "surface": "kiosk", "path": "wasm", "beacons": 1, "traps": 0,
                "first": [{ "up_to": 100, "beacons": 1 }],
            },
        ] },
    ] });
    assert_eq!(answer.json, expected);
}

#[tokio::test]
async fn a_report_goes_back_as_many_days_as_it_is_asked_to() {
    let app = TestApp::new();
    for days in [0, 1, 5] {
        said(&app.later(days * DAY), json!({ "brand": "corner", "path": "wasm" })).await;
    }
    let today = app.later(5 * DAY);
    for (query, days) in [("?days=1", 1), ("?days=5", 2), ("?days=6", 3), ("", 3)] {
        let answer = report(&today, query).await;
        assert_eq!(answer.json["days"].as_array().unwrap().len(), days, "{query}");
    }
    assert_eq!(report(&app.later(40 * DAY), "").await.json["days"], json!([]));
    for days in ["0", "367", "all", "-1"] {
        let answer = report(&today, &format!("?days={days}")).await;
        assert_eq!(answer.problem(), (400, "invalid"));
        let rule = "must be a whole number from 1 to 366";
        assert_eq!(answer.json["errors"], json!([{ "field": "days", "value": days, "rule": rule }]));
    }
}

#[tokio::test]
async fn what_a_page_makes_up_is_counted_as_other() {
    let app = TestApp::new();
    for code in ["7@mail.example", "made_up", "other"] {
        said(&app, json!({ "brand": "corner", "path": "html", "code": code })).await;
    }
    let answer = report(&app, "").await;
    let counts = &answer.json["days"][0]["counts"];
    assert_eq!(counts, &json!([{ "path": "html", "code": "other", "beacons": 3, "traps": 0, "first": [] }]));
    assert!(!app.get("/metrics", &[]).await.text.contains("mail.example"));
}

#[tokio::test]
async fn every_code_of_the_loader_is_counted_by_its_name() {
    let (_, codes) =
        include_str!("../../../../docs/embedding.md").split_once("| code | means | then |").unwrap();
    let codes = codes.split_once("\n\n").unwrap().0.lines();
    let codes: Vec<&str> = codes.filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert!(codes.len() > 10, "{codes:?}");
    for code in codes {
        let app = TestApp::new();
        said(&app, json!({ "brand": "corner", "path": "html", "code": code })).await;
        assert_eq!(report(&app, "").await.json["days"][0]["counts"][0]["code"], code);
    }
}

#[tokio::test]
async fn a_beacon_that_is_not_as_it_should_be_is_said_so_and_not_counted() {
    let app = TestApp::new();
    for (beacon, problem, field) in [
        (json!({ "path": "wasm" }), (400, "invalid"), "brand"),
        (json!({ "brand": "corner" }), (400, "invalid"), "path"),
        (json!({ "brand": "corner", "path": "magic" }), (400, "invalid"), "path"),
        (json!({ "brand": "corner", "path": "wasm", "surface": "fridge" }), (400, "invalid"), "surface"),
        (json!({ "brand": "corner", "path": "wasm", "first": -1 }), (400, "invalid"), "first"),
        (json!({ "brand": "corner", "path": "wasm", "traps": 70_000 }), (400, "invalid"), "traps"),
        (json!({ "brand": "nobody", "path": "wasm" }), (404, "unknown_brand"), ""),
        (json!({ "brand": "corner", "path": "wasm", "code": "x".repeat(1024) }), (413, "too_large"), ""),
    ] {
        let answer = says(&app, &beacon).await;
        assert_eq!(answer.problem(), problem, "{beacon}");
        assert_eq!(answer.json["errors"][0]["field"].as_str().unwrap_or_default(), field, "{beacon}");
    }
    let beacon = json!({ "brand": "corner", "path": "wasm" });
    assert_eq!(app.post("/v1/health", &[], beacon.clone()).await.problem(), (415, "invalid"));
    let stranger = [("content-type", "text/plain"), ("origin", "https://stranger.example")];
    let answer = app.send(Method::POST, "/v1/health", &stranger, Body::from(beacon.to_string())).await;
    assert_eq!(answer.problem(), (403, "origin_refused"));
    assert_eq!(report(&app, "").await.json["days"], json!([]));
}

#[tokio::test]
async fn a_report_takes_a_secret_key() {
    let app = TestApp::new();
    let public = basic(&app.keys().public);
    let answer = app.get("/v1/reports/health", &[("authorization", &public)]).await;
    assert_eq!(answer.problem(), (403, "key_too_weak"));
    assert!(answer.json["detail"].as_str().unwrap().contains("secret key"));
    assert_eq!(app.get("/v1/reports/health", &[]).await.problem(), (401, "key_refused"));
}
