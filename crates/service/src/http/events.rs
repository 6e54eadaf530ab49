//! `/v1/track`, `/v1/batch` and their siblings: what happened, in the Segment format.

use std::sync::Arc;

use axum::Json;
use axum::extract::{MatchedPath, State};
use axum::http::StatusCode;
use contract::event::{Received, Refused};
use contract::problem::FieldError;
use domain::program::Program;

use crate::app::App;
use crate::door::{self, Arrival, Parcel, Sent, Strength};
use crate::error::Error;
use crate::http::caller::WriteKey;
use crate::http::wire::{self, Posted};
use crate::ingest;

/// Takes one message, whose kind the address names where it does not say it itself.
///
/// # Errors
/// No write key, a message that is refused, a key that may not report it.
pub async fn one(
    State(app): State<Arc<App>>,
    path: MatchedPath,
    key: Option<WriteKey>,
    Posted(body): Posted,
) -> Result<Json<Received>, Error> {
    let parcel = Parcel::single(&body, kind(path.as_str())).map_err(|error| wire::unreadable(&error))?;
    let key = WriteKey::or(key, parcel.write_key.as_deref(), &app)?;
    let received = receive(&app, &key, &parcel.sent).await?;
    let Some(Refused { field, value, rule, .. }) = received.refused.first().cloned() else {
        return Ok(Json(received));
    };
    let program = &app.brand(key.brand.as_str())?.program;
    let at = vec![FieldError { field, value, rule }];
    match key.strength == Strength::Public && a_server_could(&app, program, &parcel.sent[0]) {
        true => Err(Error::KeyTooWeak(at)),
        false => Err(Error::Invalid(at)),
    }
}

/// So many messages are taken at once. SDKs send a hundred; crumbs that fit into a body by the hundred thousand would
/// be answered with a refusal for each.
const MOST: usize = 2_500;

/// Takes messages, each judged by itself: the answer says which were refused and why. It is a good one even where all
/// were, since SDKs send a batch again, or give it up, as a whole.
///
/// # Errors
/// No write key, a body that is no batch, more than 2,500 messages.
pub async fn batch(
    State(app): State<Arc<App>>,
    key: Option<WriteKey>,
    Posted(body): Posted,
) -> Result<Json<Received>, Error> {
    let parcel = Parcel::batch(&body).map_err(|error| wire::unreadable(&error))?;
    let key = WriteKey::or(key, parcel.write_key.as_deref(), &app)?;
    match parcel.sent.len() {
        ..=MOST => receive(&app, &key, &parcel.sent).await.map(Json),
        _ => Err(Error::TooLarge),
    }
}

/// Takes what SDKs count of themselves, and drops it.
pub async fn metrics(_: Posted) -> StatusCode {
    StatusCode::OK
}

async fn receive(app: &App, key: &WriteKey, sent: &[Sent<'_>]) -> Result<Received, Error> {
    let brand = app.brand(key.brand.as_str())?;
    let taken = ingest::receive(&*app.store, &brand.program, sent, key.strength, app.clock.now()).await?;
    app.metrics.received(&brand.program.brand, &taken);
    taken.changed.iter().for_each(|customer| app.live.changed(&brand.program.brand, customer));
    Ok(taken.received)
}

/// Whether a server could have reported what this page could not.
fn a_server_could(app: &App, program: &Program, sent: &Sent<'_>) -> bool {
    let arrival = Arrival::of_now(program, Strength::Secret, app.clock.now());
    sent.message().is_ok_and(|message| door::read(&message, &arrival).is_ok())
}

/// What a message at this address is. Pages use the short ones.
fn kind(path: &str) -> &str {
    match path.trim_start_matches("/v1/") {
        "t" => "track",
        "i" => "identify",
        "p" => "page",
        "s" => "screen",
        "g" => "group",
        "a" => "alias",
        whole => whole,
    }
}
