//! `/v1/shown`.

use crate::app::{TestApp, basic};
use axum::http::Method;
use domain::event::Fact;
use domain::offer::{Cap, Span};
use domain::program::Program;
use serde_json::{Value, json};

fn seen(offers: &[&str]) -> Value {
    json!({ "brand": "corner", "placement": "home", "surface": "web", "offers": offers })
}

/// Placement and offer of each impression of a customer, in order.
async fn impressions(app: &TestApp, customer: &str) -> Vec<(String, String)> {
    let facts = app.facts(customer).await.into_iter();
    let seen = facts.filter_map(|fact| match fact {
        Fact::OfferShown { offer, placement } => Some((placement.to_string(), offer.to_string())),
        _ => None,
    });
    let mut seen: Vec<_> = seen.collect();
    seen.sort();
    seen
}

fn at(placement: &str, offer: &str) -> (String, String) {
    (placement.to_owned(), offer.to_owned())
}

#[tokio::test]
async fn in_a_session_an_offer_is_seen_once_wherever_and_however_often_it_is_sent() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    for offers in [&["tote", "welcome"][..], &["tote"], &["tote", "tote"], &[]] {
        let answer = customer.sends(Method::POST, "/v1/shown", seen(offers)).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
    }
    assert_eq!(impressions(&app, "7").await, [at("home", "tote"), at("home", "welcome")]);

    let mut elsewhere = seen(&["tote"]);
    elsewhere["placement"] = json!("account");
    customer.sends(Method::POST, "/v1/shown", elsewhere.clone()).await;
    assert_eq!(impressions(&app, "7").await.len(), 2, "another placement is no other time");
    let later = app.as_customer("7").await;
    later.sends(Method::POST, "/v1/shown", elsewhere).await;
    let again = [at("account", "tote"), at("home", "tote"), at("home", "welcome")];
    assert_eq!(impressions(&app, "7").await, again, "another session is");
}

#[tokio::test]
async fn what_was_seen_often_enough_is_shown_no_more() {
    let app = TestApp::where_the_program(|program: &mut Program| {
        for offer in program.offers.iter_mut().filter(|offer| offer.id.as_str() == "tote") {
            offer.caps.shown = vec![Cap { times: 1, within: Span::Days(1) }];
        }
    });
    let customer = app.as_customer("7").await;
    assert!(customer.sees("home").await.offers().contains(&"tote"));
    customer.sends(Method::POST, "/v1/shown", seen(&["tote"])).await;
    assert!(!customer.sees("home").await.offers().contains(&"tote"));
}

#[tokio::test]
async fn who_knows_a_customers_name_cannot_use_up_what_they_may_be_shown() {
    let app = TestApp::where_the_program(|program: &mut Program| {
        for offer in program.offers.iter_mut().filter(|offer| offer.id.as_str() == "tote") {
            offer.caps.shown = vec![Cap { times: 1, within: Span::Days(1) }];
        }
    });
    let shown = json!({
        "type": "track", "event": "Offer Shown", "messageId": "m-1", "userId": "7", "anonymousId": "b-1",
        "properties": { "offer_id": "tote", "placement": "home" },
    });
    let public = basic(&app.keys().public);
    let refused = app.post("/v1/track", &[("authorization", &public)], shown.clone()).await;
    assert_eq!(refused.problem(), (403, "key_too_weak"));
    assert_eq!(
        (&refused.json["errors"][0]["field"], &refused.json["errors"][0]["value"]),
        (&json!("userId"), &json!("7"))
    );
    let customer = app.as_customer("7").await;
    assert!(customer.sees("home").await.offers().contains(&"tote"));
    let kept = app.store().held(&app.program().brand, 0, 10).await.unwrap();
    assert_eq!((kept.len(), &*kept[0].1.fault.field), (1, "userId"), "kept apart, as all that is refused");

    assert_eq!(app.reports(shown).await.status, 200, "a server of the brand may");
    assert!(!customer.sees("home").await.offers().contains(&"tote"));
}

#[tokio::test]
async fn of_a_visitor_nothing_is_kept() {
    let app = TestApp::new();
    assert_eq!(app.post("/v1/shown", &[], seen(&["evening"])).await.status, 204);
    assert_eq!(impressions(&app, "7").await, []);
}

#[tokio::test]
async fn a_session_that_has_ended_is_said_so() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    customer.signs_out().await;
    let answer = customer.sends(Method::POST, "/v1/shown", seen(&["tote"])).await;
    assert_eq!(answer.problem(), (401, "session_needed"));
    assert_eq!(impressions(&app, "7").await, []);
}

#[tokio::test]
async fn what_is_not_the_programs_is_said_so_and_nothing_is_kept() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let unknown = customer.sends(Method::POST, "/v1/shown", seen(&["tote", "teapot"])).await;
    assert_eq!(unknown.problem(), (400, "invalid"));
    let rule = "must be an offer of the program";
    assert_eq!(unknown.json["errors"], json!([{ "field": "offers[1]", "value": "teapot", "rule": rule }]));

    let many = customer.sends(Method::POST, "/v1/shown", seen(&["tote"; 101])).await;
    let rule = "must be at most 100 offers";
    assert_eq!(many.json["errors"], json!([{ "field": "offers", "value": "101", "rule": rule }]));

    for (field, value, problem) in [
        ("brand", json!("nobody"), (404, "unknown_brand")),
        ("placement", json!("cellar"), (404, "unknown_placement")),
        ("surface", json!("fridge"), (400, "invalid")),
        ("offers", json!("tote"), (400, "invalid")),
    ] {
        let mut body = seen(&["tote"]);
        body[field] = value;
        assert_eq!(customer.sends(Method::POST, "/v1/shown", body).await.problem(), problem, "{field}");
    }
    assert_eq!(impressions(&app, "7").await, []);
}
