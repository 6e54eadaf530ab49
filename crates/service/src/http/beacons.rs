//! `/v1/health` and `/v1/reports/health`: how the elements in pages fare.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use contract::health;
use domain::time::{Days, plus};
use serde::Deserialize;

use crate::app::App;
use crate::beacons::{self, Beacon};
use crate::error::Error;
use crate::http::caller::{WriteKey, origin};
use crate::http::wire::{Params, Plain};

/// The query of a report.
#[derive(Debug, Deserialize)]
pub struct Query {
    days: Option<String>,
}

/// Counts what an element says of itself.
///
/// # Errors
/// An unknown brand or surface, a page that is not the brand's.
pub async fn say(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Plain(said): Plain<health::Beacon>,
) -> Result<StatusCode, Error> {
    let brand = app.brand(&said.brand)?;
    origin(&headers, &brand)?;
    let beacon = Beacon::read(&said)?;
    let program = &brand.program;
    app.metrics.count(&program.brand, &beacon, said.first);
    app.store.count(&program.brand, program.zone.day(app.wall.now()), beacon).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What elements said in the last days, counted.
///
/// # Errors
/// No secret key, days that are no number of them.
pub async fn report(
    State(app): State<Arc<App>>,
    key: WriteKey,
    Params(query): Params<Query>,
) -> Result<impl IntoResponse, Error> {
    key.or_refuse(Error::KeyReadsNothing)?;
    let brand = app.brand(key.brand.as_str())?;
    let today = brand.program.zone.day(app.wall.now());
    let since = plus(today, 1 - days(query.days.as_deref())?);
    let counted = app.store.counted(&key.brand, since).await?;
    Ok(([super::PRIVATE], Json(beacons::report(&key.brand, counted))))
}

fn days(text: Option<&str>) -> Result<Days, Error> {
    let Some(text) = text else { return Ok(30) };
    let days = text.parse().ok().filter(|days| (1..=366).contains(days));
    days.ok_or_else(|| Error::field("days", text, "must be a whole number from 1 to 366"))
}
