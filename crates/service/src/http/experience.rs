//! `/v1/experience`: what a customer, or a visitor, is shown in a place.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::ask::{Ask, Asked};
use crate::brand::Brand;
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
    heading: Option<String>,
    privacy: Option<String>,
}

/// Decides what to show to the customer whose session it is, or to anybody where there is none.
///
/// # Errors
/// A session that has ended, an unknown brand, placement or surface, a limit or a heading that is none, a privacy there
/// is not.
pub async fn get(
    State(app): State<Arc<App>>,
    caller: Option<Caller>,
    Params(query): Params<Query>,
) -> Result<Response, Error> {
    let (brand, ask) = query.read(&app, caller.as_ref())?;
    let customer = caller.as_ref().map(|caller| &caller.customer);
    let answer = app.answer(brand, customer, &ask).await?;
    Ok((kept(customer.is_some()), Json(answer)).into_response())
}

impl Query {
    /// Of which brand what is asked for.
    pub(super) fn read<'a>(&self, app: &'a App, caller: Option<&Caller>) -> Result<(&'a Brand, Ask), Error> {
        let required = |name: &str| Error::field(name, "", "must be given");
        let brand = match (&self.brand, caller) {
            (Some(name), _) => app.brand(name)?,
            (None, Some(caller)) => app.brand(caller.brand.as_str())?,
            (None, None) => return Err(required("brand")),
        };
        caller.map_or(Ok(()), |caller| caller.speaks_to(brand))?;
        let asked = Asked {
            placement: self.placement.as_deref().ok_or_else(|| required("placement"))?,
            surface: self.surface.as_deref(),
            locale: self.locale.as_deref(),
            limit: limit(self.limit.as_deref())?,
            heading: self.heading.clone(),
            privacy: self.privacy.as_deref(),
        };
        Ok((brand, Ask::new(&brand.program, &asked)?))
    }
}

/// How long an answer may be kept, and by whom.
pub(super) fn kept(known: bool) -> [(HeaderName, &'static str); 2] {
    let cache = if known { super::PRIVATE } else { (header::CACHE_CONTROL, "public, max-age=60") };
    [cache, (header::VARY, "Authorization, Origin")]
}

fn limit(text: Option<&str>) -> Result<Option<usize>, Error> {
    let read = |text: &str| text.parse().map_err(|_| Error::field("limit", text, "must be a whole number"));
    text.map(read).transpose()
}
