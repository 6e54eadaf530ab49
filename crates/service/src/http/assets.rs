//! `/constance.js`, `/integrity.json` and `/assets/{name}`: what a page loads, to anyone.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::tag;
use crate::app::App;
use crate::assets::{Asset, INTEGRITY, LOADER};
use crate::error::Error;

/// The loader, which is asked for again every few minutes and may be used while nobody answers.
///
/// # Errors
/// Where the service was built without web assets.
pub async fn loader(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = app.assets.get(LOADER).ok_or(Error::NoAssets)?;
    Ok(answer(asset, MINUTES, &headers))
}

/// Where the loader is that a page can pin, and its sum. An upgrade brings another; this one stays.
///
/// # Errors
/// Where the service was built without web assets.
pub async fn integrity(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = app.assets.get(INTEGRITY).ok_or(Error::NoAssets)?;
    Ok(answer(asset, MINUTES, &headers))
}

/// A file whose name changes with its content, which may be kept for ever; of this build or another.
///
/// # Errors
/// Where there is none of this name.
pub async fn hashed(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    const YEAR: &str = "public, max-age=31536000, immutable";
    let missing = if app.assets.is_empty() { Error::NoAssets } else { Error::NotFound };
    if let Some(asset) = app.assets.get(&format!("assets/{name}")) {
        return Ok(answer(asset, YEAR, &headers));
    }
    let other = tokio::task::spawn_blocking(move || app.assets.of_other_builds(&name)).await;
    let asset = other.ok().flatten().ok_or(missing)?;
    Ok(answer(&asset, YEAR, &headers))
}

const MINUTES: &str = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800";

fn answer(asset: &Asset, cache: &'static str, headers: &HeaderMap) -> Response {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (encoding, body) = asset.best(|encoding| accepts(accepted, encoding));
    let mut response = if tag::is_known(headers, asset.tag()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let encoding = encoding.map(|encoding| [(header::CONTENT_ENCODING, encoding)]);
        (encoding, [(header::CONTENT_TYPE, asset.kind())], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(asset.tag()) {
        headers.insert(header::ETAG, tag);
    }
    // Any page may load it, also one that is isolated, and may see how long that took.
    for name in [header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderName::from_static("timing-allow-origin")] {
        headers.insert(name, HeaderValue::from_static("*"));
    }
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
    response
}

/// Whether `Accept-Encoding` lets an encoding through: named, and not with a weight of nothing.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}
