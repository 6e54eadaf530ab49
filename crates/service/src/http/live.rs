//! `/v1/live`: a customer hears when their experience may be another one. An agent hears it in the same way.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;

use crate::app::App;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::wire::Params;
use crate::live::{Listener, Reader, Told};

/// So often a stream says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The query.
#[derive(Debug, Deserialize)]
pub struct Query {
    brand: Option<String>,
}

/// Opens a stream for the customer whose session it is. It ends with the session.
///
/// # Errors
/// No session, one with another brand, too many streams.
pub async fn get(
    State(app): State<Arc<App>>,
    caller: Caller,
    headers: HeaderMap,
    Params(query): Params<Query>,
) -> Result<Response, Error> {
    if let Some(brand) = &query.brand {
        caller.speaks_to(&*app.brand(brand)?)?;
    }
    let Caller { brand, customer, session, ends } = caller;
    let lasts = ends.duration_since(app.wall.now()).try_into().unwrap_or(Duration::ZERO);
    told(&app, Listener { brand, customer, session: Some(session), lasts }, &headers).await
}

/// The stream of whoever listens.
pub(super) async fn told(app: &Arc<App>, listener: Listener, headers: &HeaderMap) -> Result<Response, Error> {
    let since = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let reader = Reader::open(app, listener, since).await?;
    let told = stream::unfold(reader, |mut reader| async move {
        let (told, place) = reader.next().await?;
        let name = match told {
            Told::Hello => "hello",
            Told::Changed => "changed",
        };
        let event = Event::default().id(place).event(name).data("{}");
        Some((Ok::<_, Infallible>(event), reader))
    });
    let stream = Sse::new(told).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    // The last for a proxy that would wait until there is more to pass on.
    let unheld = (HeaderName::from_static("x-accel-buffering"), "no");
    Ok(([super::PRIVATE, unheld], stream).into_response())
}
