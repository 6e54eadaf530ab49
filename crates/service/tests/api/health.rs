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
