//! `/v1/experience`: what a customer, or a visitor, is shown in a place.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::experience::Experience;
use domain::id::CustomerId;
use domain::time::Timestamp;
use serde::Deserialize;

use crate::app::App;
use crate::ask::{Ask, Asked};
use crate::brand::Brand;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::known::Known;
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
    headers: HeaderMap,
    Params(query): Params<Query>,
) -> Result<Response, Error> {
    let (brand, ask) = query.read(&app, caller.as_ref())?;
    shown(&app, &brand, caller.as_ref().map(|caller| &caller.customer), &ask, &headers).await
}

/// What is shown to a customer, or to anybody; `304` to who has it already.
pub(super) async fn shown(
    app: &Arc<App>,
    brand: &Arc<Brand>,
    who: Option<&CustomerId>,
    ask: &Ask,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let (answer, known) = match who {
        Some(customer) => Known::of(app, brand, customer, ask).await?,
        None => {
            let answer = app.answer(brand, None, ask).await?;
            let known = Known::of_visitor(&answer);
            (answer, known)
        }
    };
    let kept = kept(who.is_some(), &answer.experience);
    match known.is_current(headers) {
        true => Ok((StatusCode::NOT_MODIFIED, kept, known, ()).into_response()),
        false => Ok((kept, known, Json(answer)).into_response()),
    }
}

impl Query {
    /// Of which brand what is asked for.
    pub(super) fn read(&self, app: &App, caller: Option<&Caller>) -> Result<(Arc<Brand>, Ask), Error> {
        let required = |name: &str| Error::field(name, "", "must be given");
        let brand = match (&self.brand, caller) {
            (Some(name), _) => app.brand(name)?,
            (None, Some(caller)) => app.brand(caller.brand.as_str())?,
            (None, None) => return Err(required("brand")),
        };
        caller.map_or(Ok(()), |caller| caller.speaks_to(&brand))?;
        let ask = Ask::new(&brand.program, &self.asked()?)?;
        Ok((brand, ask))
    }

    /// What is asked for.
    pub(super) fn asked(&self) -> Result<Asked<'_>, Error> {
        let required = |name: &str| Error::field(name, "", "must be given");
        Ok(Asked {
            placement: self.placement.as_deref().ok_or_else(|| required("placement"))?,
            surface: self.surface.as_deref(),
            locale: self.locale.as_deref(),
            limit: limit(self.limit.as_deref())?,
            heading: self.heading.clone(),
            privacy: self.privacy.as_deref(),
        })
    }
}

/// How many seconds a visitor's answer may be kept.
const MINUTE: i64 = 60;

/// How long an answer may be kept, and by whom: not at all what is one customer's, and nothing longer than it holds.
pub(super) fn kept(known: bool, shown: &Experience) -> [(HeaderName, String); 2] {
    let (private, vary) = (super::PRIVATE.1.to_owned(), "Authorization, Origin".to_owned());
    let instant = |text: &str| text.parse::<Timestamp>().ok();
    let holds = shown.until.as_deref().and_then(instant).zip(instant(&shown.decided_at));
    let seconds = holds.map_or(MINUTE, |(until, now)| until.duration_since(now).as_secs().clamp(0, MINUTE));
    let cache = if known { private } else { format!("public, max-age={seconds}") };
    [(header::CACHE_CONTROL, cache), (header::VARY, vary)]
}

fn limit(text: Option<&str>) -> Result<Option<usize>, Error> {
    let read = |text: &str| text.parse().map_err(|_| Error::field("limit", text, "must be a whole number"));
    text.map(read).transpose()
}
