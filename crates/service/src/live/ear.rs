//! What one reader has yet to hear: never more than a few bits, however much is told.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::clock;

/// A reader that has not heard for so long is too slow: it is told nothing more, and reads the end.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a reader has yet to hear.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// Something about its customer changed.
    pub(super) changed: bool,
    /// Something for everyone changed.
    pub(super) everyone: bool,
    /// A session of its customer ended; maybe its own.
    pub(super) session: bool,
    /// It is over.
    pub(super) over: bool,
}

/// Where a reader is told.
#[derive(Debug, Default)]
pub(super) struct Ear {
    state: Mutex<State>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct State {
    heard: Heard,
    since: Option<Instant>,
    slow: bool,
}

impl Ear {
    pub(super) fn changed(&self) {
        self.tell(|heard| heard.changed = true);
    }

    pub(super) fn session(&self) {
        self.tell(|heard| heard.session = true);
    }

    pub(super) fn everyone(&self) {
        self.tell(|heard| heard.everyone = true);
    }

    pub(super) fn close(&self) {
        self.tell(|heard| heard.over = true);
    }

    /// What was told since this was last asked.
    pub(super) fn take(&self) -> Heard {
        let mut state = self.state();
        state.since = None;
        let over = state.heard.over;
        std::mem::replace(&mut state.heard, Heard { over, ..Heard::default() })
    }

    /// Done when something is told, or was since this was last asked.
    pub(super) async fn told(&self) {
        self.wake.notified().await;
    }

    /// Whether it was given up because it was too slow.
    pub(super) fn is_slow(&self) -> bool {
        self.state().slow
    }

    fn tell(&self, what: impl FnOnce(&mut Heard)) {
        let mut state = self.state();
        let since = *state.since.get_or_insert_with(clock::beat);
        what(&mut state.heard);
        if clock::beat() - since >= PATIENCE {
            (state.slow, state.heard.over) = (true, true);
        }
        drop(state);
        self.wake.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
