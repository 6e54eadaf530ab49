//! The connections that read, so many and no more: reads never wait for the thread that writes.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::failure::Failure;
use crate::store::StoreError;

/// So many read at once.
const READERS: usize = 4;

/// A bounded pool of connections that can only read.
#[derive(Clone)]
pub(super) struct Readers {
    turns: Arc<Semaphore>,
    idle: Idle,
}

type Idle = Arc<Mutex<Vec<Connection>>>;

impl Readers {
    /// Opens them all.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || {
            let connection = Connection::open_with_flags(path, flags)?;
            super::prepare(&connection)?;
            Ok(connection)
        };
        let idle = (0..READERS).map(|_| open()).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self { turns: Arc::new(Semaphore::new(READERS)), idle: Arc::new(Mutex::new(idle)) })
    }

    /// Reads on a thread that may wait for the disk.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let idle = Arc::clone(&self.idle);
        let broken = |error| StoreError::Database { verb, source: Box::new(error) };
        tokio::task::spawn_blocking(move || read(idle, turn, verb, work)).await.map_err(broken)?
    }

    /// Reads on the thread that asks, unless all connections are in use: for one row that was written lately, and so is
    /// in memory. To wake another thread takes longer than that.
    pub(super) async fn read_here<T: Send + 'static>(
        &self,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        match Arc::clone(&self.turns).try_acquire_owned() {
            Ok(turn) => read(Arc::clone(&self.idle), turn, verb, work),
            Err(_) => self.read(verb, work).await,
        }
    }

    /// Lets those who read finish, and closes the connections.
    pub(super) async fn stop(&self) {
        if let Ok(_all) = self.turns.acquire_many(READERS as u32).await {
            self.turns.close();
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}

/// Reads as of one moment, whatever is written meanwhile. SQLite also looks once what was written, not for each of the
/// statements.
fn at_one_moment<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    connection.prepare_cached("BEGIN")?.execute([])?;
    let moment = Moment(connection);
    work(moment.0)
}

fn read<T>(
    idle: Idle,
    turn: OwnedSemaphorePermit,
    verb: &'static str,
    work: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, StoreError> {
    let lent = Lent::of(idle, turn).ok_or(StoreError::Closed)?;
    let connection = lent.connection.as_ref().ok_or(StoreError::Closed)?;
    at_one_moment(connection, work).map_err(|failure| failure.during(verb))
}

/// A connection that goes back to the others, also where reading ends in a panic, and before the turn does.
struct Lent {
    connection: Option<Connection>,
    idle: Idle,
    _turn: OwnedSemaphorePermit,
}

impl Lent {
    fn of(idle: Idle, turn: OwnedSemaphorePermit) -> Option<Self> {
        let connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        Some(Self { connection: Some(connection), idle, _turn: turn })
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).extend(self.connection.take());
    }
}

/// Ends what was read as of one moment, also where that ends in a panic.
struct Moment<'a>(&'a Connection);

impl Drop for Moment<'_> {
    fn drop(&mut self) {
        let ended = self.0.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        if let Err(error) = ended {
            tracing::warn!(%error, "a connection did not end what it read");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_bug_in_one_read_costs_no_connection() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE events (seq)").unwrap();
        let readers = Readers::open(&path).unwrap();
        for _ in 0..=READERS {
            let bug =
                |_: &Connection| -> Result<(), Failure> { std::panic::resume_unwind(Box::new("a bug")) };
            assert!(matches!(readers.read("meet a bug", bug).await, Err(StoreError::Database { .. })));
        }
        let count = |db: &Connection| {
            Ok(db.query_row("SELECT count(*) FROM events", [], |row| row.get::<_, i64>(0))?)
        };
        assert_eq!(readers.read("count", count).await.unwrap(), 0);
    }
}
