//! `/v1/vouchers/redeem`: a till accepts a voucher, once.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use contract::voucher::{Redeem, Redeemed};

use crate::app::App;
use crate::error::Error;
use crate::http::caller::BackEnd;
use crate::http::offers::idempotency_key;
use crate::http::wire::Wire;
use crate::till;

/// Accepts a voucher, once for each `Idempotency-Key`; whoever hands it in again gets a clear no.
///
/// # Errors
/// No secret key, no key, a voucher that is not known or has ended.
pub async fn redeem(
    State(app): State<Arc<App>>,
    back_end: BackEnd,
    headers: HeaderMap,
    Wire(body): Wire<Redeem>,
) -> Result<impl IntoResponse, Error> {
    let brand = app.brand(back_end.brand.as_str())?;
    let accepted = till::redeem(&app, &brand, &body.code, &idempotency_key(&headers)?).await?;
    let words = till::wording(&brand.program, &accepted.claim, body.locale.as_deref());
    let redeemed = Redeemed {
        claim: accepted.claim.id.to_string(),
        offer: accepted.claim.offer.to_string(),
        customer: accepted.customer.to_string(),
        at: accepted.at.to_string(),
        title: words.map(|words| words.title.clone()).unwrap_or_default(),
        text: words.map(|words| words.text.clone()).unwrap_or_default(),
        terms: words.and_then(|words| words.terms.clone()),
    };
    Ok(([super::PRIVATE], Json(redeemed)))
}
