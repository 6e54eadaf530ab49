//! `/v1/program`: another program, while the service runs.

use axum::body::Body;
use axum::http::Method;
use domain::id::BrandId;
use service::publication;
use service::store::{Publication, Publisher};

use crate::answer::Answer;
use crate::app::{TestApp, basic};

const GOOD: &str = include_str!("program.toml");

impl TestApp {
    pub(crate) async fn publishes(&self, text: &str) -> Answer {
        let headers = [("authorization", &*basic(&self.keys().secret)), ("content-type", "application/toml")];
        self.send(Method::PUT, "/v1/program", &headers, Body::from(text.to_owned())).await
    }
}

fn corner() -> BrandId {
    BrandId::new("corner").unwrap()
}

fn with_a(what: &str) -> String {
    GOOD.replace("A linen tote", what)
}

#[tokio::test]
async fn a_program_that_is_published_is_in_force_at_once_and_everyone_hears_of_it() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let mut stream = customer.listens().await;
    let answer = app.publishes(&with_a("A canvas tote")).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "private, no-store"));
    assert_eq!(answer.json["brand"], "corner");
    assert_eq!(answer.json["version"], publication::version(&with_a("A canvas tote")));
    stream.hears("changed").await;
    assert!(customer.sees("home").await.text.contains("A canvas tote"));
    let kept = app.store().program_in_force(&corner()).await.unwrap().unwrap();
    assert_eq!(kept.text, with_a("A canvas tote"));
    assert!(matches!(kept.by, Publisher::Key(name) if name.len() == 8));
}

#[tokio::test]
async fn a_program_with_faults_changes_nothing_and_each_fault_is_told_with_its_line() {
    let app = TestApp::new();
    let bad =
        GOOD.replace("valid_days = 30", "valid_days = -3").replace("currency = \"USD\"", "currency = \"US\"");
    let answer = app.publishes(&bad).await;
    assert_eq!(answer.problem(), (400, "invalid"));
    let errors = answer.json["errors"].as_array().unwrap();
    assert!(errors.len() >= 5, "{}", answer.text);
    let line = bad.lines().position(|line| line.starts_with("currency")).unwrap() + 1;
    let at = format!("line {line}, column 12");
    let first = errors.iter().find(|error| error["field"] == at.as_str());
    assert_eq!(first.unwrap()["value"], "\"US\"", "{}", answer.text);
    assert!(errors.iter().all(|error| !error["rule"].as_str().unwrap().is_empty()));
    assert!(app.store().program_in_force(&corner()).await.unwrap().is_none());
    assert_eq!(app.as_customer("7").await.sees("home").await.status, 200);
    let answer = app.publishes("\u{0}").await;
    assert_eq!(answer.problem(), (400, "invalid"));
}

#[tokio::test]
async fn only_a_secret_key_of_the_brand_publishes() {
    let app = TestApp::new();
    let send = async |key: &str, kind: &str, text: String| {
        let headers = [("authorization", key), ("content-type", kind)];
        app.send(Method::PUT, "/v1/program", &headers, Body::from(text)).await
    };
    let (public, secret) = (basic(&app.keys().public), basic(&app.keys().secret));
    let toml = "application/toml";
    assert_eq!(send(&public, toml, GOOD.to_owned()).await.problem(), (403, "key_too_weak"));
    assert_eq!(send("Basic bm9ib2R5Og==", toml, GOOD.to_owned()).await.problem(), (401, "key_refused"));
    assert_eq!(send(&secret, "application/json", GOOD.to_owned()).await.problem(), (415, "invalid"));
    let others = GOOD.replace("slug = \"corner\"", "slug = \"other\"");
    let answer = send(&secret, "text/plain; charset=utf-8", others).await;
    assert_eq!(answer.problem(), (400, "invalid"));
    assert_eq!(answer.json["errors"][0]["field"], "brand.slug");
    let large = format!("{GOOD}\n# {}", "x".repeat(1024 * 1024));
    assert_eq!(send(&secret, toml, large).await.problem(), (413, "too_large"));
    assert_eq!(send(&secret, "text/plain", GOOD.to_owned()).await.status, 200);
}

#[tokio::test]
async fn a_claim_keeps_the_words_of_the_program_it_was_made_under() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    customer.acts("claim", "tote", "k-1").await;
    app.publishes(&with_a("A canvas tote")).await;
    let seen = customer.sees("home").await;
    assert_eq!(seen.json["experience"]["claims"][0]["title"], "A linen tote");
}

#[tokio::test]
async fn without_a_server_between_them_another_node_goes_on_with_it_within_seconds() {
    let here = TestApp::new();
    let there = here.beside();
    let following = tokio::spawn(publication::follow(there.service().clone()));
    let customer = there.as_customer("7").await;
    let mut stream = customer.listens().await;
    here.publishes(&with_a("A canvas tote")).await;
    stream.hears("changed").await;
    assert!(customer.sees("home").await.text.contains("A canvas tote"));
    following.abort();
}

/// What is in force at a node that starts with this file.
async fn starts_with(app: &TestApp, file: &str) -> String {
    let node = app.beside();
    publication::begin(node.service(), vec![(corner(), file.to_owned())]).await.unwrap();
    let seen = node.as_customer("7").await.sees("home").await;
    let offers = seen.json["experience"]["offers"].as_array().unwrap().clone();
    offers.iter().find(|offer| offer["id"] == "tote").unwrap()["title"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_said_last_is_in_force_whether_by_a_file_or_by_a_key() {
    let app = TestApp::new();
    let (linen, canvas, felt) = (GOOD, with_a("A canvas tote"), with_a("A felt tote"));
    assert_eq!(starts_with(&app, linen).await, "A linen tote");
    app.publishes(&canvas).await;
    // The file has not changed since the service was last started with it.
    assert_eq!(starts_with(&app, linen).await, "A canvas tote");
    // This one has.
    assert_eq!(starts_with(&app, &felt).await, "A felt tote");
    assert_eq!(starts_with(&app, linen).await, "A felt tote");
    // What is published again is said again.
    app.publishes(linen).await;
    assert_eq!(starts_with(&app, &felt).await, "A linen tote");
}

#[tokio::test]
async fn what_this_version_cannot_read_does_not_stop_it() {
    let app = TestApp::new();
    let text = format!("{GOOD}\n[tomorrow]\nflying = true\n");
    let by = Publisher::Key("12345678".to_owned());
    let later = Publication { version: publication::version(&text), text, at: app.now(), by };
    app.store().publish(&corner(), later).await.unwrap();
    assert_eq!(starts_with(&app, GOOD).await, "A linen tote");
}
