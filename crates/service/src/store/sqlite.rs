//! Events in one SQLite file: one thread writes and flushes for all who wait, a few connections read beside it.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use domain::event::Event;
use domain::id::{BrandId, CustomerId, OfferId, Placement};
use domain::program::{Evidence, Tallies};
use domain::time::{Date, Timestamp};
use rusqlite::Connection;

use self::evidence::{Known, Learnt};
use self::failure::Failure;
use self::readers::Readers;
use self::writer::Writer;
use super::{Act, Chosen, Done, Kept, SessionRow, Store, StoreError};
use crate::beacons::{Beacon, Counted};
use crate::memory::Memory;

mod beacons; // how the elements in pages fare
mod choices; // what was chosen by chance
mod claims; // the kept sum of claims
mod events; // the log
mod evidence; // what choices teach
mod failure; // what goes wrong below
mod invitations; // the kept sum of who invited whom
mod migrations; // the tables, step by step
mod readers; // the connections that read
mod sessions; // who is speaking
mod writer; // the thread that writes

/// How long to wait for another program that writes to the same file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Kibibytes of the file that the thread which writes keeps at hand, and pages of 4 KiB it may be ahead of the file
/// in the write-ahead log. Names of events come in no order, so their index is written to all over: with SQLite's own
/// 2 MiB and 1,000 pages, importing half a million rows into one file took twice the processor time.
const WRITER_CACHE: i64 = 64 * 1024;
const PAGES_AHEAD: i64 = 16 * 1024;

/// A store in one SQLite file.
pub struct Sqlite {
    writer: Writer,
    /// None where the database is in memory: only one connection can see that.
    readers: Option<Readers>,
    learnt: Learnt,
}

impl Sqlite {
    /// Opens a file, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Database`] where it cannot be opened, [`StoreError::Newer`] where a later version wrote it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let open = || {
            let mut connection = Connection::open(path)?;
            prepare(&connection)?;
            // A flush at every commit: what is acknowledged survives a loss of power.
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "cache_size", -WRITER_CACHE)?;
            connection.pragma_update(None, "wal_autocheckpoint", PAGES_AHEAD)?;
            migrations::apply(&mut connection)?;
            Ok((connection, Readers::open(path)?))
        };
        let (connection, readers) = open().map_err(|failure: Failure| failure.during("open the file"))?;
        Self::start(connection, Some(readers))
    }

    /// Opens an empty store of its own that is gone when it is closed.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub fn in_memory() -> Result<Self, StoreError> {
        let open = || {
            let mut connection = Connection::open_in_memory()?;
            prepare(&connection)?;
            migrations::apply(&mut connection)?;
            Ok(connection)
        };
        let connection = open().map_err(|failure: Failure| failure.during("open a store in memory"))?;
        Self::start(connection, None)
    }

    fn start(connection: Connection, readers: Option<Readers>) -> Result<Self, StoreError> {
        let writer = Writer::start(connection)
            .map_err(|error| StoreError::Database { verb: "start", source: Box::new(error) })?;
        Ok(Self { writer, readers, learnt: Learnt::default() })
    }

    async fn read<T: Send + 'static>(
        &self,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.readers {
            Some(readers) => readers.read(verb, work).await,
            None => self.writer.write(verb, work).await,
        }
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn append(
        &self,
        brand: &BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError> {
        let brand = brand.clone();
        self.writer.write("keep events", move |db| events::append(db, &brand, &events, received)).await
    }

    async fn history(&self, brand: &BrandId, customer: &CustomerId) -> Result<Vec<Event>, StoreError> {
        let (brand, customer) = (brand.clone(), customer.clone());
        self.read("read a history", move |db| events::history(db, &brand, &customer)).await
    }

    async fn arrivals(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
    ) -> Result<Vec<(Timestamp, Event)>, StoreError> {
        let (brand, customer) = (brand.clone(), customer.clone());
        self.read("read arrivals", move |db| events::arrivals(db, &brand, &customer)).await
    }

    async fn recall(&self, brand: &BrandId, customer: &CustomerId) -> Result<Memory, StoreError> {
        let (brand, customer) = (brand.clone(), customer.clone());
        self.read("remember a customer", move |db| invitations::recall(db, &brand, &customer)).await
    }

    async fn tallies(
        &self,
        brand: &BrandId,
        now: Timestamp,
        today: Timestamp,
    ) -> Result<Tallies, StoreError> {
        let brand = brand.clone();
        self.read("count what is taken", move |db| claims::tallies(db, &brand, now, today)).await
    }

    async fn log_choices(&self, brand: &BrandId, chosen: Vec<Chosen>) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.write("keep choices", move |db| choices::log(db, &brand, &chosen)).await
    }

    async fn has_chosen(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        placement: &Placement,
        day: Date,
    ) -> Result<bool, StoreError> {
        let (brand, customer, placement) = (brand.clone(), customer.clone(), placement.clone());
        self.read("look for a choice", move |db| choices::has(db, &brand, &customer, &placement, day)).await
    }

    async fn choices(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<Chosen>, StoreError> {
        let (brand, after) = (brand.clone(), after.cloned());
        self.read("read choices", move |db| choices::list(db, &brand, after.as_ref(), limit)).await
    }

    async fn evidence(
        &self,
        brand: &BrandId,
        today: Timestamp,
    ) -> Result<BTreeMap<OfferId, Evidence>, StoreError> {
        const VERB: &str = "learn from choices";
        let (brand, of, learnt) = (brand.clone(), brand.clone(), self.learnt.clone());
        let look = move |db: &Connection| evidence::of(db, &of, today);
        match (learnt.known(&brand, today), self.readers.clone()) {
            (Known::Today(known), _) => Ok(known),
            (Known::Before(known), Some(readers)) => {
                // Nobody waits while a day's work is looked through.
                tokio::spawn(async move { learnt.keep(&brand, today, readers.read(VERB, look).await) });
                Ok(known)
            }
            (Known::Before(_) | Known::Nothing, _) => {
                let found = self.read(VERB, look).await;
                learnt.keep(&brand, today, found)
            }
        }
    }

    async fn act(&self, act: Act) -> Result<Done, StoreError> {
        self.writer.write("decide on an act", move |db| events::act(db, act)).await
    }

    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let (brand, after) = (brand.clone(), after.cloned());
        self.read("list customers", move |db| events::customers(db, &brand, after.as_ref(), limit)).await
    }

    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError> {
        self.writer.write("open a session", move |db| sessions::open(db, &session)).await
    }

    async fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError> {
        let token_hash = *token_hash;
        self.read("find a session", move |db| sessions::find(db, &token_hash, now)).await
    }

    async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let token_hash = *token_hash;
        self.writer.write("end a session", move |db| sessions::end(db, &token_hash)).await
    }

    async fn count(&self, brand: &BrandId, day: Date, beacon: Beacon) -> Result<(), StoreError> {
        let brand = brand.clone();
        self.writer.write("count a beacon", move |db| beacons::count(db, &brand, day, &beacon)).await
    }

    async fn counted(&self, brand: &BrandId, since: Date) -> Result<Vec<Counted>, StoreError> {
        let brand = brand.clone();
        self.read("read counts of beacons", move |db| beacons::since(db, &brand, since)).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.writer
            .write("say that it is ready", |db| Ok(db.execute_batch("SELECT seq FROM events LIMIT 0")?))
            .await
    }

    async fn close(&self) {
        if let Some(readers) = &self.readers {
            readers.stop().await;
        }
        self.writer.stop().await;
    }
}

/// What every connection needs, whether it writes or reads.
fn prepare(connection: &Connection) -> Result<(), Failure> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}
