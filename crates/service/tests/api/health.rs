//! `/healthz` and `/readyz`.

use crate::app::TestApp;

#[tokio::test]
async fn it_is_alive_and_ready() {
    let app = TestApp::new();
    for address in ["/healthz", "/readyz"] {
        let answer = app.get(address, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{address}");
    }
}

#[tokio::test]
async fn it_is_not_ready_without_its_store() {
    let app = TestApp::with_the_store_closed().await;
    assert_eq!(app.get("/readyz", &[]).await.problem(), (503, "internal"));
    assert_eq!(app.get("/healthz", &[]).await.status, 200);
}

#[tokio::test]
async fn once_it_leaves_it_says_so_and_goes_on_serving_but_keeps_nobody() {
    let app = TestApp::new();
    let here = app.get("/v1/fragment?brand=corner&placement=home", &[]).await;
    assert_eq!((here.status.as_u16(), here.header("connection")), (200, ""));
    app.service().leaving.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(app.get("/readyz", &[]).await.problem(), (503, "internal"));
    for address in ["/healthz", "/readyz", "/v1/fragment?brand=corner&placement=home", "/nowhere"] {
        let answer = app.get(address, &[]).await;
        assert_eq!(answer.header("connection"), "close", "{address}");
        assert_eq!(answer.status == 200, !["/readyz", "/nowhere"].contains(&address), "{address}");
    }
}
