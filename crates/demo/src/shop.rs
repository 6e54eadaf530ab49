//! The shop's routes, beside the service's on one port.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::CustomerId;
use domain::program::Program;
use serde::{Deserialize, Serialize};
use serde_json::json;
use service::app::App;
use service::clock::Clock;
use service::keys::random;
use service::store::{Store, StoreError};
use tokio::sync::OnceCell;

use crate::backend::{Backend, Unasked};
use crate::house::Seal;
use crate::people::{self, Group, Person};
use crate::visits::Visits;
use crate::{desk, pages, records};

/// The shop's back end.
pub(crate) struct Shop {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) program: Program,
    pub(crate) clock: Clock,
    wall: Clock,
    seal: Seal,
    pub(crate) backend: Backend,
    pub(crate) visits: Visits,
    picked: OnceCell<Vec<CustomerId>>,
    origins: Vec<String>,
}

/// The service, and beside it the shop of the brand that `program` rules: `seal` vouches for its customers, `secret`
/// reports what they buy, and opens the service to the desk.
pub fn router(app: impl Into<Arc<App>>, program: Program, seal: Seal, secret: &str) -> Router {
    let app = app.into();
    let (store, clock, wall) = (app.store.clone(), app.clock, app.wall);
    let origins = app.brands.get(&program.brand).map(|brand| brand.keys.origins.clone()).unwrap_or_default();
    let service = service::router::router(app);
    let shop = Arc::new(Shop {
        backend: Backend::new(service.clone(), secret),
        store,
        program,
        clock,
        wall,
        seal,
        visits: Visits::default(),
        picked: OnceCell::new(),
        origins,
    });
    Router::new()
        .route("/shop/sign-in", post(sign_in))
        .route("/shop/sign-out", post(sign_out))
        .route("/shop/token", post(token))
        .route("/shop/buy", post(buy))
        .route("/shop/desk", post(desk::look))
        .route("/shop/desk/live", post(desk::live))
        .route("/shop/desk/earlier", post(desk::earlier))
        .route("/shop/desk/act", post(desk::act))
        .route("/shop/till", post(desk::till))
        .route_layer(from_fn_with_state(Arc::clone(&shop), from_our_pages))
        .route("/", get(pages::english))
        .route("/fr", get(async || Redirect::permanent("/fr/")))
        .route("/fr/", get(pages::french))
        .route("/desk", get(pages::desk))
        .route("/shop/{*path}", get(pages::file))
        .route("/shop/people", get(list))
        .with_state(shop)
        .merge(service)
}

/// What goes wrong in the shop. The log knows more.
pub(crate) enum Sorry {
    NotFound,
    NotUnderstood,
    SignInFirst,
    NotOurs,
    Ours(String),
}

/// Another site's page must not act for whoever is signed in here: browsers say whose page a POST comes from.
async fn from_our_pages(
    State(shop): State<Arc<Shop>>,
    request: Request,
    next: Next,
) -> Result<Response, Sorry> {
    match request.headers().get(header::ORIGIN) {
        Some(origin) if !shop.origins.iter().any(|ours| origin == ours) => Err(Sorry::NotOurs),
        _ => Ok(next.run(request).await),
    }
}

#[derive(Deserialize)]
struct SignIn {
    customer: String,
}

/// Anybody may be anyone here: it is a demonstration, and the histories are public.
async fn sign_in(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    Json(wish): Json<SignIn>,
) -> Result<Response, Sorry> {
    let customer = CustomerId::new(wish.customer).map_err(|_| Sorry::NotFound)?;
    let person = shop.person(&customer).await?.ok_or(Sorry::NotFound)?;
    let cookie =
        shop.visits.begin(&headers, customer).ok_or_else(|| Sorry::Ours("no random numbers".to_owned()))?;
    Ok(([(header::SET_COOKIE, cookie)], Json(person)).into_response())
}

async fn sign_out(State(shop): State<Arc<Shop>>, headers: HeaderMap) -> Response {
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, shop.visits.end(&headers))]).into_response()
}

/// What every brand's back end does for the widget: vouch for whoever is signed in.
async fn token(State(shop): State<Arc<Shop>>, headers: HeaderMap) -> Result<Response, Sorry> {
    let Some(customer) = shop.visits.who(&headers) else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let token = shop.seal.vouch(&customer, fresh()?, shop.wall.now());
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "token": token }))).into_response())
}

#[derive(Serialize)]
struct People {
    current: Option<Person>,
    stages: Vec<Group>,
}

async fn list(State(shop): State<Arc<Shop>>, headers: HeaderMap) -> Result<Response, Sorry> {
    let (store, program, now) = (&*shop.store, &shop.program, shop.clock.now());
    let picked = shop.picked.get_or_try_init(|| people::pick(store, program, now)).await?;
    let stages = people::groups(store, program, picked, now).await?;
    let current = match shop.visits.who(&headers) {
        Some(customer) => shop.person(&customer).await?,
        None => None,
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(People { current, stages })).into_response())
}

#[derive(Deserialize)]
struct Buy {
    product: String,
}

/// What every brand's back end does with an order that was paid: report it, with the secret key.
async fn buy(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    Json(wish): Json<Buy>,
) -> Result<Response, Sorry> {
    let customer = shop.visits.who(&headers).ok_or(Sorry::SignInFirst)?;
    let record = records::find(&wish.product).ok_or(Sorry::NotFound)?;
    let order = fresh()?;
    let message = json!({
        "type": "track",
        "messageId": format!("order-{order}"),
        "userId": customer.as_str(),
        "event": "Order Completed",
        "properties": {
            "order_id": order,
            "total": record.price,
            "currency": "USD",
            "products": [{
                "product_id": record.id,
                "category": record.category,
                "name": record.title,
                "price": record.price,
                "quantity": 1,
            }],
        },
    });
    let answer = shop.backend.post("/v1/track", &order, &message).await?;
    if !answer.status.is_success() {
        return Err(Sorry::Ours(format!("the order was answered with {}", answer.status)));
    }
    Ok((StatusCode::CREATED, Json(json!({ "order": order }))).into_response())
}

impl Shop {
    pub(crate) async fn person(&self, customer: &CustomerId) -> Result<Option<Person>, StoreError> {
        people::person(&*self.store, &self.program, customer, self.clock.now()).await
    }
}

impl From<StoreError> for Sorry {
    fn from(error: StoreError) -> Self {
        Self::Ours(error.to_string())
    }
}

impl From<Unasked> for Sorry {
    fn from(error: Unasked) -> Self {
        match error {
            Unasked::Request(_) => Self::NotUnderstood,
            Unasked::Answer(_) => Self::Ours(error.to_string()),
        }
    }
}

impl IntoResponse for Sorry {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::NotUnderstood => StatusCode::BAD_REQUEST.into_response(),
            Self::SignInFirst => StatusCode::UNAUTHORIZED.into_response(),
            Self::NotOurs => StatusCode::FORBIDDEN.into_response(),
            Self::Ours(cause) => {
                tracing::error!(cause, "the shop failed");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

fn fresh() -> Result<String, Sorry> {
    random().map(|bytes| BASE64_URL_SAFE_NO_PAD.encode(bytes)).map_err(|error| Sorry::Ours(error.to_string()))
}
