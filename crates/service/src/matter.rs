//! A matter in progress is closed, on whatever surface it was begun.

use std::sync::Arc;

use domain::event::Event;
use domain::id::{BrandId, CustomerId, EventId};
use domain::matter::MatterId;
use domain::program::Tallies;

use crate::app::App;
use crate::error::Error;
use crate::hex::hex;
use crate::keys;
use crate::memory::Memory;
use crate::store::Act;

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
    let id = EventId::new(format!("close-{}", hex(&keys::random()?[..16])));
    let id = id.map_err(|rule| Error::field("id", "", &rule.to_string()))?;
    let now = app.clock.now();
    let decide = {
        let (app, customer, id) = (Arc::clone(app), customer.clone(), id.clone());
        Box::new(move |memory: &Memory, _: &Tallies| {
            // Now that it is its turn: what was closed while it waited is closed.
            let at = app.clock.now();
            let fact = memory.profile(at).close(&matter, &rules.program.zone, at);
            Ok(fact.map(|fact| Event { id, customer, at, fact }))
        })
    };
    let (brand, customer) = (brand.clone(), customer.clone());
    app.act(Act { brand, customer, id, now, today: now, offer: None, decide }).await?;
    Ok(())
}
