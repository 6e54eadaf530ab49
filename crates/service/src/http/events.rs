//! `/v1/track`, `/v1/page`, `/v1/screen` and `/v1/batch`: what happened, in the Segment format.

use std::sync::Arc;

use axum::Json;
use axum::extract::{MatchedPath, State};
use contract::event::{Batch, Message, Received, Refused};
use contract::problem::FieldError;

use crate::app::App;
use crate::brand::Brand;
use crate::door::{self, Strength};
use crate::error::Error;
use crate::http::caller::WriteKey;
use crate::http::wire::Wire;
use crate::ingest;

/// Takes one message, whose kind the address names where it does not say it itself.
///
/// # Errors
/// No write key, a message that is refused, a key that may not report it.
pub async fn one(
    State(app): State<Arc<App>>,
    path: MatchedPath,
    key: WriteKey,
    Wire(mut message): Wire<Message>,
) -> Result<Json<Received>, Error> {
    message.kind.get_or_insert_with(|| path.as_str().trim_start_matches("/v1/").into());
    let brand = app.brand(key.brand.as_str())?;
    let messages = [message];
    let now = app.clock.now();
    let received = ingest::receive(&*app.store, brand, &messages, key.strength, now).await?;
    match received.refused.first() {
        None => Ok(Json(received)),
        Some(refused) if is_too_weak(&app, brand, &messages[0], key.strength) => {
            Err(Error::KeyTooWeak(at(refused)))
        }
        Some(refused) => Err(Error::Invalid(at(refused))),
    }
}

/// So many messages are taken at once. SDKs send a hundred; crumbs that fit into a body by the hundred thousand would
/// be answered with a refusal for each.
const MOST: usize = 2_500;

/// Takes messages, each judged by itself: the answer says which were refused and why.
///
/// # Errors
/// No write key, a body that is no batch, more than 2,500 messages.
pub async fn batch(
    State(app): State<Arc<App>>,
    key: WriteKey,
    Wire(body): Wire<Batch>,
) -> Result<Json<Received>, Error> {
    if body.batch.len() > MOST {
        return Err(Error::TooLarge);
    }
    let brand = app.brand(key.brand.as_str())?;
    let received = ingest::receive(&*app.store, brand, &body.batch, key.strength, app.clock.now()).await?;
    Ok(Json(received))
}

/// Whether a server could have reported what this page could not.
fn is_too_weak(app: &App, brand: &Brand, message: &Message, strength: Strength) -> bool {
    let currency = brand.program.points.currency();
    strength == Strength::Public && door::read(message, Strength::Secret, currency, app.clock.now()).is_ok()
}

fn at(refused: &Refused) -> Vec<FieldError> {
    let Refused { field, value, rule, .. } = refused.clone();
    vec![FieldError { field, value, rule }]
}
