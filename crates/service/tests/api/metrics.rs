//! `/metrics`.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use crate::app::{PAGE, TestApp, basic};

async fn metrics(app: &TestApp) -> String {
    let answer = app.get("/metrics", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!(answer.header("content-type"), kind);
    assert!(answer.text.ends_with("# EOF\n"), "{}", answer.text);
    answer.text
}

/// The value of a series.
fn value(text: &str, series: &str) -> f64 {
    let line = text.lines().find(|line| line.starts_with(&format!("{series} ")));
    line.unwrap_or_else(|| panic!("no {series} in {text}")).rsplit(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn requests_are_counted_by_method_route_and_status() {
    let app = TestApp::new();
    let customer = app.as_customer("customer-4711").await;
    customer.sees("home").await;
    customer.sees("cellar").await;
    customer.acts("claim", "tote", "k-1").await;
    app.get("/customer-4711", &[]).await;
    app.send("MADEUP".parse().unwrap(), "/v1/experience", &[], Body::empty()).await;
    let text = metrics(&app).await;
    for (method, route, status) in [
        ("GET", "/v1/experience", 200),
        ("GET", "/v1/experience", 404),
        ("POST", "/v1/offers/{id}/{verb}", 201),
        ("GET", "none", 404),
        ("other", "/v1/experience", 405),
    ] {
        let labels = format!(r#"{{method="{method}",route="{route}",status="{status}"}}"#);
        assert!((value(&text, &format!("constance_requests_total{labels}")) - 1.0).abs() < 0.1, "{labels}");
    }
    for secret in ["4711", "tote", "k-1", "MADEUP", &customer.session] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn the_steps_of_an_answer_are_timed() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    customer.sees("home").await;
    customer.sees("home").await;
    let text = metrics(&app).await;
    for step in ["recall", "decide", "render"] {
        let count = value(&text, &format!(r#"constance_step_seconds_count{{step="{step}"}}"#));
        let sum = value(&text, &format!(r#"constance_step_seconds_sum{{step="{step}"}}"#));
        assert!((count - 2.0).abs() < 0.1 && sum > 0.0 && sum < 60.0, "{step}: {text}");
    }
}

#[tokio::test]
async fn every_answer_is_timed_by_its_route() {
    let app = TestApp::new();
    app.get("/healthz", &[]).await;
    app.get("/healthz", &[]).await;
    let text = metrics(&app).await;
    let count = value(&text, r#"constance_request_seconds_count{route="/healthz"}"#);
    let sum = value(&text, r#"constance_request_seconds_sum{route="/healthz"}"#);
    assert!((count - 2.0).abs() < 0.1 && sum > 0.0 && sum < 60.0, "{text}");
}

#[tokio::test]
async fn what_became_of_messages_is_counted_by_brand() {
    let (app, annex) = TestApp::with_an_annex();
    let told = |id: &str| json!({ "messageId": id, "userId": "ada", "type": "page" });
    let nothing = json!({ "messageId": "m-9", "userId": "ada", "type": "identify" });
    let wrong = json!({ "messageId": "m-8", "userId": "ada", "type": "track" });
    for (key, batch) in [
        (&app.keys().secret, json!([told("m-1"), told("m-2"), nothing, wrong])),
        (&app.keys().secret, json!([told("m-1")])),
        (&annex.secret, json!([told("m-1")])),
    ] {
        let body = json!({ "batch": batch });
        assert_eq!(app.post("/v1/batch", &[("authorization", &basic(key))], body).await.status, 200);
    }
    let text = metrics(&app).await;
    for (series, expected) in [
        (r#"constance_messages_total{brand="corner",outcome="new"}"#, 2.0),
        (r#"constance_messages_total{brand="corner",outcome="known"}"#, 1.0),
        (r#"constance_messages_total{brand="corner",outcome="ignored"}"#, 1.0),
        (r#"constance_messages_total{brand="corner",outcome="refused"}"#, 1.0),
        (r#"constance_quarantined_total{brand="corner"}"#, 1.0),
        (r#"constance_messages_total{brand="annex",outcome="new"}"#, 1.0),
        (r#"constance_messages_total{brand="annex",outcome="refused"}"#, 0.0),
        ("constance_store_waiting", 0.0),
    ] {
        assert!((value(&text, series) - expected).abs() < 0.1, "{series} in {text}");
    }
    assert!(!text.contains("constance_nats_connected"), "there are no other nodes: {text}");
}

#[tokio::test]
async fn what_elements_say_is_counted_by_brand_and_surface() {
    let (app, _) = TestApp::with_an_annex();
    let headers = [("content-type", "text/plain"), ("origin", PAGE)];
    for body in [
        r#"{"brand":"corner","surface":"web","path":"wasm","first":250}"#,
        r#"{"brand":"corner","surface":"web","path":"html","code":"wasm_blocked","first":90,"traps":3}"#,
        r#"{"brand":"corner","surface":"web","path":"html","code":"nobody knows","first":90}"#,
        r#"{"brand":"corner","surface":"kiosk","path":"html","traps":1}"#,
        r#"{"brand":"annex","surface":"web","path":"wasm","first":350,"traps":2}"#,
    ] {
        assert_eq!(app.send(Method::POST, "/v1/health", &headers, Body::from(body)).await.status, 204);
    }
    let text = metrics(&app).await;
    for (series, expected) in [
        (r#"constance_elements_total{brand="corner",surface="web",path="wasm",code=""}"#, 1.0),
        (r#"constance_elements_total{brand="corner",surface="web",path="html",code="wasm_blocked"}"#, 1.0),
        (r#"constance_elements_total{brand="corner",surface="web",path="html",code="other"}"#, 1.0),
        (r#"constance_elements_total{brand="annex",surface="web",path="wasm",code=""}"#, 1.0),
        (r#"constance_traps_total{brand="corner",surface="web"}"#, 3.0),
        (r#"constance_traps_total{brand="corner",surface="kiosk"}"#, 1.0),
        (r#"constance_traps_total{brand="annex",surface="web"}"#, 2.0),
        (r#"constance_first_offer_seconds_sum{brand="corner",surface="web",path="wasm"}"#, 0.25),
        (r#"constance_first_offer_seconds_sum{brand="annex",surface="web",path="wasm"}"#, 0.35),
        (r#"constance_first_offer_seconds_bucket{le="0.1",brand="corner",surface="web",path="html"}"#, 2.0),
    ] {
        assert!((value(&text, series) - expected).abs() < 0.001, "{series} in {text}");
    }
    assert!(!text.contains("nobody knows"));
}
