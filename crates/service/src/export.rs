//! Everything that is kept of a customer, for the customer.

use contract::event::Message;
use contract::me::{ChoiceKept, ClaimKept, ConsentKept, Export, Me};
use domain::decision::{Situation, Visit};
use domain::event::Purpose;
use domain::id::CustomerId;
use domain::ledger::Balance;
use domain::profile::{Claim, ClaimState};
use domain::program::Program;
use domain::time::Timestamp;
use serde_json::Value;

use crate::door::message;
use crate::memory::Memory;
use crate::store::{Beside, Chosen, Store, StoreError};

/// What is known of a customer at an instant.
///
/// # Errors
/// [`StoreError`].
pub async fn me(
    store: &dyn Store,
    program: &Program,
    customer: &CustomerId,
    now: Timestamp,
) -> Result<Me, StoreError> {
    Ok(known(program, &store.recall(&program.brand, customer).await?, now))
}

/// What is known of a customer, and everything that it is known from.
///
/// # Errors
/// [`StoreError`].
pub async fn export(
    store: &dyn Store,
    program: &Program,
    customer: &CustomerId,
    now: Timestamp,
) -> Result<Export, StoreError> {
    let memory = store.recall(&program.brand, customer).await?;
    let Beside { choices, refused } = store.beside(&program.brand, &names(&memory)).await?;
    let me = known(program, &memory, now);
    let mut history = memory.history;
    history.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    let events = history.iter().map(message).collect();
    Ok(Export {
        me,
        events,
        choices: choices.into_iter().map(choice).collect(),
        refused: refused.into_iter().map(told).collect(),
    })
}

/// The leading name first.
fn names(memory: &Memory) -> Vec<CustomerId> {
    let others = memory.names.keys().filter(|name| **name != memory.customer);
    std::iter::once(&memory.customer).chain(others).cloned().collect()
}

fn known(program: &Program, memory: &Memory, now: Timestamp) -> Me {
    let profile = memory.profile(now);
    let situation = Situation::of(program, memory.customer.clone(), &profile, Visit::default(), now);
    Me {
        brand: program.brand.to_string(),
        customer: memory.customer.to_string(),
        names: names(memory).iter().map(CustomerId::to_string).collect(),
        as_of: now.to_string(),
        stage: situation.lifecycle.stage.name().to_owned(),
        tier: situation.standing.tier.id.to_string(),
        points: situation.standing.points.0,
        to_spend: program.balance.as_ref().map(|_| Balance::of(program, &profile, now).active.0),
        consent: ConsentKept { personal_offers: profile.consent.get(&Purpose::PersonalOffers).copied() },
        claims: profile.claims.iter().map(|kept| claim(kept, now)).collect(),
        events: memory.history.len(),
    }
}

fn claim(claim: &Claim, now: Timestamp) -> ClaimKept {
    ClaimKept {
        id: claim.id.to_string(),
        offer: claim.offer.to_string(),
        at: claim.at.to_string(),
        until: claim.until.to_string(),
        state: match claim.state(now) {
            ClaimState::Reserved(_) => "reserved",
            ClaimState::Claimed(_) => "claimed",
            ClaimState::Redeemed(_) => "redeemed",
            ClaimState::Expired(_) => "expired",
            ClaimState::Released(_) => "released",
        }
        .to_owned(),
    }
}

/// A message as it came; what is none stands where its particulars would.
fn told(refused: Value) -> Message {
    serde_json::from_value(refused.clone())
        .unwrap_or_else(|_| Message { properties: Some(refused), ..Message::default() })
}

fn choice(chosen: Chosen) -> ChoiceKept {
    ChoiceKept {
        placement: chosen.placement.to_string(),
        offer: chosen.choice.offer.to_string(),
        at: chosen.at.to_string(),
        shown: chosen.choice.shown,
        propensity: chosen.choice.propensity,
        held_out: chosen.choice.held_out,
    }
}
