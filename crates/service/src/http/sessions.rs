//! `/v1/session`: an identity the brand signed becomes a short session, and a session ends.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use contract::session::{Session, SessionRequest};

use crate::app::App;
use crate::error::Error;
use crate::http::caller::{Bearer, origin};
use crate::http::wire::Wire;
use crate::identity::{self, Refused};
use crate::{keys, session};

/// Opens a session for the customer an identity token names. Each token is good for one.
///
/// # Errors
/// An unknown brand, a page that is not the brand's, a token that is not accepted.
pub async fn open(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Wire(ask): Wire<SessionRequest>,
) -> Result<impl IntoResponse, Error> {
    let (brand, now) = (app.brand(&ask.brand)?, app.wall.now());
    let who = identity::verify(&ask.token, brand, origin(&headers, brand)?, now)?;
    let (token, row) = session::begin(keys::random()?, brand.program.brand.clone(), who, now);
    if !app.store.open_session(row).await? {
        return Err(Refused::Used.into());
    }
    Ok(([super::PRIVATE], Json(Session { session: token, expires_in: session::SECONDS })))
}

/// Ends a session. One that has ended stays so.
///
/// # Errors
/// Where there is no token at all.
pub async fn end(State(app): State<Arc<App>>, Bearer(token): Bearer) -> Result<StatusCode, Error> {
    app.store.end_session(&session::hash(&token)).await?;
    Ok(StatusCode::NO_CONTENT)
}
