//! The shop's customers, as its staff would point them out: a few of each stage, as different as they come.

use std::collections::{BTreeMap, BTreeSet};

use domain::decision::{Situation, Visit};
use domain::id::CustomerId;
use domain::lifecycle::{STAGES, Stage};
use domain::profile::Profile;
use domain::program::Program;
use domain::time::Timestamp;
use serde::Serialize;
use service::store::{Store, StoreError};

/// So many of each stage.
const FEW: usize = 3;

/// So many customers are read at a time.
const PAGE: usize = 500;

/// A customer as the shop knows them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The shop's name for them.
    pub customer: String,
    /// Where the relationship stands.
    pub stage: &'static str,
    /// The tier they hold.
    pub tier: String,
    /// Its name, in each language.
    pub tier_name: BTreeMap<String, String>,
    /// The points they have.
    pub points: i64,
    /// How many orders they kept.
    pub orders: usize,
    /// The day of the last one.
    pub last: Option<String>,
}

/// A few customers of one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The stage.
    pub stage: &'static str,
    /// The customers.
    pub people: Vec<Person>,
}

/// A customer as of `now`; `None` for one who never came by.
///
/// # Errors
/// [`StoreError`].
pub async fn person(
    store: &dyn Store,
    program: &Program,
    customer: &CustomerId,
    now: Timestamp,
) -> Result<Option<Person>, StoreError> {
    let history = store.history(&program.brand, customer).await?;
    if history.is_empty() {
        return Ok(None);
    }
    let profile = Profile::as_of(now, history);
    let Situation { lifecycle, standing, .. } =
        Situation::of(program, customer.clone(), &profile, Visit::default(), now);
    let name = |(locale, name): (&domain::id::Locale, &String)| (locale.to_string(), name.clone());
    Ok(Some(Person {
        customer: customer.to_string(),
        stage: lifecycle.stage.name(),
        tier: standing.tier.id.to_string(),
        tier_name: standing.tier.name.iter().map(name).collect(),
        points: standing.points.0,
        orders: profile.orders.len(),
        last: lifecycle.last.map(|day| day.to_string()),
    }))
}

/// Walks through every customer and picks a few of each stage; none of those who are held out, for there is nothing to
/// see.
///
/// # Errors
/// [`StoreError`].
pub async fn pick(
    store: &dyn Store,
    program: &Program,
    now: Timestamp,
) -> Result<Vec<CustomerId>, StoreError> {
    let mut everyone = Vec::new();
    let mut after = None;
    loop {
        let page = store.customers(&program.brand, after.as_ref(), PAGE).await?;
        let held_out = |customer: &&CustomerId| {
            program.holdout.as_ref().is_some_and(|holdout| holdout.leaves_out(customer))
        };
        for customer in page.iter().filter(|customer| !held_out(customer)) {
            let person = person(store, program, customer, now).await?;
            everyone.extend(person.map(|person| (person, customer.clone())));
        }
        match page.last() {
            Some(last) if page.len() == PAGE => after = Some(last.clone()),
            _ => break,
        }
    }
    everyone
        .sort_by(|(a, _), (b, _)| (b.points, b.orders, &a.customer).cmp(&(a.points, a.orders, &b.customer)));
    Ok(STAGES.into_iter().flat_map(|stage| varied(&everyone, stage)).collect())
}

/// These customers as they stand now, by stage. Whoever has bought since they were picked stands elsewhere.
///
/// # Errors
/// [`StoreError`].
pub async fn groups(
    store: &dyn Store,
    program: &Program,
    picked: &[CustomerId],
    now: Timestamp,
) -> Result<Vec<Group>, StoreError> {
    let mut groups = STAGES.map(|stage| Group { stage: stage.name(), people: Vec::new() });
    for customer in picked {
        let Some(person) = person(store, program, customer, now).await? else { continue };
        if let Some(group) = groups.iter_mut().find(|group| group.stage == person.stage) {
            group.people.push(person);
        }
    }
    Ok(groups.into())
}

/// The best of each tier; where that is too few, others from far down the list.
fn varied(everyone: &[(Person, CustomerId)], stage: Stage) -> Vec<CustomerId> {
    let here: Vec<_> = everyone.iter().filter(|(person, _)| person.stage == stage.name()).collect();
    let mut tiers = BTreeSet::new();
    let mut picked: Vec<usize> =
        (0..here.len()).filter(|at| tiers.insert(&here[*at].0.tier)).take(FEW).collect();
    for at in [here.len().saturating_sub(1), here.len() / 2, 1] {
        if picked.len() < FEW && at < here.len() && !picked.contains(&at) {
            picked.push(at);
        }
    }
    picked.sort_unstable();
    picked.into_iter().map(|at| here[at].1.clone()).collect()
}
