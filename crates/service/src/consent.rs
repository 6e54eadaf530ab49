//! What a customer allows: theirs to give and to take back.

use std::sync::Arc;

use domain::event::{Event, Fact, Purpose};
use domain::id::{BrandId, CustomerId, EventId};
use domain::program::Tallies;

use crate::app::App;
use crate::error::Error;
use crate::hex::hex;
use crate::keys;
use crate::memory::Memory;
use crate::store::Act;

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
    let id = EventId::new(format!("consent-{}", hex(&keys::random()?[..16])));
    let id = id.map_err(|rule| Error::field("personal_offers", "", &rule.to_string()))?;
    let now = app.clock.now();
    let decide = {
        let (app, customer, id) = (Arc::clone(app), customer.clone(), id.clone());
        Box::new(move |memory: &Memory, _: &Tallies| {
            // Now that it is its turn: what was said while it waited has been said.
            let at = app.clock.now();
            let said = memory.profile(at).consent.get(&purpose).copied();
            let fact = Fact::Consent { purpose, given };
            Ok((said != Some(given)).then_some(Event { id, customer, at, fact }))
        })
    };
    let (brand, customer) = (brand.clone(), customer.clone());
    app.act(Act { brand, customer, id, now, today: now, offer: None, decide }).await?;
    Ok(())
}
