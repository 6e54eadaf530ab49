//! `/v1/session`.

use crate::app::{PAGE, TestApp};
use serde_json::json;

#[tokio::test]
async fn a_signed_identity_opens_a_session_of_a_quarter_of_an_hour() {
    let app = TestApp::new();
    let opened = app.open_session(&app.token("7")).await;
    assert_eq!((opened.status.as_u16(), &opened.json["expires_in"]), (200, &json!(900)));
    assert_eq!(opened.header("cache-control"), "private, no-store");
    assert_eq!(opened.json["session"].as_str().unwrap().len(), 43 + 1 + 12);
}

#[tokio::test]
async fn a_session_ends_when_the_customer_signs_out() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    assert_eq!(customer.sees("home").await.status, 200);
    assert_eq!(customer.signs_out().await.status, 204);
    assert_eq!(customer.sees("home").await.problem(), (401, "session_needed"));
    assert_eq!(customer.signs_out().await.status, 204);
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let app = TestApp::new();
    let session = app.as_customer("7").await.session;
    let bearer = format!("Bearer {session}");
    let sees =
        async |app: TestApp| app.get("/v1/experience?placement=home", &[("authorization", &bearer)]).await;
    assert_eq!(sees(app.later(890)).await.status, 200);
    assert_eq!(sees(app.later(901)).await.problem(), (401, "session_needed"));
}

#[tokio::test]
async fn a_session_nobody_opened_is_none() {
    let app = TestApp::new();
    for bearer in ["Bearer x", "Bearer ", "Bearer", "Basic eDo=", "x"] {
        let answer =
            app.get("/v1/experience?brand=corner&placement=home", &[("authorization", bearer)]).await;
        assert_eq!(answer.problem(), (401, "session_needed"), "{bearer}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn only_the_brands_own_pages_may_open_one() {
    let app = TestApp::new();
    let from = async |origin: &str| {
        let body = json!({ "brand": "corner", "token": app.token("7") });
        app.post("/v1/session", &[("origin", origin)], body).await
    };
    assert_eq!(from(PAGE).await.status, 200);
    assert_eq!(from("https://stranger.example").await.problem(), (403, "origin_refused"));
    assert_eq!(from("null").await.problem(), (403, "origin_refused"));
}

#[tokio::test]
async fn an_unknown_brand_has_none() {
    let app = TestApp::new();
    let answer = app.post("/v1/session", &[], json!({ "brand": "nobody", "token": app.token("7") })).await;
    assert_eq!(answer.problem(), (404, "unknown_brand"));
}

#[tokio::test]
async fn a_token_sent_by_many_at_once_opens_one_session() {
    let app = TestApp::new();
    let token = app.token("7");
    let (a, b, c) =
        tokio::join!(app.open_session(&token), app.open_session(&token), app.open_session(&token));
    let mut statuses = [a, b, c].map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 403, 403]);
}
