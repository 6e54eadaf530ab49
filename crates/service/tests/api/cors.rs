//! Pages of the brand, and pages of other people.

use crate::answer::Answer;
use crate::app::{PAGE, TestApp};
use axum::body::Body;
use axum::http::Method;
use serde_json::json;

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
        ("GET", "/v1/experience", "authorization,if-none-match"),
        ("GET", "/v1/live", "authorization,last-event-id"),
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

/// Every route that takes a session.
#[tokio::test]
async fn no_session_is_of_use_to_the_page_of_another_brand() {
    let app = TestApp::new();
    let act = json!({ "placement": "home" });
    let shown = json!({ "brand": "corner", "placement": "home", "offers": ["evening"] });
    for session in [app.as_customer("7").await.session, app.as_visitor("browser-4f2a9c1d77").await.session] {
        let bearer = format!("Bearer {session}");
        for (method, address, body) in [
            ("GET", "/v1/experience?placement=home", json!(null)),
            ("GET", "/v1/live", json!(null)),
            ("GET", "/v1/fragment?placement=home", json!(null)),
            ("POST", "/v1/offers/tote/claim", act.clone()),
            ("POST", "/v1/offers/tote/decline", act.clone()),
            ("POST", "/v1/offers/tote/undo", act.clone()),
            ("POST", "/v1/matters/checkout/close", act.clone()),
            ("POST", "/v1/shown", shown.clone()),
            ("PUT", "/v1/me/consent", json!({ "brand": "corner", "personal_offers": true })),
            ("GET", "/v1/me", json!(null)),
            ("GET", "/v1/me/export", json!(null)),
            ("DELETE", "/v1/me", json!(null)),
            ("POST", "/v1/session", json!({ "brand": "corner" })),
        ] {
            let headers = [
                ("authorization", bearer.as_str()),
                ("content-type", "application/json"),
                ("idempotency-key", "k-1"),
                ("origin", "https://stranger.example"),
            ];
            let answer =
                app.send(method.parse().unwrap(), address, &headers, Body::from(body.to_string())).await;
            assert_eq!(answer.problem(), (403, "origin_refused"), "{method} {address}");
        }
    }
    let customer = app.as_customer("7").await;
    let bearer = format!("Bearer {}", customer.session);
    let headers = [("authorization", bearer.as_str()), ("origin", "https://stranger.example")];
    let ended = app.send(Method::DELETE, "/v1/session", &headers, Body::empty()).await;
    assert_eq!(ended.problem(), (403, "origin_refused"));
    assert_eq!(customer.sees("home").await.status, 200, "nobody has ended it");
}

#[tokio::test]
async fn a_session_is_good_on_no_page_but_its_own_brands() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let bearer = format!("Bearer {}", customer.session);
    for (method, address, body) in [
        (Method::GET, "/v1/experience?placement=home", json!(null)),
        (Method::GET, "/v1/fragment?placement=home", json!(null)),
        (Method::POST, "/v1/offers/tote/claim", json!({ "placement": "home" })),
        (Method::POST, "/v1/shown", json!({ "brand": "corner", "placement": "home", "offers": ["evening"] })),
        (Method::PUT, "/v1/me/consent", json!({ "brand": "corner", "personal_offers": true })),
    ] {
        for (origin, refused) in
            [(PAGE, false), ("", false), ("https://stranger.example", true), ("null", true)]
        {
            let mut headers = vec![
                ("authorization", bearer.as_str()),
                ("content-type", "application/json"),
                ("idempotency-key", "k-1"),
                ("origin", origin),
            ];
            headers.retain(|(_, value)| !value.is_empty());
            let body = Body::from(body.to_string());
            let answer = app.send(method.clone(), address, &headers, body).await;
            if refused {
                assert_eq!(answer.problem(), (403, "origin_refused"), "{address} from {origin}");
            } else {
                assert!(answer.status.is_success(), "{address} from `{origin}`: {}", answer.text);
            }
        }
    }
}

#[tokio::test]
async fn a_brands_page_can_read_what_an_answer_is_known_by() {
    let answer = TestApp::new().get(EXPERIENCE, &[("origin", PAGE)]).await;
    for name in ["etag", "last-event-id"] {
        assert!(answer.header("access-control-expose-headers").contains(name), "{name}");
    }
}
