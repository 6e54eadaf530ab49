//! Every route, on one screen.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};

use crate::app::App;
use crate::error::{self, Error};
use crate::http::flood::{self, Flood};
use crate::http::{
    assets, audit, beacons, consent, customers, events, experience, fragment, health, live, matters, me,
    metrics, offers, openapi, program, sessions, shown, vouchers, wire,
};

/// The service. It can be merged into another router, which then must have no fallback of its own.
pub fn router(app: impl Into<Arc<App>>) -> Router {
    let app = app.into();
    let cors = cors(&app);
    let customers = Router::new()
        .route("/v1/session", post(sessions::open).delete(sessions::end))
        .route("/v1/experience", get(experience::get))
        .route("/v1/live", get(live::get))
        .route("/v1/fragment", get(fragment::get))
        .route("/v1/offers/{id}/{verb}", post(offers::wish))
        .route("/v1/matters/{id}/close", post(matters::close))
        .route("/v1/shown", post(shown::report))
        .route("/v1/me", get(me::get).delete(me::erase))
        .route("/v1/me/export", get(me::export))
        .route("/v1/me/consent", put(consent::put))
        .route("/v1/customers/{id}", delete(me::erase_customer))
        .layer(DefaultBodyLimit::max(16 * 1024));
    let reporters = Router::new()
        .route("/v1/track", post(events::one))
        .route("/v1/identify", post(events::one))
        .route("/v1/page", post(events::one))
        .route("/v1/screen", post(events::one))
        .route("/v1/group", post(events::one))
        .route("/v1/alias", post(events::one))
        .route("/v1/batch", post(events::batch))
        .route("/v1/t", post(events::one))
        .route("/v1/i", post(events::one))
        .route("/v1/p", post(events::one))
        .route("/v1/s", post(events::one))
        .route("/v1/g", post(events::one))
        .route("/v1/a", post(events::one))
        .route("/v1/b", post(events::batch))
        .route("/v1/m", post(events::metrics))
        .layer(DefaultBodyLimit::max(wire::MOST))
        .layer(from_fn_with_state(Flood::default(), flood::bounded));
    let elements = Router::new()
        .route("/v1/health", post(beacons::say))
        .route("/v1/reports/health", get(beacons::report))
        .route("/v1/reports/audit", get(audit::report))
        .layer(DefaultBodyLimit::max(1024));
    let back_ends = Router::new()
        .route("/v1/customers/{id}/experience", get(customers::experience))
        .route("/v1/customers/{id}/live", get(customers::live))
        .route("/v1/customers/{id}/timeline", get(customers::timeline))
        .route("/v1/customers/{id}/offers/{offer}/{verb}", post(customers::wish))
        .route("/v1/customers/{id}/matters/{matter}/close", post(customers::close))
        .route("/v1/customers/{id}/benefits/{benefit}/use", post(customers::use_benefit))
        .route("/v1/customers/{id}/merge", post(customers::merge))
        .route("/v1/customers/{id}/unmerge", post(customers::unmerge))
        .route("/v1/vouchers/redeem", post(vouchers::redeem))
        .layer(DefaultBodyLimit::max(16 * 1024));
    let programs =
        Router::new().route("/v1/program", put(program::put)).layer(DefaultBodyLimit::max(program::MOST));
    let anyone = Router::new()
        .route("/constance.js", get(assets::loader))
        .route("/integrity.json", get(assets::integrity))
        .route("/assets/{name}", get(assets::hashed))
        .route("/openapi.json", get(openapi::get))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::get));

    customers
        .merge(back_ends)
        .merge(reporters)
        .merge(elements)
        .merge(programs)
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(|_| Error::Bug.into_response()))
        .layer(cors)
        .merge(anyone)
        .fallback(async || Error::NotFound)
        .layer(map_response(error::explain))
        .layer(map_response(guard))
        .layer(from_fn_with_state(Arc::clone(&app), health::part))
        .layer(from_fn_with_state(Arc::clone(&app), metrics::count))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(DefaultOnResponse::new().level(Level::INFO))
                .on_failure(()),
        )
        .with_state(app)
}

/// The brands' own pages may ask, and no page with its cookies. `X-Retry-Count` is what SDKs say of the tries before.
fn cors(app: &Arc<App>) -> CorsLayer {
    let app = Arc::clone(app);
    let is_at_home = move |origin: &HeaderValue, _: &Parts| {
        origin.to_str().is_ok_and(|origin| app.brands.all().any(|brand| brand.keys.is_at_home(origin)))
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(is_at_home))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_NONE_MATCH,
            HeaderName::from_static("idempotency-key"),
            HeaderName::from_static("last-event-id"),
            HeaderName::from_static("x-retry-count"),
        ])
        .expose_headers([header::ETAG, header::RETRY_AFTER, HeaderName::from_static("last-event-id")])
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
