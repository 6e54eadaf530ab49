//! Who is who: a visitor comes to be known, an agent finds two customers to be one, or takes that back.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::event::{Assurance, Event, Fact};
use domain::id::{BrandId, CustomerId};
use domain::person::Person;
use domain::time::Timestamp;

use crate::act;
use crate::app::App;
use crate::error::Error;
use crate::ingest;
use crate::store::{Actor, Deed, Noted};

/// Keeps, by a token that the brand signed, that a visitor turned out to be a customer: what they did is the customer's from now on. Said again, with nothing
/// done in between, it is not kept again.
///
/// # Errors
/// [`Error::Store`], or that there are no random numbers.
pub async fn identify(
    app: &Arc<App>,
    brand: &BrandId,
    visitor: &CustomerId,
    customer: &CustomerId,
) -> Result<(), Error> {
    let (person, since) =
        tokio::try_join!(app.store.person(brand, customer), app.store.history(brand, visitor))?;
    if since.is_empty() && person.names.get(visitor) == Some(customer) {
        return Ok(());
    }
    let fact = Fact::Identified { anonymous: visitor.clone(), assurance: Assurance::Proven };
    let at = app.clock.now();
    app.store.append(brand, vec![event(customer, fact, at)?], at).await?;
    let circle = ingest::circle(&*app.store, brand, BTreeSet::from([customer.clone()])).await?;
    for name in circle.iter().chain([visitor]) {
        app.live.changed(brand, name);
    }
    Ok(())
}

/// Keeps what an agent says of a customer and another, if it changes anything: that they are one, or that they are not.
/// Answers with the person the customer is now, and whether anything changed.
///
/// # Errors
/// [`Error::Merge`] where it cannot be said of them, [`Error::Store`].
pub async fn bind(
    app: &Arc<App>,
    brand: &BrandId,
    customer: &CustomerId,
    fact: Fact,
) -> Result<(Person, bool), Error> {
    let (other, deed) = match &fact {
        Fact::Merged { other } => (other.clone(), Deed::Merge),
        Fact::Unmerged { other } => (other.clone(), Deed::Unmerge),
        _ => return Ok((app.store.person(brand, customer).await?, false)),
    };
    let at = app.clock.now();
    let changed = app.store.bind(brand, event(customer, fact, at)?, at).await??;
    let (person, other) =
        tokio::try_join!(app.store.person(brand, customer), app.store.person(brand, &other))?;
    if changed {
        let (subject, details) = (Some(customer.clone()), String::new());
        app.store.note(brand, Noted { at, actor: Actor::SecretKey, deed, subject, details }).await?;
        let names = person.names.keys().chain(other.names.keys()).cloned().collect();
        let circle = ingest::circle(&*app.store, brand, names).await?;
        circle.iter().for_each(|name| app.live.changed(brand, name));
    }
    Ok((person, changed))
}

fn event(customer: &CustomerId, fact: Fact, at: Timestamp) -> Result<Event, Error> {
    Ok(Event { id: act::fresh("who")?, customer: customer.clone(), at, fact })
}
