//! What nobody tells this node of: what other processes did with its store, and stock that is there again because a claim
//! ran out.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::id::BrandId;
use domain::program::Program;
use domain::time::Timestamp;
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::Word;
use super::stock::{Stock, limited};
use crate::app::App;
use crate::clock;
use crate::store::{Notice, StoreError};

/// How often it looks. What it asks the store for lies at the end of an index, and there is nothing mostly.
const EVERY: Duration = Duration::from_millis(250);

/// How long notices stay, for the other nodes. Who has not looked for as long may have missed some.
const KEPT: Duration = Duration::from_secs(60);

/// Looks, and tells who listens on this node.
pub struct Watch {
    app: Arc<App>,
    /// The number of the last notice it has read.
    read: i64,
    /// What it had read some time ago, and when that was.
    passed: (i64, Instant),
    /// Until which number it has let go of notices.
    gone: i64,
    looked: Instant,
    /// Until when it has seen claims run out.
    seen: BTreeMap<BrandId, Timestamp>,
}

impl Watch {
    /// Begins now: of what was before, nobody is told.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(app: &Arc<App>) -> Result<Self, StoreError> {
        let (read, now) = (app.store.pass_notices(0).await?, clock::beat());
        let (app, passed, seen) = (Arc::clone(app), (read, now), BTreeMap::new());
        Ok(Self { app, read, passed, gone: 0, looked: now, seen })
    }

    /// Looks again and again, as long as the store is open. What fails is tried again.
    pub async fn keep_at_it(mut self) {
        let mut beats = interval(EVERY);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut fails = false;
        loop {
            beats.tick().await;
            match self.look(self.app.clock.now()).await {
                Ok(()) => fails = false,
                Err(StoreError::Closed) => return,
                Err(error) if !fails => {
                    tracing::warn!(%error, "what happens elsewhere is not told");
                    fails = true;
                }
                Err(_) => {}
            }
        }
    }

    /// Looks once, at `now` by the clock of business.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look(&mut self, now: Timestamp) -> Result<(), StoreError> {
        self.hear_notices().await?;
        for brand in self.app.brands.all() {
            let program = &brand.program;
            let since = self.seen.get(&program.brand).copied().unwrap_or(now);
            if since < now && self.is_back(program, since, now).await? {
                self.app.live.hear(&Word::Everyone(program.brand.clone()));
            }
            self.seen.insert(program.brand.clone(), now);
        }
        Ok(())
    }

    async fn hear_notices(&mut self) -> Result<(), StoreError> {
        let late = self.looked.elapsed() > KEPT;
        let notices = self.app.store.notices(self.read).await?;
        self.looked = clock::beat();
        if late || notices.first().is_some_and(|(first, ..)| *first > self.read + 1) {
            self.app.live.may_have_missed();
        }
        for (number, brand, notice) in notices {
            self.read = number;
            self.app.live.hear(&match notice {
                Notice::Changed(customer) => Word::Changed(brand, customer),
                Notice::Everyone => Word::Everyone(brand),
            });
        }
        let (passed, since) = self.passed;
        if since.elapsed() > KEPT {
            if self.gone < passed {
                self.app.store.pass_notices(passed).await?;
                self.gone = passed;
            }
            self.passed = (self.read, self.looked);
        }
        Ok(())
    }

    /// Whether an offer of which none was left is there again, because claims ran out or another day began.
    async fn is_back(&self, program: &Program, since: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        if limited(program).next().is_none() {
            return Ok(false);
        }
        let (store, zone) = (&*self.app.store, &program.zone);
        let ended = store.ran_out(&program.brand, since, now).await?;
        if zone.day(since) == zone.day(now) && !limited(program).any(|offer| ended.contains(&offer.id)) {
            return Ok(false);
        }
        let before = Stock::count(store, program, since).await?;
        Ok(Stock::count(store, program, now).await?.is_back_since(&before))
    }
}
