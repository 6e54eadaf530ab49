//! `/openapi.json`: what there is, for machines.

use axum::http::header;
use axum::response::IntoResponse;

/// The description of the interface, in OpenAPI 3.1.
pub async fn get() -> impl IntoResponse {
    let kind = (header::CONTENT_TYPE, "application/json");
    ([kind, (header::CACHE_CONTROL, "public, max-age=300")], contract::openapi::OPENAPI)
}
