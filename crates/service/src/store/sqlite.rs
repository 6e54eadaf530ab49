//! Events in one SQLite file: one thread writes and flushes for all who wait, a few connections read beside it.

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use self::checkpoint::Checkpoint;
use self::failure::Failure;
use self::flush::Flush;
use self::readers::Readers;
use self::writer::Writer;
use super::learnt::Learnt;
use super::{Glance, Look, Store, StoreError};

mod beacons; // how the elements in pages fare
mod checkpoint; // the thread that moves what was written ahead
mod flush; // the thread that waits for the disk
mod choices; // what was chosen by chance
mod claims; // the kept sum of claims
mod log; // what happened
mod evidence; // what choices teach
mod failure; // what goes wrong below
mod invitations; // the kept sum of who invited whom
mod migrations; // the tables, step by step
mod people; // who is who
mod shares; // what of an anonymous name is whose
mod vouchers; // whose claim a voucher is of
mod quarantine; // what was refused
mod care; // erasing and forgetting
mod erasure; // a person, out of every table
mod erased; // the names of those who were erased
mod secret; // names that must not be read
mod books; // what the law requires of those who were erased
mod forgetting; // what is old
mod audit; // what was done, by whom
mod sums; // kept sums, compared with the log
mod programs; // what was published
mod readers; // the connections that read
mod sessions; // who is speaking
pub(super) mod transfer; // the tables, to be moved
mod versions; // how far the log has come
mod notices; // what happened in other processes
mod writer; // the thread that writes

/// How long to wait for another program that writes to the same file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Kibibytes of the file that the thread which writes keeps at hand: customers come in no order, so their histories are
/// added to all over it.
const WRITER_CACHE: i64 = 64 * 1024;

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
            // Pages as they were before a piece of work, for taking it back: they need not outlive it.
            connection.pragma_update(None, "temp_store", "memory")?;
            // What is moved within the file is overwritten where it was: who is erased later leaves no copy behind.
            connection.pragma_update(None, "secure_delete", "fast")?;
            migrations::apply(&mut connection)?;
            let beside = Connection::open(path)?;
            prepare(&beside)?;
            let checkpoint = Checkpoint::start(&mut connection, beside)?;
            Ok((connection, checkpoint, Readers::open(path)?))
        };
        let (connection, checkpoint, readers) =
            open().map_err(|failure: Failure| failure.during("open the file"))?;
        let flush = connection.path().map(|path| Flush::start(Path::new(path))).transpose();
        let flush = flush.map_err(|error| StoreError::Database { verb: "start", source: Box::new(error) })?;
        Self::start(connection, checkpoint, flush, Some(readers))
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
        Self::start(connection, None, None, None)
    }

    fn start(
        connection: Connection,
        checkpoint: Option<Checkpoint>,
        flush: Option<Flush>,
        readers: Option<Readers>,
    ) -> Result<Self, StoreError> {
        let writer = Writer::start(connection, checkpoint, flush)
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
    async fn glance(&self, look: &Look) -> Result<Glance, StoreError> {
        let look = look.clone();
        self.read("look at what a decision is made from", move |db| {
            let Look { brand, customer, now, today, choice } = &look;
            let (mut memory, mut version) = (None, 0);
            if let Some(customer) = customer {
                let recalled = invitations::recall(db, brand, customer)?;
                version = versions::version(db, brand, recalled.names.keys())?;
                memory = Some(recalled);
            }
            let tallies = claims::tallies(db, brand, *now, *today)?;
            let has_chosen = match (customer, choice) {
                (Some(customer), Some((placement, day))) => {
                    choices::has(db, brand, customer, placement, *day)?
                }
                _ => false,
            };
            Ok(Glance { memory, version, tallies, has_chosen })
        })
        .await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.writer
            .write("say that it is ready", |db| Ok(db.execute_batch("SELECT seq FROM events LIMIT 0")?))
            .await
    }

    fn waiting(&self) -> usize {
        self.writer.waiting()
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
    // Otherwise some statements are planned anew for each value they are given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::Sqlite;

    #[tokio::test]
    async fn whoever_writes_to_a_file_flushes_at_every_commit() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path().join("events.db")).unwrap();
        let look = store.writer.write("look", |db| {
            let flushed: i64 = db.pragma_query_value(None, "synchronous", |row| row.get(0))?;
            let journal: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
            Ok((flushed, journal))
        });
        // `full`: https://www.sqlite.org/pragma.html#pragma_synchronous
        assert_eq!(look.await.unwrap(), (2, "wal".to_owned()));
    }
}
