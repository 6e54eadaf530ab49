//! Every route, on one screen.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};

use crate::app::App;
use crate::error::{self, Error};
use crate::http::{
    assets, beacons, consent, events, experience, fragment, health, metrics, offers, openapi, sessions, shown,
};

/// The service. It can be merged into another router, which then must have no fallback of its own.
pub fn router(app: App) -> Router {
    let cors = cors(&app);
    let app = Arc::new(app);
    let customers = Router::new()
        .route("/v1/session", post(sessions::open).delete(sessions::end))
        .route("/v1/experience", get(experience::get))
        .route("/v1/fragment", get(fragment::get))
        .route("/v1/offers/{id}/{verb}", post(offers::wish))
        .route("/v1/shown", post(shown::report))
        .route("/v1/me/consent", put(consent::put))
        .layer(DefaultBodyLimit::max(16 * 1024));
    let reporters = Router::new()
        .route("/v1/track", post(events::one))
        .route("/v1/page", post(events::one))
        .route("/v1/screen", post(events::one))
        .route("/v1/batch", post(events::batch))
        .layer(DefaultBodyLimit::max(512 * 1024));
    let elements = Router::new()
        .route("/v1/health", post(beacons::say))
        .route("/v1/reports/health", get(beacons::report))
        .layer(DefaultBodyLimit::max(1024));
    let anyone = Router::new()
        .route("/constance.js", get(assets::loader))
        .route("/assets/{name}", get(assets::hashed))
        .route("/openapi.json", get(openapi::get))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::get));

    customers
        .merge(reporters)
        .merge(elements)
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(|_| Error::Bug.into_response()))
        .layer(cors)
        .merge(anyone)
        .fallback(async || Error::NotFound)
        .layer(map_response(error::explain))
        .layer(map_response(guard))
        .layer(from_fn_with_state(Arc::clone(&app), metrics::count))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(DefaultOnResponse::new().level(Level::INFO))
                .on_failure(()),
        )
        .with_state(app)
}

/// The brands' own pages may ask, and no page with its cookies.
fn cors(app: &App) -> CorsLayer {
    let origins = app.brands.values().flat_map(|brand| &brand.keys.origins);
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.filter_map(|origin| HeaderValue::from_str(origin).ok())))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            HeaderName::from_static("idempotency-key"),
        ])
        .max_age(Duration::from_secs(7200))
}

/// Answers in ten seconds, if only that it took too long; inside of what lets a page read the answer.
async fn in_time(request: Request, next: Next) -> Result<Response, Error> {
    let answer = tokio::time::timeout(Duration::from_secs(10), next.run(request));
    answer.await.map_err(|_| Error::Timeout)
}

/// Says in every answer that it is what it says it is, and that where it came from is nobody's business.
async fn guard(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The route and not the address: nobody's name can be in it.
fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}
