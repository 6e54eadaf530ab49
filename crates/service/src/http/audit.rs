//! `/v1/reports/audit`: what was done with what is kept of customers.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::id::CustomerId;
use serde::Deserialize;

use crate::app::App;
use crate::audit;
use crate::error::Error;
use crate::http::caller::WriteKey;
use crate::http::wire::Params;

/// So many entries are told at once.
const PAGE: usize = 100;

/// The query of a report. A customer is never named in an address.
#[derive(Debug, Deserialize)]
pub struct Query {
    before: Option<String>,
}

/// The entries, newest first.
///
/// # Errors
/// No secret key, a `before` that is no number.
pub async fn report(
    State(app): State<Arc<App>>,
    key: WriteKey,
    Params(query): Params<Query>,
) -> Result<impl IntoResponse, Error> {
    key.or_refuse(Error::KeyReadsNothing)?;
    let before = query.before.as_deref().map(number).transpose()?;
    let entries = app.store.noted(&key.brand, None::<&CustomerId>, before, PAGE).await?;
    Ok(([super::PRIVATE], Json(audit::report(&key.brand, entries, PAGE))))
}

fn number(text: &str) -> Result<u64, Error> {
    text.parse().map_err(|_| Error::field("before", text, "must be the `before` of the page before"))
}
