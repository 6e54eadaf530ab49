//! `/constance.js` and `/assets/{name}`.

use crate::answer::Answer;
use crate::app::TestApp;

const WASM: &str = "/assets/0123456789abcdef.wasm";

async fn fetch(address: &str, accepted: &str) -> Answer {
    TestApp::new().get(address, &[("accept-encoding", accepted)]).await
}

#[tokio::test]
async fn the_smallest_form_a_browser_takes_is_sent() {
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "wasm in brotli"),
        ("gzip", "gzip", "wasm in gzip"),
        ("gzip;q=0.5, br;q=0", "gzip", "wasm in gzip"),
        ("BR", "br", "wasm in brotli"),
        ("identity", "", "wasm"),
        ("", "", "wasm"),
    ] {
        let answer = fetch(WASM, accepted).await;
        assert_eq!((answer.header("content-encoding"), answer.text.as_str()), (encoding, body), "{accepted}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.header("content-type"), "application/wasm");
    }
    assert_eq!(fetch("/constance.js", "gzip").await.text, "loader");
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_the_loader_for_minutes() {
    assert_eq!(fetch(WASM, "br").await.header("cache-control"), "public, max-age=31536000, immutable");
    let loader = fetch("/constance.js", "br").await;
    let minutes = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800";
    assert_eq!(loader.header("cache-control"), minutes);
    assert_eq!(loader.header("content-type"), "text/javascript; charset=utf-8");
}

#[tokio::test]
async fn any_page_may_load_them() {
    for address in [WASM, "/constance.js"] {
        let answer = fetch(address, "br").await;
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(answer.header("timing-allow-origin"), "*");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn a_loader_that_is_known_is_not_sent_again() {
    let app = TestApp::new();
    let tag = app.get("/constance.js", &[]).await.header("etag").to_owned();
    let again = app.get("/constance.js", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.text.as_str(), again.header("etag")), (304, "", tag.as_str()));
    let strong = tag.trim_start_matches("W/");
    for known in [strong, "*", &format!("\"other\", {tag}")] {
        assert_eq!(app.get("/constance.js", &[("if-none-match", known)]).await.status, 304, "{known}");
    }
    assert_eq!(app.get("/constance.js", &[("if-none-match", "W/\"other\"")]).await.status, 200);
    let kept = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800";
    assert_eq!((again.header("cache-control"), again.header("vary")), (kept, "Accept-Encoding"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    for address in
        ["/assets/fedcba9876543210.wasm", "/assets/0123456789abcdef.wasm.br", "/assets/..%2fconstance.js"]
    {
        assert_eq!(fetch(address, "br").await.problem(), (404, "not_found"), "{address}");
    }
    let bare = TestApp::bare().get("/constance.js", &[]).await;
    assert_eq!(bare.problem(), (404, "not_found"));
    assert!(bare.json["detail"].as_str().unwrap().contains("cargo xtask web"));
}
