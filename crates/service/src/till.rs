//! The till: a voucher is accepted once, a benefit is used.

use std::sync::Arc;

use domain::claim::ActError;
use domain::decision::{Situation, Visit};
use domain::event::{Event, Fact, Wording};
use domain::id::{BenefitId, BrandId, ClaimId, CustomerId, EventId};
use domain::profile::{Claim, ClaimState};
use domain::program::{Program, Tallies};
use domain::surface::Surface;
use domain::time::Timestamp;

use crate::act::named;
use crate::app::App;
use crate::brand::Brand;
use crate::error::Error;
use crate::keys::secret_name;
use crate::memory::Memory;
use crate::store::{Act, Done, StoreError};
use crate::voucher::{self, Handle};

/// A voucher that was accepted.
#[derive(Debug)]
pub struct Accepted {
    /// Whose it was.
    pub customer: CustomerId,
    /// What it was for.
    pub claim: Claim,
    /// When.
    pub at: Timestamp,
}

/// Why a voucher is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoucherError {
    /// It was not made here.
    #[error("no voucher has this code")]
    Unknown,
    /// It was accepted before.
    #[error("the voucher was used on {0}")]
    Used(String),
    /// Its time ran out.
    #[error("the voucher ran out on {0}")]
    RanOut(String),
    /// The customer gave it back.
    #[error("the voucher was given back on {0}")]
    GivenBack(String),
    /// It was only set aside.
    #[error("the voucher has not been claimed yet")]
    SetAside,
}

/// Accepts a voucher, once: the same key is the same purchase, however often it is sent.
///
/// # Errors
/// [`Error::Voucher`] where it is not accepted, [`Error::KeyReused`] where the key was used for another, [`Error::Store`].
pub async fn redeem(app: &Arc<App>, rules: &Arc<Brand>, code: &str, key: &str) -> Result<Accepted, Error> {
    let brand = &rules.program.brand;
    let by = |secret| Some((secret, voucher::handle(secret, brand, code)?));
    let (secret, handle) = rules.keys.voucher.all().find_map(by).ok_or(VoucherError::Unknown)?;
    let mut refused = VoucherError::Unknown;
    for (customer, claim) in find(app, brand, secret, &handle).await? {
        match accept(app, rules, customer, claim, key).await? {
            Ok(accepted) => return Ok(accepted),
            Err(VoucherError::Unknown) => {}
            Err(error) => refused = error,
        }
    }
    Err(refused.into())
}

/// Keeps whose claim a voucher is of, while nobody waits: a code that is not found is looked for among all claims.
pub fn keep_voucher(app: &Arc<App>, brand: &BrandId, event: &Event) {
    let (Fact::OfferClaimed { claim, .. }, Some(rules)) = (&event.fact, app.brands.get(brand)) else {
        return;
    };
    let (app, claimed) = (Arc::clone(app), (event.customer.clone(), claim.clone()));
    tokio::spawn(async move {
        if let Err(error) = keep(&app, &rules.program.brand, &rules.keys.voucher.signing, vec![claimed]).await
        {
            tracing::warn!(%error, "a voucher was not kept");
        }
    });
}

/// The claims of the half of a code that was made with this secret.
async fn find(
    app: &App,
    brand: &BrandId,
    secret: &[u8; 32],
    handle: &Handle,
) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
    let found = app.store.vouchers(brand, handle).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    let claims = app.store.claims_without_voucher(brand, &secret_name(secret)).await?;
    keep(app, brand, secret, claims).await?;
    app.store.vouchers(brand, handle).await
}

async fn keep(
    app: &App,
    brand: &BrandId,
    secret: &[u8; 32],
    claims: Vec<(CustomerId, ClaimId)>,
) -> Result<(), StoreError> {
    let handle = |claim: &ClaimId| voucher::handle_of(secret, brand, claim);
    let vouchers: Vec<_> =
        claims.into_iter().map(|(customer, claim)| (handle(&claim), customer, claim)).collect();
    match vouchers.is_empty() {
        true => Ok(()),
        false => app.store.keep_vouchers(brand, &secret_name(secret), vouchers).await,
    }
}

async fn accept(
    app: &Arc<App>,
    rules: &Arc<Brand>,
    customer: CustomerId,
    claim: ClaimId,
    key: &str,
) -> Result<Result<Accepted, VoucherError>, Error> {
    let (id, wanted) = (named("redeem", &customer, key)?, claim.clone());
    let at = match decide(app, rules, &customer, id, move |situation| situation.redeem(&wanted)).await? {
        Done::Kept(event) | Done::Repeated(event) => match &event.fact {
            Fact::VoucherRedeemed { claim: redeemed } if *redeemed == claim => event.at,
            _ => return Err(Error::KeyReused),
        },
        Done::Refused(ActError::Ended(_, state)) => return Ok(Err(ended(&rules.program, state))),
        Done::Refused(ActError::Unconfirmed(_)) => return Ok(Err(VoucherError::SetAside)),
        Done::Refused(_) | Done::Unneeded => return Ok(Err(VoucherError::Unknown)),
    };
    let memory = app.store.recall(&rules.program.brand, &customer).await?;
    let known = memory.profile(app.clock.now()).claims.into_iter().find(|known| known.id == claim);
    let accepted = |claim| Accepted { customer: memory.customer, claim, at };
    Ok(known.map(accepted).ok_or(VoucherError::Unknown))
}

/// Has a customer use a benefit of their tier, once for each key. Says when it was used.
///
/// # Errors
/// [`Error::Act`] where they may not, [`Error::KeyReused`] where the key was used for another, [`Error::Store`].
pub async fn use_benefit(
    app: &Arc<App>,
    rules: &Arc<Brand>,
    customer: &CustomerId,
    benefit: BenefitId,
    key: &str,
) -> Result<Timestamp, Error> {
    let (id, wanted) = (named("benefit", customer, key)?, benefit.clone());
    match decide(app, rules, customer, id, move |situation| Ok(situation.use_benefit(&wanted)?)).await? {
        Done::Kept(event) | Done::Repeated(event) => match &event.fact {
            Fact::BenefitUsed { benefit: used } if *used == benefit => Ok(event.at),
            _ => Err(Error::KeyReused),
        },
        Done::Refused(error) => Err(error.into()),
        Done::Unneeded => Err(Error::NotFound),
    }
}

/// Decides at the till, and keeps what follows.
async fn decide(
    app: &Arc<App>,
    rules: &Arc<Brand>,
    customer: &CustomerId,
    id: EventId,
    what: impl FnOnce(&Situation<'_>) -> Result<Fact, ActError> + Send + 'static,
) -> Result<Done, StoreError> {
    let (now, brand) = (app.clock.now(), rules.program.brand.clone());
    let decide = {
        let (app, rules, customer, id) = (Arc::clone(app), Arc::clone(rules), customer.clone(), id.clone());
        Box::new(move |memory: &Memory, _: &Tallies| {
            // Now that it is its turn: what others did while it waited has happened.
            let at = app.clock.now();
            let (profile, visit) = (memory.profile(at), Visit { surface: Some(Surface::Till), locale: None });
            let fact = what(&Situation::of(&rules.program, memory.customer.clone(), &profile, visit, at))?;
            Ok(Some(Event { id, customer: memory.keeper(&fact, &customer), at, fact }))
        })
    };
    let customer = customer.clone();
    app.act(Act { brand, customer, id, now, today: now, offer: None, decide }).await
}

/// What was promised, in a language of the program.
#[must_use]
pub fn wording<'c>(program: &Program, claim: &'c Claim, locale: Option<&str>) -> Option<&'c Wording> {
    let terms = &claim.terms.as_ref()?.0;
    let wanted = locale.into_iter().flat_map(|tags| tags.split(',')).map(str::trim);
    let spoken = program.speak(wanted).or(program.locales.first());
    spoken.and_then(|locale| terms.get(locale)).or_else(|| terms.values().next())
}

fn ended(program: &Program, state: ClaimState) -> VoucherError {
    let day = |at| program.zone.day(at).to_string();
    match state {
        ClaimState::Redeemed(at) => VoucherError::Used(day(at)),
        // It ends with a day: the last on which it could be used.
        ClaimState::Expired(at) => VoucherError::RanOut(day(at)),
        ClaimState::Released(at) => VoucherError::GivenBack(day(at)),
        ClaimState::Reserved(_) | ClaimState::Claimed(_) => VoucherError::SetAside,
    }
}
