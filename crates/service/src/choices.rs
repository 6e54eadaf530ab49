//! What was chosen by chance: kept, so that it can be learnt from and looked back on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::decision::{Ballot, Choice, Odds};
use domain::id::{BrandId, CustomerId, Placement};
use domain::program::{Program, Tallies};
use domain::time::{Days, Timestamp, plus};

use crate::app::App;
use crate::brand::Brand;
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

/// So many customers' choices wait to be written down, at most. Those of whoever comes after them are lost for now; their
/// next answer of the day brings the same again.
const ROOM: usize = 10_000;

/// What comes within this time is written down together.
const A_WHILE: Duration = Duration::from_millis(100);

/// So many customers' choices are kept in one step: whoever else has something to write waits no longer than for these.
const STEP: usize = 50;

/// What chance chose and is still to be written down, and the one who does it: there is never more than one, whatever
/// comes, so that answers have the processors to themselves.
#[derive(Debug, Default)]
pub struct Desk {
    pile: Mutex<Pile>,
    odds: Mutex<BTreeMap<BrandId, (Arc<Brand>, Odds)>>,
}

#[derive(Debug, Default)]
struct Pile {
    waiting: Vec<Cast>,
    /// Whether somebody is at it.
    attended: bool,
}

/// What chance chose among for a customer.
#[derive(Debug)]
pub struct Cast {
    /// The brand as it was then.
    pub brand: Arc<Brand>,
    /// For whom.
    pub customer: CustomerId,
    /// Where.
    pub placement: Placement,
    /// When.
    pub at: Timestamp,
    /// Among what.
    pub ballot: Ballot,
}

/// Keeps what chance chose in a decision, without letting anyone wait for it: to say how likely it was, the ranking is
/// drawn many times over. Choices that are lost, because the service stops or because too many come at once, are not
/// missed: what decides that is when they came, and not what was chosen.
pub fn keep(app: &Arc<App>, cast: Cast) {
    let mut pile = app.desk.pile.lock().unwrap_or_else(PoisonError::into_inner);
    if pile.waiting.len() < ROOM {
        pile.waiting.push(cast);
    }
    if !std::mem::replace(&mut pile.attended, true) {
        tokio::spawn(write_down(Arc::clone(app)));
    }
}

/// Writes down what waits, until nothing does.
async fn write_down(app: Arc<App>) {
    loop {
        tokio::time::sleep(A_WHILE).await;
        let waiting = app.desk.take();
        if waiting.is_empty() {
            return;
        }
        let mut waiting = waiting.into_iter().peekable();
        while waiting.peek().is_some() {
            let step: Vec<Cast> = waiting.by_ref().take(STEP).collect();
            let desk = Arc::clone(&app);
            let reckoned = tokio::task::spawn_blocking(move || desk.desk.reckon(step)).await;
            for (brand, chosen) in reckoned.unwrap_or_default() {
                if let Err(error) = app.store.log_choices(&brand, chosen).await {
                    tracing::warn!(%error, "choices were not kept");
                }
            }
        }
    }
}

impl Desk {
    /// All that waits. Where nothing does, nobody is at it any more.
    fn take(&self) -> Vec<Cast> {
        let mut pile = self.pile.lock().unwrap_or_else(PoisonError::into_inner);
        pile.attended = !pile.waiting.is_empty();
        std::mem::take(&mut pile.waiting)
    }

    /// What was chosen, by brand. Odds are those of a program: with another one they begin anew.
    fn reckon(&self, step: Vec<Cast>) -> BTreeMap<BrandId, Vec<Chosen>> {
        let mut all = self.odds.lock().unwrap_or_else(PoisonError::into_inner);
        let mut chosen = BTreeMap::<BrandId, Vec<Chosen>>::new();
        for cast in step {
            let program = &cast.brand.program;
            let fresh = || (Arc::clone(&cast.brand), Odds::default());
            let known = all.entry(program.brand.clone()).or_insert_with(fresh);
            if !Arc::ptr_eq(&known.0, &cast.brand) {
                *known = fresh();
            }
            let choices = cast.ballot.choices(&program.offers, &mut known.1);
            chosen
                .entry(program.brand.clone())
                .or_default()
                .extend(choices.into_iter().map(|choice| cast.chose(choice)));
        }
        chosen
    }
}

impl Cast {
    fn chose(&self, choice: Choice) -> Chosen {
        let Self { brand, customer, placement, at, .. } = self;
        let day = brand.program.zone.day(*at);
        Chosen {
            customer: customer.clone(),
            placement: placement.clone(),
            day,
            at: *at,
            looked_until: brand.program.zone.end(plus(day, LOOK_AHEAD)),
            choice,
        }
    }
}
