//! A matter in progress is closed, on whatever surface it was begun.

use std::sync::Arc;

use domain::id::{BrandId, CustomerId};
use domain::matter::MatterId;

use crate::act;
use crate::app::App;
use crate::error::Error;

/// Closes a matter. One that is not in progress any more stays closed, so that it may be said twice.
///
/// # Errors
/// [`Error::Store`], or that there are no random numbers.
pub async fn close(
    app: &Arc<App>,
    brand: &BrandId,
    customer: &CustomerId,
    matter: MatterId,
) -> Result<(), Error> {
    let rules = app.brand(brand.as_str())?;
    act::keep(app, brand, customer, "close", move |profile, at| {
        profile.close(&matter, &rules.program.zone, at)
    })
    .await
}
