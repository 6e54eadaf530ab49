//! `/v1/matters/{id}/close`, and what is in progress.

use crate::answer::Answer;
use crate::app::{Customer, TestApp, basic};
use axum::http::Method;
use serde_json::{Value, json};

const DAY: &str = "2026-02-28T09:00:00Z";

fn matters(answer: &Answer) -> Vec<&str> {
    let matters = answer.json["experience"]["matters"].as_array();
    matters.into_iter().flatten().map(|matter| matter["id"].as_str().unwrap()).collect()
}

async fn closes(customer: &Customer<'_>, matter: &str) -> Answer {
    let address = format!("/v1/matters/{matter}/close");
    customer.sends(Method::POST, &address, json!({ "placement": "home" })).await
}

async fn with_two_matters() -> TestApp {
    let app = TestApp::new();
    app.told("7", "Checkout Started", DAY, json!({})).await;
    app.told("7", "Contact Opened", "2026-02-27T09:00:00Z", json!({ "contact_id": "c-1" })).await;
    app
}

#[tokio::test]
async fn what_was_begun_anywhere_is_shown_everywhere() {
    let app = with_two_matters().await;
    let seen = app.as_customer("7").await.sees("home").await;
    assert_eq!(matters(&seen), ["checkout", "contact:c-1"]);
    let checkout = &seen.json["experience"]["matters"][0];
    assert_eq!(checkout["title"], "An order you have begun");
    assert_eq!(checkout["since"]["iso"], "2026-02-28");
    assert!(seen.json["html"].as_str().unwrap().contains("An order you have begun"));
    assert_eq!(matters(&app.as_customer("8").await.sees("home").await), [""; 0]);
}

#[tokio::test]
async fn what_a_customer_closes_is_closed_and_may_be_closed_again() {
    let app = with_two_matters().await;
    let customer = app.as_customer("7").await;
    let closed = closes(&customer, "contact:c-1").await;
    assert_eq!((closed.status.as_u16(), matters(&closed)), (200, vec!["checkout"]));
    assert_eq!((&closed.json["outcome"], &closed.json["notice"]), (&json!("closed"), &json!("Closed.")));
    let (facts, again) = (app.facts("7").await.len(), closes(&customer, "contact:c-1").await);
    assert_eq!((again.status.as_u16(), app.facts("7").await.len()), (200, facts));
    assert_eq!(matters(&closes(&customer, "checkout").await), [""; 0]);
}

#[tokio::test]
async fn what_an_order_or_the_call_centre_ends_leaves_every_surface() {
    let app = with_two_matters().await;
    app.order("7", "o-1", "30.00", "2026-02-28T10:00:00Z").await;
    app.told("7", "Contact Closed", "2026-02-28T11:00:00Z", json!({ "contact_id": "c-1" })).await;
    assert_eq!(matters(&app.as_customer("7").await.sees("home").await), [""; 0]);
}

#[tokio::test]
async fn nobody_closes_what_is_not_theirs_or_has_no_name() {
    let app = with_two_matters().await;
    let other = app.as_customer("8").await;
    assert_eq!(closes(&other, "contact:c-1").await.status, 200, "there is nothing of theirs to close");
    assert_eq!(matters(&app.as_customer("7").await.sees("home").await), ["checkout", "contact:c-1"]);
    let unnamed = closes(&other, "basket").await;
    assert_eq!(unnamed.problem(), (400, "invalid"));
    assert_eq!(unnamed.json["errors"][0]["field"], Value::from("id"));
}

#[tokio::test]
async fn what_an_agent_closes_for_a_customer_is_closed_on_their_page() {
    let app = with_two_matters().await;
    let address = |matter: &str| format!("/v1/customers/7/matters/{matter}/close");
    let closes = async |matter: &str, body: Value| app.agent_posts(&address(matter), "-", body).await;
    let closed = closes("contact:c-1", json!({ "placement": "home" })).await;
    assert_eq!((closed.status.as_u16(), matters(&closed)), (200, vec!["checkout"]), "{}", closed.text);
    assert_eq!(closed.json["outcome"], "closed");
    assert_eq!(closed.header("cache-control"), "private, no-store");
    let (facts, till) = (app.facts("7").await.len(), json!({ "placement": "home", "surface": "till" }));
    assert_eq!(closes("contact:c-1", till.clone()).await.status, 200, "once more");
    assert_eq!(app.facts("7").await.len(), facts);
    assert_eq!(matters(&app.as_customer("7").await.sees("home").await), ["checkout"]);

    assert_eq!(closes("basket", till).await.problem(), (400, "invalid"));
    let web = json!({ "placement": "home", "surface": "web" });
    assert_eq!(closes("checkout", web).await.problem(), (400, "invalid"));
    let public = basic(&app.keys().public);
    let headers = [("authorization", public.as_str())];
    let page = app.post(&address("checkout"), &headers, json!({ "placement": "home" })).await;
    assert_eq!(page.problem(), (403, "key_too_weak"));
}

#[tokio::test]
async fn a_masked_screen_says_that_something_is_in_progress_and_not_what() {
    let app = with_two_matters().await;
    let masked = "/v1/experience?placement=home&privacy=mask";
    let seen = app.as_customer("7").await.asks(masked).await;
    assert_eq!(matters(&seen), [""; 0]);
    assert_eq!(seen.json["experience"]["hidden"], "What you have begun or asked is hidden.");
    let html = seen.json["html"].as_str().unwrap();
    assert!(html.contains("What you have begun or asked is hidden."), "{html}");
    for kept in ["An order", "A question", "contact", "checkout", "2026-02-28", "February"] {
        assert!(!html.contains(kept), "{kept} in {html}");
    }
    let nothing = app.as_customer("8").await.asks(masked).await;
    assert_eq!(nothing.json["experience"].get("hidden"), None, "nothing is hidden where there is nothing");
    assert_eq!(app.as_customer("7").await.sees("home").await.json["experience"].get("hidden"), None);
}
