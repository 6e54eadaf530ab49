//! `/v1/experience`.

use crate::answer::Answer;
use crate::app::TestApp;
use contract::experience::Experience;
use serde_json::json;

async fn visitor(app: &TestApp, query: &str) -> Answer {
    app.get(&format!("/v1/experience?brand=corner&{query}"), &[]).await
}

#[tokio::test]
async fn a_visitor_sees_what_is_for_everyone() {
    let answer = visitor(&TestApp::new(), "placement=home").await;
    assert_eq!((answer.status.as_u16(), answer.offers()), (200, vec!["evening"]));
    assert!(answer.json["experience"]["standing"].is_null());
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert_eq!(answer.header("vary"), "Authorization, Origin");
}

#[tokio::test]
async fn a_customer_sees_what_is_for_them_and_no_cache_keeps_it() {
    let app = TestApp::new();
    let answer = app.as_customer("7").await.sees("home").await;
    assert_eq!(answer.offers(), ["welcome", "signed-copy", "evening", "tote"]);
    assert_eq!(answer.json["experience"]["standing"]["stage"], "prospect");
    assert_eq!(answer.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn a_purchase_the_server_reports_changes_the_next_experience() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    assert!(customer.sees("home").await.offers().contains(&"welcome"));
    app.order("7", "o-1", "120.00", "2026-02-27T10:00:00Z").await;
    let answer = customer.sees("home").await;
    assert_eq!(answer.offers(), ["second-book", "signed-copy", "evening", "tote"]);
    let standing = &answer.json["experience"]["standing"];
    assert_eq!((&standing["stage"], &standing["tier"]), (&"new".into(), &"friend".into()));
}

#[tokio::test]
async fn what_has_not_happened_yet_counts_for_nothing() {
    let app = TestApp::new();
    app.order("7", "o-1", "120.00", "2026-03-01T18:00:00Z").await;
    let answer = app.as_customer("7").await.sees("home").await;
    assert_eq!(answer.json["experience"]["standing"]["stage"], "prospect");
}

#[tokio::test]
async fn the_html_is_the_experience_rendered() {
    let app = TestApp::new();
    let answer = app.as_customer("7").await.sees("home").await;
    let experience: Experience = serde_json::from_value(answer.json["experience"].clone()).unwrap();
    let html = answer.json["html"].as_str().unwrap();
    assert_eq!(html, constance::render(experience));
    assert!(html.contains("A first book"));
    assert_eq!(answer.json["experience"]["build"], constance::BUILD);
}

#[tokio::test]
async fn it_speaks_the_language_asked_for_if_the_brand_does() {
    let app = TestApp::new();
    for (query, locale) in [
        ("placement=home", "en"),
        ("placement=home&locale=fr", "fr"),
        ("placement=home&locale=fr-CA", "fr"),
        ("placement=home&locale=de,fr", "fr"),
        ("placement=home&locale=de", "en"),
    ] {
        assert_eq!(visitor(&app, query).await.json["experience"]["locale"], locale, "{query}");
    }
}

#[tokio::test]
async fn it_shows_no_more_than_there_is_room_for() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let answer = customer.asks("/v1/experience?placement=home&limit=2").await;
    assert_eq!(answer.offers(), ["welcome", "signed-copy"]);
}

#[tokio::test]
async fn its_heading_is_of_the_level_asked_for() {
    let app = TestApp::new();
    for (query, level) in [("", 2), ("&heading=2", 2), ("&heading=5", 5), ("&heading=6", 6)] {
        let answer = visitor(&app, &format!("placement=home{query}")).await;
        assert_eq!(answer.json["experience"]["heading"], level, "{query}");
        let experience: Experience = serde_json::from_value(answer.json["experience"].clone()).unwrap();
        assert_eq!(answer.json["html"], constance::render(experience), "{query}");
    }
}

#[tokio::test]
async fn a_heading_that_no_page_could_have_there_is_said_so() {
    let app = TestApp::new();
    for level in ["1", "7", "300", "two", "-2", ""] {
        let answer = visitor(&app, &format!("placement=home&heading={level}")).await;
        assert_eq!(answer.problem(), (400, "invalid"), "{level}");
        let error = json!({ "field": "heading", "value": level, "rule": "must be 2, 3, 4, 5 or 6" });
        assert_eq!(answer.json["errors"], json!([error]));
    }
}

#[tokio::test]
async fn what_is_asked_wrongly_is_said_so() {
    let app = TestApp::new();
    let cases = [
        ("/v1/experience?placement=home", (400, "invalid"), "brand"),
        ("/v1/experience?brand=corner", (400, "invalid"), "placement"),
        ("/v1/experience?brand=corner&placement=home&limit=many", (400, "invalid"), "limit"),
        ("/v1/experience?brand=nobody&placement=home", (404, "unknown_brand"), ""),
        ("/v1/experience?brand=corner&placement=cellar", (404, "unknown_placement"), ""),
    ];
    for (address, problem, field) in cases {
        let answer = app.get(address, &[]).await;
        assert_eq!(answer.problem(), problem, "{address}");
        assert_eq!(answer.json["errors"][0]["field"].as_str().unwrap_or_default(), field);
    }
}
