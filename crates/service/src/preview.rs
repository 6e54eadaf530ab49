//! What one customer sees, and why: all that an agent is told of them.

use domain::decision::Situation;
use domain::id::CustomerId;
use domain::ledger::Journal;
use domain::money::Money;
use domain::program::{Program, Tallies};
use domain::time::Timestamp;
use serde::Serialize;

use crate::ask::Ask;
use crate::store::{Store, StoreError};
use crate::{choices, translate};

pub(crate) mod stage; // where the relationship stands, and why
pub(crate) mod outlook; // what is to be expected
pub(crate) mod standing; // tier, points, benefits
pub(crate) mod offers; // what is offered, what is not, and why

use offers::{Offered, Withheld};
use outlook::Outlook;
use stage::{Ambassador, Relationship};
use standing::{Basket, Points, Tier};

/// What one customer sees, and why. The fields are read by machines: they are added, never renamed.
#[derive(Debug, Serialize)]
pub struct Seen {
    pub(crate) customer: String,
    pub(crate) brand: String,
    pub(crate) at: String,
    pub(crate) today: String,
    pub(crate) placement: String,
    pub(crate) surface: Option<&'static str>,
    pub(crate) locale: String,
    pub(crate) relationship: Relationship,
    pub(crate) ambassador: Ambassador,
    /// `None` where there is nothing to reckon from.
    pub(crate) outlook: Option<Outlook>,
    pub(crate) tier: Tier,
    /// What an order would change, where that was asked.
    pub(crate) basket: Option<Basket>,
    /// `None` where points only lead to tiers.
    pub(crate) points: Option<Points>,
    /// As the page lists them.
    pub(crate) offers: Vec<Offered>,
    pub(crate) withheld: Vec<Withheld>,
}

/// Looks at what a customer sees now, and at what an order of a `basket` would change; `None` where nothing ever
/// happened to them. Nothing is changed.
///
/// # Errors
/// [`StoreError`].
pub async fn look(
    store: &dyn Store,
    program: &Program,
    customer: &CustomerId,
    ask: &Ask,
    basket: Option<Money>,
    now: Timestamp,
) -> Result<Option<Seen>, StoreError> {
    let memory = store.recall(&program.brand, customer).await?;
    if memory.history.is_empty() {
        return Ok(None);
    }
    let tallies = choices::tallies(store, program, now).await?;
    let profile = memory.profile(now);
    let situation = Situation::of(program, memory.customer.clone(), &profile, ask.visit(), now);
    let arrivals = store.arrivals(&program.brand, customer).await?;
    let journal = Journal::of(program, arrivals, now, |told, at| {
        memory.profile_of(told.iter().map(|(_, event)| event), at)
    });
    let basket = basket.map(|paid| Basket::of(&situation, paid));
    Ok(Some(Seen { basket, ..Seen::of(&situation, ask, &tallies, &journal) }))
}

impl Seen {
    fn of(situation: &Situation<'_>, ask: &Ask, tallies: &Tallies, journal: &Journal) -> Self {
        let (program, now) = (situation.program, situation.now);
        let customer = situation.customer.as_ref();
        let slot = ask.slot(program, customer, now);
        let (decision, trace) = (situation.decide(&slot, tallies), situation.trace(&slot, tallies));
        // The codes of vouchers are the customer's own.
        let told = translate::experience(situation, &decision, ask, &|_| String::new());
        Self {
            customer: customer.map(ToString::to_string).unwrap_or_default(),
            brand: program.brand.to_string(),
            at: now.to_string(),
            today: program.zone.day(now).to_string(),
            placement: ask.placement().to_string(),
            surface: situation.visit.surface.map(|surface| surface.name()),
            locale: told.locale.clone(),
            relationship: Relationship::of(situation),
            ambassador: Ambassador::of(situation),
            outlook: Outlook::of(situation),
            tier: Tier::of(situation, &told),
            basket: None,
            points: Points::of(situation, &told, journal),
            offers: trace.listed.iter().zip(&told.offers).map(Offered::of).collect(),
            withheld: trace.withheld.iter().map(|withheld| Withheld::of(withheld, &told.locale)).collect(),
        }
    }
}
