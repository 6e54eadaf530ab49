//! What was chosen by chance: kept, so that it can be learnt from and looked back on.

use std::sync::Arc;

use domain::decision::Situation;
use domain::id::{BrandId, CustomerId, Placement};
use domain::profile::Profile;
use domain::program::{Program, Tallies};
use domain::time::{Days, Timestamp, plus};

use crate::app::App;
use crate::ask::Ask;
use crate::store::{Chosen, Look, Store, StoreError};

/// What is bought until the end of the day so many days after a choice is counted as having come of it.
pub const LOOK_AHEAD: Days = 30;

/// What all customers together did with each offer, as far as a decision asks.
///
/// # Errors
/// [`StoreError`].
pub async fn tallies(store: &dyn Store, program: &Program, now: Timestamp) -> Result<Tallies, StoreError> {
    let tallies = store.tallies(&program.brand, now, today(program, now)).await?;
    with_evidence(store, program, tallies, now).await
}

/// The same, where it is known what is taken.
///
/// # Errors
/// [`StoreError`].
pub async fn with_evidence(
    store: &dyn Store,
    program: &Program,
    mut tallies: Tallies,
    now: Timestamp,
) -> Result<Tallies, StoreError> {
    if program.offers.iter().any(|offer| offer.worth.is_some()) {
        for (offer, evidence) in store.evidence(&program.brand, today(program, now)).await? {
            tallies.entry(offer).or_default().evidence = evidence;
        }
    }
    Ok(tallies)
}

/// What is to be looked at for a decision.
#[must_use]
pub fn look(program: &Program, customer: Option<&CustomerId>, placement: &Placement, now: Timestamp) -> Look {
    let choice = are_wanted(program, customer).then(|| (placement.clone(), program.zone.day(now)));
    let today = today(program, now);
    Look { brand: program.brand.clone(), customer: customer.cloned(), now, today, choice }
}

/// Whether what is chosen for a customer is to be kept, where nothing has been of the day: where there is something to
/// learn. To say what chance could have chosen takes a while, so it is asked first.
#[must_use]
pub fn are_wanted(program: &Program, customer: Option<&CustomerId>) -> bool {
    let tried = || program.offers.iter().any(|offer| offer.worth.is_some() || offer.holdout.is_some());
    customer.is_some() && (program.holdout.is_some() || tried())
}

fn today(program: &Program, now: Timestamp) -> Timestamp {
    program.zone.start(program.zone.day(now))
}

/// What a decision was made from.
pub struct Seen {
    /// For whom.
    pub customer: CustomerId,
    /// What was asked for.
    pub ask: Ask,
    /// What was known of them.
    pub profile: Profile,
    /// What all customers did.
    pub tallies: Tallies,
    /// When.
    pub now: Timestamp,
}

/// Keeps what chance chose in a decision, without letting anyone wait for it: to say how likely it was, the ranking is
/// drawn many times over. Choices that are lost when the service stops are not missed: which ones they are is left to
/// chance.
pub fn keep(app: &Arc<App>, brand: &BrandId, seen: Seen) {
    let (app, brand) = (Arc::clone(app), brand.clone());
    tokio::spawn(async move {
        let reckoned = tokio::task::spawn_blocking({
            let (app, brand) = (Arc::clone(&app), brand.clone());
            move || app.brands.get(&brand).map(|brand| chosen(&brand.program, &seen))
        });
        let chosen = reckoned.await.ok().flatten().unwrap_or_default();
        if !chosen.is_empty()
            && let Err(error) = app.store.log_choices(&brand, chosen).await
        {
            tracing::warn!(%error, "choices were not kept");
        }
    });
}

/// What chance chose. The decision is made again, and is the same.
fn chosen(program: &Program, seen: &Seen) -> Vec<Chosen> {
    let Seen { customer, ask, profile, tallies, now } = seen;
    let day = program.zone.day(*now);
    let situation = Situation::of(program, customer.clone(), profile, ask.visit(), *now);
    let decision = situation.decide(&ask.slot(program, Some(customer), *now), tallies);
    let chosen = |choice| Chosen {
        customer: customer.clone(),
        placement: ask.placement().clone(),
        day,
        at: *now,
        looked_until: program.zone.end(plus(day, LOOK_AHEAD)),
        choice,
    };
    decision.choices().into_iter().map(chosen).collect()
}
