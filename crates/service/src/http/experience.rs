//! `/v1/experience`: what a customer, or a visitor, is shown in a place.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::ask::Ask;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::wire::Params;

/// The query.
#[derive(Debug, Deserialize)]
pub struct Query {
    brand: Option<String>,
    placement: Option<String>,
    surface: Option<String>,
    locale: Option<String>,
    limit: Option<String>,
}

/// Decides what to show to the customer whose session it is, or to anybody where there is none.
///
/// # Errors
/// A session that has ended, an unknown brand, placement or surface, a limit that is no number.
pub async fn get(
    State(app): State<Arc<App>>,
    caller: Option<Caller>,
    Params(query): Params<Query>,
) -> Result<Response, Error> {
    let required = |name: &str| Error::field(name, "", "must be given");
    let brand = match (&query.brand, &caller) {
        (Some(name), _) => app.brand(name)?,
        (None, Some(caller)) => app.brand(caller.brand.as_str())?,
        (None, None) => return Err(required("brand")),
    };
    if caller.as_ref().is_some_and(|caller| caller.brand != brand.program.brand) {
        return Err(Error::SessionNeeded);
    }
    let placement = query.placement.as_deref().ok_or_else(|| required("placement"))?;
    let (surface, locale) = (query.surface.as_deref(), query.locale.as_deref());
    let ask = Ask::new(&brand.program, placement, surface, locale, limit(query.limit.as_deref())?)?;
    let customer = caller.as_ref().map(|caller| &caller.customer);
    let answer = app.answer(brand, customer, &ask).await?;
    let cache = if customer.is_some() { super::PRIVATE } else { PUBLIC };
    Ok(([cache, (header::VARY, "Authorization, Origin")], Json(answer)).into_response())
}

const PUBLIC: (HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=60");

fn limit(text: Option<&str>) -> Result<Option<usize>, Error> {
    let read = |text: &str| text.parse().map_err(|_| Error::field("limit", text, "must be a whole number"));
    text.map(read).transpose()
}
