//! `ETag` and `If-None-Match` of `/v1/experience`, and until when it holds.

use domain::offer::Validity;
use serde_json::Value;

use crate::answer::Answer;
use crate::app::{Customer, TestApp};

async fn asks_again(customer: &Customer<'_>, tag: &str) -> Answer {
    let bearer = format!("Bearer {}", customer.session);
    let headers = [("authorization", bearer.as_str()), ("if-none-match", tag)];
    customer.app.get("/v1/experience?placement=home", &headers).await
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let first = customer.sees("home").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && tag.len() > 20, "{tag}");
    for known in [tag.as_str(), tag.trim_start_matches("W/"), &format!("\"other\", {tag}"), "*"] {
        let again = asks_again(&customer, known).await;
        assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""), "{known}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(again.header("cache-control"), "private, no-store");
        assert_eq!(again.header("vary"), first.header("vary"));
    }
    assert_eq!(asks_again(&customer, "\"other\"").await.status, 200);
}

#[tokio::test]
async fn what_has_changed_is_sent() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let tag = customer.sees("home").await.header("etag").to_owned();
    app.order("7", "o-1", "120.00", "2026-02-27T10:00:00Z").await;
    let again = asks_again(&customer, &tag).await;
    assert_eq!(again.status, 200);
    assert_ne!(again.header("etag"), tag);
    assert!(again.offers().contains(&"second-book"));
}

#[tokio::test]
async fn a_minute_alone_changes_no_tag() {
    let app = TestApp::new();
    let tag = app.as_customer("7").await.sees("home").await.header("etag").to_owned();
    let later = app.later(60);
    let again = later.as_customer("7").await.sees("home").await;
    assert_ne!(again.json["experience"]["decided_at"], Value::Null);
    assert_eq!(again.header("etag"), tag);
}

#[tokio::test]
async fn another_customer_or_place_or_language_has_another_tag() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let tag = customer.sees("home").await.header("etag").to_owned();
    for other in ["placement=account", "placement=home&locale=fr", "placement=home&limit=1"] {
        assert_ne!(customer.asks(&format!("/v1/experience?{other}")).await.header("etag"), tag, "{other}");
    }
}

#[tokio::test]
async fn an_offer_that_is_over_is_gone_when_the_answer_says_so() {
    let app = TestApp::where_the_program(|program| {
        let evening = program.offers.iter_mut().find(|offer| offer.id.as_str() == "evening").unwrap();
        evening.validity = Validity { from: None, until: Some("2026-03-01T12:00:30Z".parse().unwrap()) };
    });
    let address = "/v1/experience?brand=corner&placement=home";
    let visitor = app.get(address, &[]).await;
    assert_eq!(
        (visitor.offers(), &visitor.json["experience"]["until"]),
        (vec!["evening"], &"2026-03-01T12:00:30Z".into())
    );
    // No cache serves it longer than it holds.
    let cache = visitor.header("cache-control").to_owned();
    let seconds: u64 = cache.strip_prefix("public, max-age=").unwrap().parse().unwrap();
    assert!((25..=30).contains(&seconds), "{cache}");
    let customer = app.as_customer("7").await;
    assert_eq!(customer.sees("home").await.json["experience"]["until"], "2026-03-01T12:00:30Z");
    let then = app.later(30);
    assert!(!then.get(address, &[]).await.offers().contains(&"evening"));
    assert!(!then.as_customer("7").await.sees("home").await.offers().contains(&"evening"));
    assert_eq!(then.get(address, &[]).await.header("cache-control"), "public, max-age=60");
}
