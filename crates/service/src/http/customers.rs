//! `/v1/customers/{id}/…`: what an agent sees and does for a customer, through a back end of the brand.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use contract::act::{Act, Outcome};
use contract::people::{Merge, Person, Timeline, Used};
use domain::event::Fact;
use domain::id::{BenefitId, CustomerId};
use domain::surface::Surface;
use serde::Deserialize;

use crate::act::{Verb, Wish};
use crate::app::App;
use crate::ask::{Ask, Asked};
use crate::brand::Brand;
use crate::error::Error;
use crate::http::caller::BackEnd;
use crate::http::experience::{self, Query};
use crate::http::offers::{self, idempotency_key};
use crate::http::wire::{Params, Wire};
use crate::http::{live, matters};
use crate::live::Listener;
use crate::{matter, people, till, timeline};

/// Where an agent speaks with a customer.
const SURFACES: [Surface; 3] = [Surface::Agent, Surface::Till, Surface::Kiosk];

/// Which page of the timeline.
#[derive(Debug, Deserialize)]
pub struct Page {
    limit: Option<String>,
    before: Option<String>,
}

/// How long a stream lasts before it has to be opened again, so that a key that was retired is not listened with for ever.
const HOUR: Duration = Duration::from_secs(3_600);

/// Decides what to show to a customer, as their own page would.
///
/// # Errors
/// No secret key, an unknown placement, a surface that is no agent's.
pub async fn experience(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    back_end: BackEnd,
    headers: HeaderMap,
    Params(query): Params<Query>,
) -> Result<Response, Error> {
    let (brand, customer) = (app.brand(back_end.brand.as_str())?, named("id", id)?);
    let asked = query.asked()?;
    let ask = Ask::new(&brand.program, &Asked { surface: Some(surface(asked.surface)?), ..asked })?;
    experience::shown(&app, &brand, Some(&customer), &ask, &headers).await
}

/// Opens a stream that tells when what a customer is shown may be another one.
///
/// # Errors
/// No secret key, too many streams.
pub async fn live(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    back_end: BackEnd,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (brand, customer) = (back_end.brand, named("id", id)?);
    live::told(&app, Listener { brand, customer, session: None, lasts: HOUR }, &headers).await
}

/// What happened to a customer, newest first.
///
/// # Errors
/// No secret key, a page that is none.
pub async fn timeline(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    back_end: BackEnd,
    Params(page): Params<Page>,
) -> Result<impl IntoResponse, Error> {
    let (brand, customer) = (app.brand(back_end.brand.as_str())?, named("id", id)?);
    let memory = app.store.recall(&back_end.brand, &customer).await?;
    let (limit, before) = (page.limit.as_deref(), page.before.as_deref());
    let page: Timeline =
        timeline::page(&memory.customer, memory.history, &brand.program.zone, limit, before)?;
    Ok(([super::PRIVATE], Json(page)))
}

/// Claims, declines or undoes for a customer, once for each `Idempotency-Key`, and answers with what to show next.
///
/// # Errors
/// As for the customer's own act; a surface that is no agent's.
pub async fn wish(
    State(app): State<Arc<App>>,
    Path((id, offer, verb)): Path<(String, String, String)>,
    back_end: BackEnd,
    headers: HeaderMap,
    Wire(body): Wire<Act>,
) -> Result<Response, Error> {
    let verb = Verb::named(&verb).ok_or(Error::NotFound)?;
    let brand = app.brand(back_end.brand.as_str())?;
    let ask = next(&brand, &body)?;
    let (customer, offer) = (named("id", id)?, offers::offer(offer)?);
    let wish = Wish {
        brand: back_end.brand,
        customer,
        visit: ask.visit(),
        verb,
        offer,
        key: idempotency_key(&headers)?,
    };
    offers::acted(&app, &brand, wish, &ask).await
}

/// Closes a matter for a customer, and answers with what to show next. It may be sent again: what is closed stays closed.
///
/// # Errors
/// As for the customer's own act; a surface that is no agent's.
pub async fn close(
    State(app): State<Arc<App>>,
    Path((id, matter)): Path<(String, String)>,
    back_end: BackEnd,
    Wire(body): Wire<Act>,
) -> Result<Response, Error> {
    let brand = app.brand(back_end.brand.as_str())?;
    let (ask, customer, matter) = (next(&brand, &body)?, named("id", id)?, matters::matter(&matter)?);
    matter::close(&app, &back_end.brand, &customer, matter).await?;
    offers::answered(&app, &brand, &customer, &ask, Outcome::Closed).await
}

/// Has a customer use a benefit of their tier, once for each `Idempotency-Key`.
///
/// # Errors
/// No secret key, no key, a benefit their tier does not give, or not any more.
pub async fn use_benefit(
    State(app): State<Arc<App>>,
    Path((id, benefit)): Path<(String, String)>,
    back_end: BackEnd,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Error> {
    let (brand, customer) = (app.brand(back_end.brand.as_str())?, named("id", id)?);
    let benefit = BenefitId::new(benefit).map_err(|_| Error::NotFound)?;
    let key = idempotency_key(&headers)?;
    let at = till::use_benefit(&app, &brand, &customer, benefit.clone(), &key).await?;
    Ok(([super::PRIVATE], Json(Used { benefit: benefit.to_string(), at: at.to_string() })))
}

/// Keeps that another customer is the same person.
///
/// # Errors
/// No secret key, two who cannot be merged.
pub async fn merge(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    back_end: BackEnd,
    Wire(body): Wire<Merge>,
) -> Result<impl IntoResponse, Error> {
    bind(&app, &back_end, id, Fact::Merged { other: named("other", body.other)? }).await
}

/// Keeps that another customer is not the same person after all.
///
/// # Errors
/// No secret key, two who cannot be parted.
pub async fn unmerge(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    back_end: BackEnd,
    Wire(body): Wire<Merge>,
) -> Result<impl IntoResponse, Error> {
    bind(&app, &back_end, id, Fact::Unmerged { other: named("other", body.other)? }).await
}

async fn bind(
    app: &Arc<App>,
    back_end: &BackEnd,
    id: String,
    fact: Fact,
) -> Result<impl IntoResponse + use<>, Error> {
    let (person, changed) = people::bind(app, &back_end.brand, &named("id", id)?, fact).await?;
    let names = person.names.keys().map(ToString::to_string).collect();
    Ok(([super::PRIVATE], Json(Person { customer: person.customer.to_string(), names, changed })))
}

fn named(field: &str, name: String) -> Result<CustomerId, Error> {
    CustomerId::new(name).map_err(|rule| Error::field(field, "", &rule.to_string()))
}

/// What an agent is to be shown after an act.
fn next(brand: &Brand, body: &Act) -> Result<Ask, Error> {
    let asked = Asked { surface: Some(surface(body.surface.as_deref())?), ..Asked::from(body) };
    Ask::new(&brand.program, &asked)
}

fn surface(asked: Option<&str>) -> Result<&str, Error> {
    let known = |name: &&str| SURFACES.iter().any(|surface| surface.name() == *name);
    let asked = asked.unwrap_or(Surface::Agent.name());
    Some(asked).filter(known).ok_or_else(|| Error::field("surface", asked, "must be agent, till or kiosk"))
}
