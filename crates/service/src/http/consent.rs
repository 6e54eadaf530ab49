//! `/v1/me/consent`: what a customer allows.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contract::consent::Consent;
use domain::event::Purpose;

use crate::app::App;
use crate::ask::{Ask, Asked};
use crate::consent;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::known::Known;
use crate::http::wire::Wire;

/// Keeps what the customer says, and answers with what to show next where a place is named.
///
/// # Errors
/// No session, an unknown brand, placement or surface.
pub async fn put(
    State(app): State<Arc<App>>,
    caller: Caller,
    Wire(body): Wire<Consent>,
) -> Result<Response, Error> {
    let brand = app.brand(&body.brand)?;
    caller.speaks_to(&brand)?;
    let asked = body.placement.as_deref().map(|placement| Asked {
        placement,
        surface: body.surface.as_deref(),
        locale: body.locale.as_deref(),
        limit: body.limit,
        heading: body.heading.map(|level| level.to_string()),
        privacy: body.privacy.as_deref(),
    });
    let ask = asked.map(|asked| Ask::new(&brand.program, &asked)).transpose()?;
    consent::say(&app, &caller.brand, &caller.customer, Purpose::PersonalOffers, body.personal_offers)
        .await?;
    match ask {
        Some(ask) => {
            let (next, known) = Known::of(&app, &brand, &caller.customer, &ask).await?;
            Ok((known, [super::PRIVATE], Json(next)).into_response())
        }
        None => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}
