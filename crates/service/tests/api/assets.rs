//! `/constance.js`, `/integrity.json` and `/assets/{name}`, of this build and of others.

use std::fs;

use crate::answer::Answer;
use crate::app::TestApp;
use tempfile::TempDir;

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

/// A folder as `cargo xtask dist` writes it, with files of another build.
fn another_build(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("assets")).unwrap();
    for (name, content) in files {
        fs::write(folder.path().join("assets").join(name), content).unwrap();
    }
    folder
}

// The sum begins so, says: printf 'earlier wasm' | sha256sum
const EARLIER: &str = "f8ba05ff6d916878.wasm";
const PINNED: &str = "constance-bc6b8bc431a920aa.js";

#[tokio::test]
async fn what_pages_of_other_builds_ask_for_is_there_as_this_builds_is() {
    let twin = format!("{EARLIER}.br");
    let one = another_build(&[(EARLIER, "earlier wasm"), (&twin, "earlier wasm in brotli")]);
    let other = another_build(&[(PINNED, "pinned loader")]);
    let app = TestApp::with_builds(vec![one.path().into(), other.path().into()]);

    let wasm = app.get(&format!("/assets/{EARLIER}"), &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((wasm.text.as_str(), wasm.header("content-encoding")), ("earlier wasm in brotli", "br"));
    let pinned = app.get(&format!("/assets/{PINNED}"), &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((pinned.text.as_str(), pinned.header("content-encoding")), ("pinned loader", ""));
    assert_eq!(pinned.header("content-type"), "text/javascript; charset=utf-8");
    for answer in [wasm, pinned] {
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    assert_eq!(app.get(WASM, &[]).await.text, "wasm", "this build's are there as ever");
}

#[tokio::test]
async fn a_build_that_is_put_there_while_the_service_runs_is_found() {
    let folder = another_build(&[]);
    let app = TestApp::with_builds(vec![folder.path().into()]);
    let address = format!("/assets/{EARLIER}");
    assert_eq!(app.get(&address, &[]).await.problem(), (404, "not_found"));
    fs::write(folder.path().join("assets").join(EARLIER), "earlier").unwrap();
    assert_eq!(app.get(&address, &[]).await.problem(), (404, "not_found"), "half a copy is none");
    fs::write(folder.path().join("assets").join(EARLIER), "earlier wasm").unwrap();
    assert_eq!(app.get(&address, &[]).await.text, "earlier wasm");
}

#[tokio::test]
async fn nothing_else_that_lies_in_such_a_folder_is_given_away() {
    let secret = "2bb80d537b1da3e3";
    let folder =
        another_build(&[(&format!("{secret}.toml"), "secret"), (secret, "secret"), ("notes.js", "notes")]);
    fs::write(folder.path().join(format!("{secret}.js")), "secret").unwrap();
    let app = TestApp::with_builds(vec![folder.path().into()]);
    for name in [
        secret.to_owned(),
        format!("{secret}.toml"),
        "notes.js".to_owned(),
        format!("..%2f{secret}.js"),
        format!("..%2fassets%2f{secret}.toml"),
    ] {
        assert_eq!(app.get(&format!("/assets/{name}"), &[]).await.problem(), (404, "not_found"), "{name}");
    }
}

#[tokio::test]
async fn where_the_loader_is_that_can_be_pinned_is_told_for_minutes() {
    let told = fetch("/integrity.json", "br").await;
    assert_eq!((told.text.as_str(), told.header("content-type")), ("{}", "application/json"));
    assert!(told.header("cache-control").starts_with("public, max-age=300"));
    assert_eq!(told.header("access-control-allow-origin"), "*");
}
