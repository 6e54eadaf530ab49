//! `/v1/fragment`.

use crate::answer::Answer;
use crate::app::TestApp;

async fn visitor(app: &TestApp, query: &str) -> Answer {
    let address = format!("/v1/fragment?brand=corner&placement=home{query}");
    app.get(&address, &[("host", "offers.corner.example")]).await
}

async fn rendered(app: &TestApp, query: &str) -> String {
    let answer = app.get(&format!("/v1/experience?brand=corner&placement=home{query}"), &[]).await;
    answer.json["html"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_visitor_is_shown_the_element_with_everything_in_it() {
    let app = TestApp::new();
    let answer = visitor(&app, "").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert_eq!(answer.header("vary"), "Authorization, Origin");
    let html = rendered(&app, "").await;
    assert!(html.contains("An evening of reading"));
    let expected = [
        r#"<constance-offers brand="corner" placement="home" lang="en">"#,
        r#"<template shadowrootmode="open">"#,
        r#"<link rel="stylesheet" href="//offers.corner.example/assets/0123456789abcdef.css">"#,
        r#"<slot name="heading"></slot>"#,
        &format!(r#"<div part="root">{html}</div>"#),
        r#"<div part="status" role="status"></div>"#,
        r#"<slot name="fallback" hidden=""></slot>"#,
        r#"<slot name="empty" hidden=""></slot>"#,
        r#"<slot name="legal"></slot>"#,
        "</template></constance-offers>\n",
    ];
    assert_eq!(answer.text, expected.concat());
}

#[tokio::test]
async fn the_element_asks_for_the_same_again() {
    let app = TestApp::new();
    let query = "&surface=kiosk&locale=fr-CA,fr&limit=1&heading=4&privacy=mask";
    let answer = visitor(&app, query).await;
    let element = r#"<constance-offers brand="corner" placement="home" surface="kiosk" lang="fr" limit="1" heading-level="4" privacy="mask">"#;
    assert!(answer.text.starts_with(element), "{}", answer.text);
    assert!(answer.text.contains(&rendered(&app, query).await));
}

#[tokio::test]
async fn a_customer_is_shown_what_is_for_them_and_no_cache_keeps_it() {
    let app = TestApp::new();
    let customer = app.as_customer("7").await;
    let answer = customer.asks("/v1/fragment?placement=home").await;
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert!(answer.text.contains("A first book"), "{}", answer.text);
    assert!(!answer.text.contains(&customer.session));
    customer.signs_out().await;
    let ended = customer.asks("/v1/fragment?placement=home").await;
    assert_eq!(ended.problem(), (401, "session_needed"));
}

#[tokio::test]
async fn where_there_is_nothing_the_page_can_say_so() {
    let app = TestApp::where_the_program(|program| program.offers = std::iter::empty().collect());
    let answer = visitor(&app, "").await;
    assert!(answer.text.contains(r#"<slot name="empty"></slot>"#), "{}", answer.text);
}

#[tokio::test]
async fn the_theme_is_where_browsers_find_the_service() {
    let app = TestApp::new();
    let answer = visitor(&app, "&base=https://offers.example").await;
    assert!(answer.text.contains(r#"href="https://offers.example/assets/0123456789abcdef.css""#));
    for base in ["offers.example", "https://offers.example/", "javascript:alert(1)", "https://a%22b.example"]
    {
        let answer = visitor(&app, &format!("&base={base}")).await;
        assert_eq!(answer.problem(), (400, "invalid"), "{base}");
        assert_eq!(answer.json["errors"][0]["field"], "base");
    }
    let host = [("host", r#"a"><script>"#)];
    let answer = app.get("/v1/fragment?brand=corner&placement=home", &host).await;
    assert!(!answer.text.contains("<script>"), "{}", answer.text);
}

#[tokio::test]
async fn what_went_wrong_is_a_problem_document() {
    let app = TestApp::new();
    for (address, problem) in [
        ("/v1/fragment?placement=home", (400, "invalid")),
        ("/v1/fragment?brand=nobody&placement=home", (404, "unknown_brand")),
        ("/v1/fragment?brand=corner&placement=cellar", (404, "unknown_placement")),
        ("/v1/fragment?brand=corner&placement=home&heading=1", (400, "invalid")),
    ] {
        assert_eq!(app.get(address, &[]).await.problem(), problem, "{address}");
    }
    let bare = TestApp::bare().get("/v1/fragment?brand=corner&placement=home", &[]).await;
    assert_eq!(bare.problem(), (404, "not_found"));
}
