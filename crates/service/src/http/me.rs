//! `/v1/me`: what is kept of a customer is theirs to see, to take along and to have erased. `/v1/customers/{id}`: the
//! same last, at their word to the brand.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::IntoResponse;
use domain::id::{BrandId, CustomerId};

use crate::app::App;
use crate::error::Error;
use crate::export;
use crate::http::caller::{Caller, WriteKey};
use crate::live::Stock;
use crate::store::{Actor, Deed, Noted};

/// For a file and not for a page.
const FILE: (HeaderName, &str) = (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"");

/// What is known of the customer.
///
/// # Errors
/// No session.
pub async fn get(State(app): State<Arc<App>>, caller: Caller) -> Result<impl IntoResponse, Error> {
    let brand = app.brand(caller.brand.as_str())?;
    let me = export::me(&*app.store, &brand.program, &caller.customer, app.clock.now()).await?;
    Ok(([super::PRIVATE], Json(me)))
}

/// Everything that is kept of the customer.
///
/// # Errors
/// No session.
pub async fn export(State(app): State<Arc<App>>, caller: Caller) -> Result<impl IntoResponse, Error> {
    let (brand, now) = (app.brand(caller.brand.as_str())?, app.clock.now());
    let all = export::export(&*app.store, &brand.program, &caller.customer, now).await?;
    let details = format!("{} events", all.events.len());
    let subject = Some(caller.customer);
    let entry = Noted { at: now, actor: Actor::Customer, deed: Deed::Export, subject, details };
    app.store.note(&caller.brand, entry).await?;
    Ok(([super::PRIVATE, FILE], Json(all)))
}

/// Erases the customer, at their own word.
///
/// # Errors
/// No session.
pub async fn erase(State(app): State<Arc<App>>, caller: Caller) -> Result<StatusCode, Error> {
    erased(&app, &caller.brand, caller.customer, Actor::Customer).await
}

/// Erases a customer, at the brand's word.
///
/// # Errors
/// No secret key, a name that cannot be one.
pub async fn erase_customer(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    key: WriteKey,
) -> Result<StatusCode, Error> {
    key.or_refuse(Error::KeyReadsNothing)?;
    let customer = CustomerId::new(id).map_err(|rule| Error::field("id", "", &rule.to_string()))?;
    erased(&app, &key.brand, customer, Actor::SecretKey).await
}

async fn erased(app: &App, brand: &BrandId, customer: CustomerId, actor: Actor) -> Result<StatusCode, Error> {
    let (rules, at) = (app.brand(brand.as_str())?, app.clock.now());
    let person = app.store.person(brand, &customer).await?;
    let inviters = app.store.inviters(brand, &BTreeSet::from([customer.clone()])).await?;
    let stock = Stock::count(&*app.store, &rules.program, at).await?;
    app.store.erase(brand, &customer, at, &rules.program.zone, actor).await?;
    for name in person.names.keys() {
        app.live.ended(brand, name);
    }
    for name in &inviters {
        app.live.changed(brand, name);
    }
    // Erased they are, whether or not it can be said what that gave back.
    match Stock::count(&*app.store, &rules.program, app.clock.now()).await {
        Ok(left) if !left.is_back_since(&stock) => {}
        _ => app.live.everyone(brand),
    }
    Ok(StatusCode::NO_CONTENT)
}
