//! The time, which nothing below the rim reads by itself.

use std::time::{Duration, Instant};

use domain::time::Timestamp;

/// A clock: the machine's, or one that was started at some other instant and runs at the same pace.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Option<(Timestamp, Instant)>);

impl Clock {
    /// The machine's clock, which follows it when it is put right or wakes from sleep.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that shows `start` now.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self(Some((start, Instant::now())))
    }

    /// The instant it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self.0 {
            None => Timestamp::now(),
            Some((start, since)) => start.saturating_add(since.elapsed()).unwrap_or(start),
        }
    }
}

/// The instant it is by the clock that timers go by. It tells no time of day.
#[must_use]
pub fn beat() -> tokio::time::Instant {
    tokio::time::Instant::now()
}

/// Says how long each of several steps took.
#[derive(Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// One that runs from now on.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since it was started, or last asked.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.0, now)
    }
}
