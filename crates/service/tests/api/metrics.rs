//! `/metrics`.

use crate::app::{PAGE, TestApp};
use axum::body::Body;
use axum::http::Method;

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
async fn what_elements_say_is_counted() {
    let app = TestApp::new();
    let headers = [("content-type", "text/plain"), ("origin", PAGE)];
    for body in [
        r#"{"brand":"corner","surface":"web","path":"wasm","first":250}"#,
        r#"{"brand":"corner","surface":"web","path":"html","code":"wasm_blocked","first":90,"traps":3}"#,
        r#"{"brand":"corner","surface":"web","path":"html","code":"nobody knows","first":90}"#,
    ] {
        assert_eq!(app.send(Method::POST, "/v1/health", &headers, Body::from(body)).await.status, 204);
    }
    let text = metrics(&app).await;
    for (series, expected) in [
        (r#"constance_elements_total{surface="web",path="wasm",code=""}"#, 1.0),
        (r#"constance_elements_total{surface="web",path="html",code="wasm_blocked"}"#, 1.0),
        (r#"constance_elements_total{surface="web",path="html",code="other"}"#, 1.0),
        ("constance_traps_total", 3.0),
        (r#"constance_first_offer_seconds_sum{path="wasm"}"#, 0.25),
        (r#"constance_first_offer_seconds_bucket{le="0.1",path="html"}"#, 2.0),
    ] {
        assert!((value(&text, series) - expected).abs() < 0.001, "{series} in {text}");
    }
    assert!(!text.contains("nobody knows"));
}
