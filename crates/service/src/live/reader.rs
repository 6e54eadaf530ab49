//! One open stream: what it tells, in which order, and when it ends.

use std::sync::Arc;
use std::time::Duration;

use domain::id::{BrandId, CustomerId};
use tokio::time::{Instant, sleep_until};

use super::ear::Ear;
use super::place::Place;
use crate::app::App;
use crate::clock;
use crate::error::Error;
use crate::store::StoreError;

/// What concerns everyone is heard within so many milliseconds, each reader at a moment of its own.
const SPREAD: u64 = 1_000;

/// What the first stream of a customer begins from who asks for their experience now.
pub struct Beginning(Place);

impl Beginning {
    /// To be asked before it is decided: what is told meanwhile is heard once more rather than never.
    #[must_use]
    pub fn before(app: &App, brand: &BrandId) -> Self {
        let hub = &app.live.hub;
        Self(Place { version: 0, node: hub.node, times: hub.times(brand) })
    }

    /// What it is called, where it was decided on this version of the person.
    #[must_use]
    pub fn with(self, version: i64) -> String {
        Place { version, ..self.0 }.to_string()
    }
}

/// What a stream tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It listens.
    Hello,
    /// The experience may be another one.
    Changed,
}

/// Who is told of a customer, and for how long.
pub struct Listener {
    /// The brand they are a customer of.
    pub brand: BrandId,
    /// Of whom.
    pub customer: CustomerId,
    /// The session it ends with; a back end of the brand listens without one.
    pub session: Option<[u8; 32]>,
    /// How long it listens at most.
    pub lasts: Duration,
}

/// One open stream about a customer.
pub struct Reader {
    app: Arc<App>,
    listener: Listener,
    seat: Seat,
    /// How far it has told.
    place: Place,
    greeted: bool,
    /// When it tells what concerns everyone.
    due: Option<Instant>,
    /// When it has listened long enough.
    ends: Instant,
}

/// A place in the hub, given back when it is dropped.
struct Seat {
    app: Arc<App>,
    brand: BrandId,
    number: u64,
    ear: Arc<Ear>,
    /// The names of the person whom it is told about.
    names: Vec<CustomerId>,
}

impl Reader {
    /// Listens. `since` is how far was heard on an earlier stream: what was missed since is told at once.
    ///
    /// # Errors
    /// [`Error::Busy`] where too many listen, [`Error::Store`].
    pub async fn open(app: &Arc<App>, listener: Listener, since: Option<&str>) -> Result<Self, Error> {
        let seat = Seat::take(app, &listener.brand)?;
        let (ends, ear) = (clock::beat() + listener.lasts, Arc::clone(&seat.ear));
        let place = Place { version: 0, node: app.live.hub.node, times: app.live.hub.times(&listener.brand) };
        let app = Arc::clone(app);
        let mut reader = Self { app, listener, seat, place, greeted: false, due: None, ends };
        reader.place.version = reader.version().await?;
        if let Some(since) = since {
            let heard = since.parse::<Place>().ok();
            if heard.is_none_or(|heard| heard.version != reader.place.version) {
                reader.place.version = heard.map_or(-1, |heard| heard.version);
                ear.changed();
            } else if heard != Some(reader.place) {
                reader.place = heard.unwrap_or(reader.place);
                ear.everyone();
            }
        }
        Ok(reader)
    }

    /// What is to be told next, and how it is called; `None` where the stream ends.
    pub async fn next(&mut self) -> Option<(Told, String)> {
        if !std::mem::replace(&mut self.greeted, true) {
            return Some((Told::Hello, self.place.to_string()));
        }
        loop {
            let heard = self.seat.ear.take();
            if heard.over || heard.session && self.has_ended().await {
                return None;
            }
            if heard.everyone {
                let moment = Duration::from_millis(self.seat.number.wrapping_mul(619) % SPREAD);
                self.due.get_or_insert(clock::beat() + moment);
            }
            if heard.changed {
                // Where the store fails the place stays, and what is told is told once more on the next stream.
                if let Ok(version) = self.version().await {
                    self.place.version = version;
                }
                return Some(self.tell());
            }
            let due = self.due;
            tokio::select! {
                () = self.seat.ear.told() => {}
                () = sleep_until(due.unwrap_or(self.ends)), if due.is_some() => {
                    // It may concern everyone because another process erased some, and named nobody.
                    let is_visitor = self.listener.customer.is_anonymous();
                    return if !is_visitor && self.has_ended().await { None } else { Some(self.tell()) };
                }
                () = sleep_until(self.ends) => return None,
            }
        }
    }

    /// Whoever is told now will ask now, and so learn what concerns everyone too.
    fn tell(&mut self) -> (Told, String) {
        let hub = &self.app.live.hub;
        self.due = None;
        (self.place.node, self.place.times) = (hub.node, hub.times(&self.listener.brand));
        self.app.metrics.told();
        (Told::Changed, self.place.to_string())
    }

    async fn has_ended(&self) -> bool {
        let Some(session) = &self.listener.session else { return false };
        matches!(self.app.store.session(session, self.app.wall.now()).await, Ok(None))
    }

    /// The person's version. Listens to all their names before it asks, so that nothing falls between.
    async fn version(&mut self) -> Result<i64, StoreError> {
        let person = self.app.store.person(&self.listener.brand, &self.listener.customer).await?;
        self.seat.listen(person.names.into_keys().collect());
        self.app.store.version(&self.listener.brand, &self.seat.names).await
    }
}

impl Seat {
    fn take(app: &Arc<App>, brand: &BrandId) -> Result<Self, Error> {
        let ear = Arc::new(Ear::default());
        let number = app.live.hub.enter(brand, &ear).ok_or(Error::Busy)?;
        app.metrics.opened();
        Ok(Self { app: Arc::clone(app), brand: brand.clone(), number, ear, names: Vec::new() })
    }

    fn listen(&mut self, names: Vec<CustomerId>) {
        if self.names != names {
            self.app.live.hub.listen(&self.brand, self.number, &self.names, &names);
            self.names = names;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.app.live.hub.leave(&self.brand, self.number, &self.names);
        self.app.metrics.closed(self.ear.is_slow());
    }
}
