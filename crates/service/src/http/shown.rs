//! `/v1/shown`: offers that were seen.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contract::shown::Shown;

use crate::app::App;
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::wire::Wire;
use crate::impressions::Impressions;

/// Keeps what the customer whose session it is saw; of a visitor nothing.
///
/// # Errors
/// A session that has ended, an unknown brand, placement, surface or offer.
pub async fn report(
    State(app): State<Arc<App>>,
    caller: Option<Caller>,
    Wire(shown): Wire<Shown>,
) -> Result<StatusCode, Error> {
    let brand = app.brand(&shown.brand)?;
    let impressions = Impressions::read(&brand.program, &shown)?;
    if let Some(caller) = caller {
        caller.speaks_to(&brand)?;
        let now = app.clock.now();
        let events = impressions.events(&caller.session, &caller.customer, now);
        app.store.append(&caller.brand, events, now).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
