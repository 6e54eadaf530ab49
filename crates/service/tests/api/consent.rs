//! `/v1/me/consent`.

use crate::answer::Answer;
use crate::app::{Customer, TestApp};
use axum::body::Body;
use axum::http::Method;
use domain::event::{Fact, Purpose};
use serde_json::{Value, json};

async fn says(customer: &Customer<'_>, personal_offers: bool, rest: Value) -> Answer {
    let mut body = json!({ "brand": "corner", "personal_offers": personal_offers });
    body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    customer.sends(Method::PUT, "/v1/me/consent", body).await
}

#[tokio::test]
async fn who_objects_is_shown_at_once_what_is_chosen_for_nobody() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let before = customer.sees("home").await;
    let where_they_are = json!({ "placement": "home", "locale": "fr", "heading": 3 });
    let objected = says(&customer, false, where_they_are.clone()).await;
    assert_eq!((objected.status.as_u16(), objected.offers()), (200, vec!["evening"]));
    assert_eq!(objected.header("cache-control"), "private, no-store");
    let experience = &objected.json["experience"];
    assert_eq!((&experience["locale"], &experience["heading"]), (&json!("fr"), &json!(3)));
    assert_eq!(customer.sees("home").await.offers(), ["evening"]);
    let agreed = says(&customer, true, where_they_are).await;
    assert_eq!(agreed.offers(), before.offers());
}

#[tokio::test]
async fn what_is_so_already_is_not_kept_again() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    for given in [false, false, true, true, false] {
        let answer = says(&customer, given, json!({})).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
    }
    let said = |given| Fact::Consent { purpose: Purpose::PersonalOffers, given };
    assert_eq!(app.facts("7").await, [said(false), said(true), said(false)]);
}

#[tokio::test]
async fn it_is_for_nobody_else_to_say() {
    let app = TestApp::new();
    let body = json!({ "brand": "corner", "personal_offers": false });
    let headers = [("content-type", "application/json")];
    let nobody = app.send(Method::PUT, "/v1/me/consent", &headers, Body::from(body.to_string())).await;
    assert_eq!(nobody.problem(), (401, "session_needed"));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_kept() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    for (body, problem, field) in [
        (json!({ "brand": "corner" }), (400, "invalid"), "personal_offers"),
        (json!({ "brand": "corner", "personal_offers": "no" }), (400, "invalid"), "personal_offers"),
        (json!({ "brand": "nobody", "personal_offers": false }), (404, "unknown_brand"), ""),
        (
            json!({ "brand": "corner", "personal_offers": false, "placement": "cellar" }),
            (404, "unknown_placement"),
            "",
        ),
        (
            json!({ "brand": "corner", "personal_offers": false, "placement": "home", "heading": 1 }),
            (400, "invalid"),
            "heading",
        ),
    ] {
        let answer = customer.sends(Method::PUT, "/v1/me/consent", body.clone()).await;
        assert_eq!(answer.problem(), problem, "{body}");
        assert_eq!(answer.json["errors"][0]["field"].as_str().unwrap_or_default(), field, "{body}");
    }
    assert_eq!(app.facts("7").await, []);
}
