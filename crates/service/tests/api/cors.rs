//! Pages of the brand, and pages of other people.

use crate::answer::Answer;
use crate::app::{PAGE, TestApp};
use axum::body::Body;
use axum::http::Method;

const EXPERIENCE: &str = "/v1/experience?brand=corner&placement=home";

async fn preflight(origin: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type,idempotency-key"),
    ];
    TestApp::new().send(Method::OPTIONS, "/v1/offers/tote/claim", &headers, Body::empty()).await
}

#[tokio::test]
async fn the_brands_page_may_ask() {
    let allowed = preflight(PAGE).await;
    assert_eq!(allowed.header("access-control-allow-origin"), PAGE);
    for name in ["authorization", "content-type", "idempotency-key"] {
        assert!(allowed.header("access-control-allow-headers").contains(name));
    }
    let answer = TestApp::new().get(EXPERIENCE, &[("origin", PAGE)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), PAGE);
}

#[tokio::test]
async fn a_strangers_page_is_told_nothing() {
    for origin in ["https://stranger.example", "null", "https://corner.example.stranger.example"] {
        let answer = TestApp::new().get(EXPERIENCE, &[("origin", origin)]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        assert_eq!(preflight(origin).await.header("access-control-allow-origin"), "", "{origin}");
    }
}

#[tokio::test]
async fn no_page_asks_with_its_cookies() {
    assert_eq!(preflight(PAGE).await.header("access-control-allow-credentials"), "");
}

#[tokio::test]
async fn a_brands_page_can_read_what_went_wrong() {
    let answer = TestApp::new().get("/v1/experience", &[("origin", PAGE)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), PAGE);
    assert_eq!(answer.problem(), (400, "invalid"));
}
