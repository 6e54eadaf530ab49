//! `/v1/session`: an identity the brand signed becomes a short session, and a session ends.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use contract::session::{Session, SessionRequest};

use crate::app::App;
use crate::error::Error;
use crate::http::caller::{self, Bearer, origin};
use crate::http::wire::Wire;
use crate::identity::{self, Refused};
use crate::visit::{self, Visit};
use crate::{keys, people, session};

/// Opens a session for the customer an identity token names; each token is good for one. Where the page had a visitor's
/// session, it now is known who that was. Without a token, opens a visitor's session: nothing is kept of it.
///
/// # Errors
/// An unknown brand, a page that is not the brand's, a token that is not accepted, a visitor's name that is none.
pub async fn open(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    before: Option<Bearer>,
    Wire(ask): Wire<SessionRequest>,
) -> Result<impl IntoResponse, Error> {
    let (brand, now) = (app.brand(&ask.brand)?, app.wall.now());
    let (origin, id, expires_in) = (origin(&headers, &brand)?, &brand.program.brand, session::SECONDS);
    let Some(token) = &ask.token else {
        let visit = Visit::begin(id.clone(), visit::visitor(ask.anonymous_id.as_deref())?, now);
        let (session, anonymous_id) =
            (visit.token(&brand.keys.voucher.signing), Some(visit.called().to_owned()));
        return Ok(([super::PRIVATE], Json(Session { session, expires_in, anonymous_id })));
    };
    let who = identity::verify(token, &brand, origin, now)?;
    let customer = who.customer.clone();
    let (session, row) = session::begin(keys::random()?, &brand.keys.voucher.signing, id.clone(), who, now);
    if !app.store.open_session(row).await? {
        return Err(Refused::Used.into());
    }
    // Its end is no matter: who signs in may have looked around for longer than a session lasts.
    let visit = before.and_then(|Bearer(token)| caller::visit(&token, &app));
    if let Some(visit) = visit.filter(|visit| visit.brand == *id) {
        people::identify(&app, id, &visit.visitor, &customer).await?;
    }
    Ok(([super::PRIVATE], Json(Session { session, expires_in, anonymous_id: None })))
}

/// Ends a session. One that has ended stays so.
///
/// # Errors
/// Where there is no token at all, a page of another brand.
pub async fn end(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Bearer(token): Bearer,
) -> Result<StatusCode, Error> {
    let hash = session::hash(&token);
    let row = app.store.session(&hash, app.wall.now()).await?;
    if let Some(row) = &row {
        origin(&headers, &*app.brand(row.brand.as_str())?)?;
    }
    app.store.end_session(&hash).await?;
    if let Some(row) = row {
        app.live.ended(&row.brand, &row.customer);
    }
    Ok(StatusCode::NO_CONTENT)
}
