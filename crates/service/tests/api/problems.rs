//! What went wrong, in words: every error is a problem document.

use std::convert::Infallible;

use crate::app::{PAGE, TestApp};
use crate::bent::{Bent, Fault};
use axum::body::{Body, Bytes};
use axum::http::Method;
use http_body_util::channel::Channel;

const JSON: (&str, &str) = ("content-type", "application/json");

async fn post(address: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> crate::answer::Answer {
    TestApp::new().send(Method::POST, address, headers, body.into()).await
}

#[tokio::test]
async fn an_address_where_nothing_is() {
    for address in ["/", "/v1", "/v1/nothing", "/assets", "/.git/config"] {
        assert_eq!(TestApp::new().get(address, &[]).await.problem(), (404, "not_found"), "{address}");
    }
}

#[tokio::test]
async fn a_method_that_is_not_known() {
    let answer = post("/v1/experience", &[], "").await;
    assert_eq!(answer.problem(), (405, "method_not_allowed"));
    assert!(answer.header("allow").contains("GET"));
}

#[tokio::test]
async fn a_body_that_is_too_large() {
    let large = format!("{{\"brand\":\"{}\"}}", "x".repeat(17 * 1024));
    assert_eq!(post("/v1/session", &[JSON], large).await.problem(), (413, "too_large"));
    let app = TestApp::new();
    let key = crate::app::basic(&app.keys().public);
    let headers = [JSON, ("authorization", key.as_str())];
    let large = format!("{{\"batch\":[],\"x\":\"{}\"}}", "x".repeat(513 * 1024));
    let answer = app.send(Method::POST, "/v1/batch", &headers, large.into()).await;
    assert_eq!(answer.problem(), (413, "too_large"));
}

#[tokio::test]
async fn a_body_that_is_no_json() {
    let answer = post("/v1/session", &[JSON], "{\"brand\":").await;
    assert_eq!(answer.problem(), (400, "invalid"));
    assert!(answer.json["errors"][0]["rule"].as_str().unwrap().contains("line 1"));
    let answer = post("/v1/session", &[("content-type", "text/plain")], "{}").await;
    assert_eq!(answer.problem(), (415, "invalid"));
}

#[tokio::test]
async fn a_field_that_is_missing_or_of_another_kind() {
    let answer = post("/v1/session", &[JSON], "{\"token\":\"x\"}").await;
    assert_eq!((answer.problem(), &answer.json["errors"][0]["field"]), ((400, "invalid"), &"brand".into()));
    let answer = post("/v1/session", &[JSON], "{\"brand\":7,\"token\":\"\"}").await;
    assert_eq!((answer.problem(), &answer.json["errors"][0]["field"]), ((400, "invalid"), &"brand".into()));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends() {
    let (_held, body) = Channel::<Bytes, Infallible>::new(1);
    let answer = post("/v1/session", &[JSON, ("origin", PAGE)], Body::new(body)).await;
    assert_eq!(answer.problem(), (504, "timeout"));
    assert_eq!(answer.header("access-control-allow-origin"), PAGE);
}

#[tokio::test]
async fn what_failed_inside_stays_inside() {
    let app = TestApp::with_the_store_closed().await;
    let answer = app.get("/v1/experience?brand=corner&placement=home", &[]).await;
    assert_eq!(answer.problem(), (500, "internal"));
    assert!(!answer.text.contains("store") && !answer.text.contains("closed"), "{}", answer.text);
}

#[tokio::test]
async fn every_answer_says_that_it_is_what_it_says() {
    for address in ["/healthz", "/nothing", "/v1/experience?brand=corner&placement=home"] {
        let answer = TestApp::new().get(address, &[]).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
    }
}

#[tokio::test]
async fn a_bug_of_ours_is_an_answer_the_page_can_read_and_not_a_broken_connection() {
    let app = TestApp::with(Bent::by(Fault::Panics));
    let session = format!("Bearer {}", app.as_customer("7").await.session);
    let headers = [("authorization", session.as_str()), ("origin", PAGE)];
    let answer = app.get("/v1/experience?placement=home", &headers).await;
    assert_eq!(answer.problem(), (500, "internal"));
    assert_eq!(answer.header("access-control-allow-origin"), PAGE);
    assert!(!answer.text.contains("nobody thought of"), "{}", answer.text);
}

#[tokio::test]
async fn what_is_refused_is_not_said_back_at_length() {
    let long = format!("\"{}\"", "x".repeat(10_000));
    let answer = post("/v1/session", &[JSON], long).await;
    assert_eq!(answer.problem(), (400, "invalid"));
    assert!(answer.text.len() < 1_000, "{} bytes", answer.text.len());
}
