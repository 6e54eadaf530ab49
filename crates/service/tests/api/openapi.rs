//! `/openapi.json`.

use crate::app::TestApp;
use axum::body::Body;
use axum::http::Method;

#[tokio::test]
async fn every_address_it_names_is_there() {
    let app = TestApp::new();
    let described = app.get("/openapi.json", &[]).await;
    assert_eq!((described.status.as_u16(), described.header("content-type")), (200, "application/json"));
    let paths = described.json["paths"].as_object().unwrap();
    assert!(paths.len() > 10);
    for (path, methods) in paths {
        let address = path.replace("{id}", "tote").replace("{name}", "0123456789abcdef.wasm");
        for method in methods.as_object().unwrap().keys().filter(|name| *name != "parameters") {
            let method: Method = method.to_uppercase().parse().unwrap();
            let answer = app.send(method, &address, &[], Body::empty()).await;
            assert!(![404, 405].contains(&answer.status.as_u16()), "{address}: {}", answer.text);
        }
    }
}
