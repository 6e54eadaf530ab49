//! The desk: what whoever answers the telephone, or stands at the till, sees and does for a customer. An agent of a real
//! brand signs in first.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::id::CustomerId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use service::ask::{Ask, Asked};
use service::preview::{self, Seen};

use crate::backend::Answer;
use crate::shop::{Shop, Sorry};

/// Where the desk looks: what it lists stands there on the customer's own page, in the same order.
const PLACEMENT: &str = "home";

/// So much of what happened is told at once.
const LINES: usize = 12;

/// Whom it is about.
#[derive(Deserialize)]
pub(crate) struct Caller {
    customer: Option<String>,
}

/// All that the desk tells of a customer.
#[derive(Serialize)]
struct Told {
    /// Why they see what they see, and nothing else.
    seen: Seen,
    /// What they see.
    experience: Value,
    /// What happened, the newest of it.
    timeline: Value,
    /// How far the stream would have told with it.
    heard: Option<String>,
}

/// What there is to be seen of a customer, or else of whoever is signed in to the shop.
pub(crate) async fn look(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    Json(caller): Json<Caller>,
) -> Result<Response, Sorry> {
    let customer = match caller.customer {
        Some(name) => named(name)?,
        None => match shop.visits.who(&headers) {
            Some(customer) => customer,
            None => return Ok(StatusCode::NO_CONTENT.into_response()),
        },
    };
    let of = of(&customer);
    // First, so that whatever happens after it is heard.
    let shown = shop.backend.get(&format!("{of}/experience?placement={PLACEMENT}&surface=agent")).await?;
    let ask = Asked { placement: PLACEMENT, surface: Some("agent"), ..Asked::default() };
    let ask = Ask::new(&shop.program, &ask).map_err(|error| Sorry::Ours(error.to_string()))?;
    let seen = preview::look(&*shop.store, &shop.program, &customer, &ask, None, shop.clock.now()).await?;
    let seen = seen.ok_or(Sorry::NotFound)?;

    let heard = shown.heard.clone();
    let experience = expected(shown)?["experience"].take();
    let timeline = expected(shop.backend.get(&format!("{of}/timeline?limit={LINES}")).await?)?;
    let told = Told { seen, experience, timeline, heard };
    Ok(([(CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// Whom the desk listens for.
#[derive(Deserialize)]
pub(crate) struct Listening {
    customer: String,
}

/// Tells when there is something new to be seen of a customer: the service's own stream, as it comes.
pub(crate) async fn live(
    State(shop): State<Arc<Shop>>,
    Json(listening): Json<Listening>,
) -> Result<Response, Sorry> {
    let customer = named(listening.customer)?;
    shop.person(&customer).await?.ok_or(Sorry::NotFound)?;
    Ok(shop.backend.listen(&format!("{}/live", of(&customer))).await?)
}

/// A page of what happened.
#[derive(Deserialize)]
pub(crate) struct Page {
    customer: String,
    before: String,
}

/// What happened to a customer before what was told.
pub(crate) async fn earlier(State(shop): State<Arc<Shop>>, Json(page): Json<Page>) -> Result<Answer, Sorry> {
    let customer = named(page.customer)?;
    let (of, before) = (of(&customer), part(&page.before));
    let address = format!("{of}/timeline?limit={LINES}&before={before}");
    Ok(shop.backend.get(&address).await?)
}

/// What an agent does for a customer, and to what, under a key that stays the same however often it is sent.
#[derive(Deserialize)]
pub(crate) struct Act {
    customer: String,
    act: Deed,
    /// The offer, matter, benefit or other customer; empty where there is none yet.
    of: String,
    key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Claim,
    Decline,
    Undo,
    Close,
    Use,
    Merge,
    Unmerge,
    Question,
    Complaint,
}

/// Does it, and answers as the service does.
pub(crate) async fn act(State(shop): State<Arc<Shop>>, Json(act): Json<Act>) -> Result<Answer, Sorry> {
    let customer = named(act.customer)?;
    shop.person(&customer).await?.ok_or(Sorry::NotFound)?;
    let of = of(&customer);
    let here = json!({ "placement": PLACEMENT, "surface": "agent" });
    let to = part(&act.of);
    let (address, body) = match act.act {
        Deed::Claim => (format!("{of}/offers/{to}/claim"), here),
        Deed::Decline => (format!("{of}/offers/{to}/decline"), here),
        Deed::Undo => (format!("{of}/offers/{to}/undo"), here),
        Deed::Close => (format!("{of}/matters/{to}/close"), here),
        Deed::Use => (format!("{of}/benefits/{to}/use"), here),
        Deed::Merge => (format!("{of}/merge"), json!({ "other": act.of })),
        Deed::Unmerge => (format!("{of}/unmerge"), json!({ "other": act.of })),
        Deed::Question => ("/v1/track".to_owned(), contact(&customer, &act.key, false)),
        Deed::Complaint => ("/v1/track".to_owned(), contact(&customer, &act.key, true)),
    };
    Ok(shop.backend.post(&address, &act.key, &body).await?)
}

/// A voucher that is handed in.
#[derive(Deserialize)]
pub(crate) struct Voucher {
    code: String,
    key: String,
}

/// The till: accepts a voucher, once.
pub(crate) async fn till(
    State(shop): State<Arc<Shop>>,
    Json(voucher): Json<Voucher>,
) -> Result<Answer, Sorry> {
    let body = json!({ "code": voucher.code });
    Ok(shop.backend.post("/v1/vouchers/redeem", &voucher.key, &body).await?)
}

/// A matter that was raised at the desk, called by the beginning of its key.
fn contact(customer: &CustomerId, key: &str, complaint: bool) -> Value {
    let name: String = key.chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    json!({
        "type": "track",
        "messageId": format!("contact-{key}"),
        "userId": customer.as_str(),
        "event": "Contact Opened",
        "properties": { "contact_id": format!("call-{name}"), "complaint": complaint },
    })
}

fn named(name: String) -> Result<CustomerId, Sorry> {
    CustomerId::new(name).map_err(|_| Sorry::NotFound)
}

fn expected(answer: Answer) -> Result<Value, Sorry> {
    match answer.status.is_success() {
        true => Ok(answer.body),
        false => Err(Sorry::Ours(format!("the service answered with {}", answer.status))),
    }
}

/// Where the service has what is a customer's.
fn of(customer: &CustomerId) -> String {
    format!("/v1/customers/{}", part(customer.as_str()))
}

/// A name as it stands in an address.
fn part(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(letter).collect()
}
