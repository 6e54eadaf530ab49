//! `/v1/live`: a customer hears when their experience may be another one.

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
use crate::live::{Reader, Told};

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
    let since = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let reader = Reader::open(&app, caller, since).await?;
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
