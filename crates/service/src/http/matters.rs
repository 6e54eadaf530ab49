//! `/v1/matters/{id}/close`: a customer ends what is in progress.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use contract::act::{Act, Outcome};
use domain::matter::MatterId;

use crate::app::App;
use crate::ask::{Ask, Asked};
use crate::error::Error;
use crate::http::caller::Caller;
use crate::http::offers;
use crate::http::wire::Wire;
use crate::matter;

/// Closes a matter, and answers with what to show next. It may be sent again: what is closed stays closed.
///
/// # Errors
/// No session, an unknown placement or surface, a name that no matter has.
pub async fn close(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    caller: Caller,
    Wire(body): Wire<Act>,
) -> Result<Response, Error> {
    let brand = app.brand(caller.brand.as_str())?;
    let ask = Ask::new(&brand.program, &Asked::from(&body))?;
    matter::close(&app, &caller.brand, &caller.customer, matter(&id)?).await?;
    offers::answered(&app, &brand, &caller.customer, &ask, Outcome::Closed).await
}

/// The matter of this name, if it can be one's.
pub(super) fn matter(id: &str) -> Result<MatterId, Error> {
    MatterId::read(id).map_err(|rule| Error::field("id", id, &rule.to_string()))
}
