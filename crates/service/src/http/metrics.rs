//! `/metrics`, for whoever runs the service.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::clock::Stopwatch;
use crate::error::Error;
use crate::metrics::{self, MEDIA_TYPE};

/// What was counted.
///
/// # Errors
/// None that can be provoked.
pub async fn get(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Error> {
    let text = app.metrics.text(app.store.waiting(), app.live.reaches_others()).map_err(|_| Error::Bug)?;
    Ok(([(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")], text))
}

/// Counts each request once it is answered.
pub async fn count(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = name(request.method());
    let mut watch = Stopwatch::start();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    app.metrics.answered(&metrics::Request { method, route, status }, watch.lap());
    response
}

/// Anybody can make up a method.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
