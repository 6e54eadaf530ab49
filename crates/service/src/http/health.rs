//! `/healthz` and `/readyz`, for whoever runs the service.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::Error;

/// Says that the process runs.
pub async fn alive() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}

/// Says whether requests should come here.
///
/// # Errors
/// Where the store does not answer, or the service is about to stop.
pub async fn ready(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    if app.leaving.load(Ordering::Relaxed) {
        return Err(Error::Leaving);
    }
    app.store.ready().await.map_err(Error::NotReady)?;
    Ok(alive().await)
}

/// Ends each connection with its next answer once the service is about to stop: whoever comes again finds another node.
pub async fn part(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if app.leaving.load(Ordering::Relaxed) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
