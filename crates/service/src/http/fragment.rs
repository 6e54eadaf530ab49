//! `/v1/fragment`: what the element shows, for a page's server to put in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::experience::{self, kept};
use crate::app::App;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::wire::Params;
use crate::{fragment, keys};

/// The query.
#[derive(Debug, Deserialize)]
pub struct Query {
    #[serde(flatten)]
    asked: experience::Query,
    base: Option<String>,
}

/// Decides as for the experience, and answers with the element.
///
/// # Errors
/// As for [`experience::get`]; a base that is no origin; no theme to link to.
pub async fn get(
    State(app): State<Arc<App>>,
    caller: Option<Caller>,
    uri: Uri,
    headers: HeaderMap,
    Params(query): Params<Query>,
) -> Result<Response, Error> {
    let (brand, ask) = query.asked.read(&app, caller.as_ref())?;
    let base = match &query.base {
        Some(base) => keys::origin("base", base).map_err(|_| {
            Error::field("base", base, "must be an origin such as https://offers.brand.example")
        })?,
        None => asked_of(&uri, &headers),
    };
    let theme = format!("{base}/{}", app.assets.theme().ok_or(Error::NoAssets)?);
    let customer = caller.as_ref().map(|caller| &caller.customer);
    let answer = app.answer(&brand, customer, &ask).await?;
    Ok((kept(customer.is_some(), &answer.experience), Html(fragment::element(&ask, &answer, &theme)))
        .into_response())
}

/// The host that was asked, by whatever scheme the page has.
fn asked_of(uri: &Uri, headers: &HeaderMap) -> String {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = named.or_else(|| uri.authority().map(|authority| authority.as_str()));
    host.map_or_else(String::new, |host| format!("//{host}"))
}
