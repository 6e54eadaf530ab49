//! `/v1/offers/{id}/claim`, `/decline` and `/undo`: a customer acts on an offer.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::act::{Act, Acted, Outcome};
use domain::id::{CustomerId, OfferId};

use crate::act::{Verb, Wish, act};
use crate::app::App;
use crate::ask::{Ask, Asked};
use crate::brand::Brand;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::known::Known;
use crate::http::wire::Wire;
use crate::words;

/// Does what the customer wishes, once for each `Idempotency-Key`, and answers with what to show next.
///
/// # Errors
/// No session, no key or a key used for another act, an unknown placement, surface or offer, an act that is refused.
pub async fn wish(
    State(app): State<Arc<App>>,
    Path((offer, verb)): Path<(String, String)>,
    caller: Caller,
    headers: HeaderMap,
    Wire(body): Wire<Act>,
) -> Result<Response, Error> {
    let verb = Verb::named(&verb).ok_or(Error::NotFound)?;
    let brand = app.brand(caller.brand.as_str())?;
    let ask = Ask::new(&brand.program, &Asked::from(&body))?;
    let (key, offer) = (idempotency_key(&headers)?, self::offer(offer)?);
    let Caller { brand: of, customer, .. } = caller;
    acted(&app, &brand, Wish { brand: of, customer, visit: ask.visit(), verb, offer, key }, &ask).await
}

/// Does what is wished and answers with what to show next.
pub(super) async fn acted(
    app: &Arc<App>,
    brand: &Arc<Brand>,
    wish: Wish,
    ask: &Ask,
) -> Result<Response, Error> {
    let customer = wish.customer.clone();
    let (outcome, just_now) = act(app, wish).await?;
    let status = if just_now && outcome == Outcome::Claimed { StatusCode::CREATED } else { StatusCode::OK };
    let mut answer = answered(app, brand, &customer, ask, outcome).await?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// What came of an act, in words, and what to show next.
pub(super) async fn answered(
    app: &Arc<App>,
    brand: &Arc<Brand>,
    customer: &CustomerId,
    ask: &Ask,
    outcome: Outcome,
) -> Result<Response, Error> {
    let (next, known) = Known::of(app, brand, customer, ask).await?;
    let notice = words::speech(ask.locale()).notice(outcome, ask.is_masked());
    Ok((known, [super::PRIVATE], Json(Acted { outcome, notice, next })).into_response())
}

/// The offer of this name, if it can be one's.
pub(super) fn offer(name: String) -> Result<OfferId, Error> {
    OfferId::new(name).map_err(|_| Error::UnknownOffer)
}

/// What tells a request sent again from another one.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, Error> {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
    let plain = key.bytes().all(|byte| byte.is_ascii_graphic());
    if plain && (1..=100).contains(&key.len()) {
        Ok(key.to_owned())
    } else {
        Err(Error::field("Idempotency-Key", "", "must be 1 to 100 visible characters, fresh for each act"))
    }
}
