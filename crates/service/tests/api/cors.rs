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

#[tokio::test]
async fn a_brands_page_can_read_that_it_asked_in_a_wrong_way() {
    let app = TestApp::new();
    for (method, address, status) in [
        (Method::PUT, "/v1/session", 405),
        (Method::GET, "/v1/batch", 405),
        (Method::POST, "/v1/offers/%FF/claim", 400),
    ] {
        let answer = app.send(method, address, &[("origin", PAGE)], Body::empty()).await;
        assert_eq!(answer.problem().0, status, "{address}");
        assert_eq!(answer.header("access-control-allow-origin"), PAGE, "{address}");
        assert!(answer.header("vary").contains("origin"), "{address}");
    }
}

#[tokio::test]
async fn the_loader_may_do_all_it_does() {
    let app = TestApp::new();
    for (method, address, wanted) in [
        ("POST", "/v1/session", "content-type"),
        ("DELETE", "/v1/session", "authorization"),
        ("GET", "/v1/experience", "authorization"),
        ("POST", "/v1/offers/tote/undo", "authorization,content-type,idempotency-key"),
        ("POST", "/v1/shown", "authorization,content-type"),
        ("PUT", "/v1/me/consent", "authorization,content-type"),
        ("POST", "/v1/health", "content-type"),
    ] {
        let headers = [
            ("origin", PAGE),
            ("access-control-request-method", method),
            ("access-control-request-headers", wanted),
        ];
        let allowed = app.send(Method::OPTIONS, address, &headers, Body::empty()).await;
        assert_eq!(allowed.status, 200, "{method} {address}");
        assert!(allowed.header("access-control-allow-methods").contains(method), "{method} {address}");
        for name in wanted.split(',') {
            assert!(allowed.header("access-control-allow-headers").contains(name), "{method} {address}");
        }
    }
}
