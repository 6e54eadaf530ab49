//! `/healthz` and `/readyz`, for whoever runs the service.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::app::App;
use crate::error::Error;

/// Says that the process runs.
pub async fn alive() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}

/// Says whether requests can be served.
///
/// # Errors
/// Where the store does not answer.
pub async fn ready(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    app.store.ready().await.map_err(Error::NotReady)?;
    Ok(alive().await)
}
