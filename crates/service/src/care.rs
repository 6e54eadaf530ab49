//! What is forgotten because it is old: by the brand's program, and where no program says, by what is fixed here.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::id::{BrandId, CustomerId};
use domain::program::Program;
use domain::retention::Limits;
use domain::time::{Date, Days, Timestamp, plus};
use jiff::SignedDuration;

use crate::app::App;
use crate::store::{Actor, Aged, Deed, Forgotten, Noted, Store, StoreError, Swept};

/// Choices are kept for so many days: those of the last two years can be looked back on.
pub const CHOICES: Days = 730;

/// Counts of how elements fared are kept for so many days: longer than a report goes back.
pub const BEACONS: Days = 400;

/// Messages that were refused are kept for so many days.
pub const QUARANTINE: Days = 30;

/// Sessions and used identity tokens are kept for so many days after they ended.
pub const SESSIONS: Days = 1;

/// Entries of the audit are kept for so many days.
pub const AUDIT: Days = 3_650;

/// How often what is old is looked for.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// So many events at most leave in one step, so that whoever wants to write waits a few milliseconds at most.
const STEP: usize = 500;

/// So many customers are looked at in one step.
const PEOPLE: usize = 20;

/// So many events are looked for at a time.
const FOUND: usize = 5_000;

/// So many customers are looked through for those who are silent.
const WALKED: usize = 2_000;

/// What a run forgot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    /// Events.
    pub events: usize,
    /// Customers of whom nothing had been heard for too long.
    pub customers: usize,
    /// Choices, counts of beacons, refused messages, sessions and audit entries.
    pub others: usize,
}

/// Looks for what is old as long as the service runs: now, and once an hour.
pub async fn keep_at_it(app: Arc<App>) {
    let mut hours = tokio::time::interval(EVERY);
    hours.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        hours.tick().await;
        for brand in app.brands.all() {
            let (now, wall) = (app.clock.now(), app.wall.now());
            match run(&*app.store, &brand.program, now, wall, Actor::Service).await {
                Ok(Run { events, customers, others }) if events + others > 0 => {
                    tracing::info!(events, customers, others, "forgot what is old");
                    if events > 0 {
                        app.live.everyone(&brand.program.brand);
                    }
                }
                Ok(_) => {}
                Err(StoreError::Closed) => return,
                Err(error) => tracing::warn!(%error, "what is old was not forgotten"),
            }
        }
    }
}

/// Forgets all that is old by a brand's program at `now`, in small steps. Sessions, and what is not the customers', go by
/// `wall`.
///
/// # Errors
/// [`StoreError`]; what was forgotten until then is.
pub async fn run(
    store: &dyn Store,
    program: &Program,
    now: Timestamp,
    wall: Timestamp,
    actor: Actor,
) -> Result<Run, StoreError> {
    let (brand, zone) = (&program.brand, &program.zone);
    let limits = program.retention.limits(zone, now);
    let mut run = Run::default();
    for (kind, limit) in
        [(Aged::Behaviour, limits.behaviour), (Aged::Shown, limits.shown), (Aged::Contacts, limits.contacts)]
    {
        if let Some(limit) = limit {
            aged(store, program, kind, limit, &limits, &mut run).await?;
        }
    }
    if let Some(limit) = limits.customers {
        silent(store, program, limit, &limits, &mut run).await?;
    }
    let swept = swept(zone.day(now), zone.day(wall), now, wall);
    loop {
        let gone = store.sweep(brand, &swept, STEP).await?;
        run.others += gone;
        if gone == 0 {
            break;
        }
    }
    if run != Run::default() {
        note(store, brand, now, actor, &run).await?;
    }
    Ok(run)
}

/// What of a kind is older than its limit, the oldest first.
async fn aged(
    store: &dyn Store,
    program: &Program,
    kind: Aged,
    before: Timestamp,
    limits: &Limits,
    run: &mut Run,
) -> Result<(), StoreError> {
    let mut from = Timestamp::MIN;
    loop {
        let found = store.aged(&program.brand, kind, from, before, FOUND).await?;
        let last = found.last().map(|(at, _)| *at);
        let whole = found.len() < FOUND;
        let customers: BTreeSet<CustomerId> = found.into_iter().map(|(_, customer)| customer).collect();
        let gone = forget(store, program, customers.into_iter().collect(), limits, run).await?;
        match last {
            // Something may be left that is not to be forgotten yet: on from there, past it where nothing else came.
            Some(last) if !whole => from = if gone == 0 { after(last) } else { last },
            _ => return Ok(()),
        }
    }
}

/// Customers of whom nothing has been heard.
async fn silent(
    store: &dyn Store,
    program: &Program,
    before: Timestamp,
    limits: &Limits,
    run: &mut Run,
) -> Result<(), StoreError> {
    let mut from = None::<CustomerId>;
    loop {
        let (found, last) = store.silent(&program.brand, before, from.as_ref(), WALKED).await?;
        forget(store, program, found, limits, run).await?;
        from = match last {
            Some(last) => Some(last),
            None => return Ok(()),
        };
    }
}

/// Forgets what is old of these customers, step by step; says how many events that were.
async fn forget(
    store: &dyn Store,
    program: &Program,
    mut customers: Vec<CustomerId>,
    limits: &Limits,
    run: &mut Run,
) -> Result<usize, StoreError> {
    let mut all = 0;
    while !customers.is_empty() {
        let next = customers.iter().take(PEOPLE).cloned().collect();
        let forgotten = store.forget(&program.brand, next, limits, &program.zone, STEP).await?;
        let Forgotten { events, customers: gone, done } = forgotten;
        customers.drain(..done.min(customers.len()));
        (run.events, run.customers, all) = (run.events + events, run.customers + gone, all + events);
        // Whoever wants to write has been waiting.
        tokio::task::yield_now().await;
    }
    Ok(all)
}

fn swept(today: Date, wall_today: Date, now: Timestamp, wall: Timestamp) -> Swept {
    let back = |from: Timestamp, days: Days| {
        from.checked_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN)
    };
    Swept {
        choices: plus(today, -CHOICES),
        beacons: plus(wall_today, -BEACONS),
        sessions: back(wall, SESSIONS),
        quarantine: back(now, QUARANTINE),
        audit: back(now, AUDIT),
    }
}

async fn note(
    store: &dyn Store,
    brand: &BrandId,
    at: Timestamp,
    actor: Actor,
    run: &Run,
) -> Result<(), StoreError> {
    let Run { events, customers, others } = run;
    let details = format!("{events} events, {customers} customers, {others} others");
    store.note(brand, Noted { at, actor, deed: Deed::Forget, subject: None, details }).await
}

fn after(at: Timestamp) -> Timestamp {
    at.checked_add(SignedDuration::from_micros(1)).unwrap_or(at)
}
