//! What a customer allows: theirs to give and to take back.

use std::sync::Arc;

use domain::event::{Fact, Purpose};
use domain::id::{BrandId, CustomerId};

use crate::act;
use crate::app::App;
use crate::error::Error;

/// Keeps what a customer says of a purpose, unless it is what they said last.
///
/// # Errors
/// [`Error::Store`], or that there are no random numbers.
pub async fn say(
    app: &Arc<App>,
    brand: &BrandId,
    customer: &CustomerId,
    purpose: Purpose,
    given: bool,
) -> Result<(), Error> {
    act::keep(app, brand, customer, "consent", move |profile, _| {
        let said = profile.consent.get(&purpose).copied();
        (said != Some(given)).then_some(Fact::Consent { purpose, given })
    })
    .await
}
