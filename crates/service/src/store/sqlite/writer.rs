//! The one thread that writes. What waits for it at the same time shares one transaction and so one flush to the
//! disk; nobody is answered before that has happened. What was only reported is flushed by another thread, while this one
//! does the next work.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

use super::checkpoint::Checkpoint;
use super::failure::{Failure, is_for_want_of_room};
use super::flush::Flush;
use crate::clock::Stopwatch;
use crate::store::StoreError;

/// So many may wait. Whoever comes after them is told to come again: what nobody can keep in time piles up nowhere.
const QUEUE: usize = 1024;

/// Work is let into a transaction for as long as the last flush took, within these bounds: the longer, the fewer
/// flushes, and the longer the first in it waits.
const DOOR_OPEN: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(50));

/// The way to the thread that writes.
pub(super) struct Writer {
    queue: mpsc::Sender<Order>,
}

enum Order {
    Work(Readable, Box<dyn Job>),
    Stop(oneshot::Sender<()>),
}

/// When others may read what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readable {
    /// Once it is on the disk: a voucher that was seen must not be gone after a loss of power.
    OnceFlushed,
    /// A moment before: whoever reported it is not answered yet, and sends it again.
    AtOnce,
}

impl Writer {
    /// Starts the thread. It ends when it is told to stop, nobody can reach it any more, or what it writes cannot be
    /// flushed.
    pub(super) fn start(
        connection: Connection,
        checkpoint: Option<Checkpoint>,
        flush: Option<Flush>,
    ) -> std::io::Result<Self> {
        let (queue, orders) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new().name("store-writer".to_owned());
        thread.spawn(move || run(connection, checkpoint, flush, orders))?;
        Ok(Self { queue })
    }

    /// Does work in a transaction and answers when that is on the disk; nobody reads it before. Work that fails leaves
    /// nothing behind.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.order(Readable::OnceFlushed, verb, work).await
    }

    /// The same for what was reported or observed, which others may read a moment before that.
    pub(super) async fn note<T: Send + 'static>(
        &self,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.order(Readable::AtOnce, verb, work).await
    }

    async fn order<T: Send + 'static>(
        &self,
        readable: Readable,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let task = Task { verb, work: Some(work), result: None, answer };
        self.queue.try_send(Order::Work(readable, Box::new(task))).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Closed(_) => StoreError::Closed,
        })?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// How much waits.
    pub(super) fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Finishes what was accepted and closes the file.
    pub(super) async fn stop(&self) {
        let (answer, answered) = oneshot::channel();
        if self.queue.send(Order::Stop(answer)).await.is_ok() {
            let _ = answered.await;
        }
    }
}

fn run(
    mut connection: Connection,
    checkpoint: Option<Checkpoint>,
    flush: Option<Flush>,
    orders: mpsc::Receiver<Order>,
) {
    let mut waiting = Waiting { orders, next: None, stopping: Vec::new() };
    let (mut before, mut took) = (Readable::OnceFlushed, DOOR_OPEN.0);
    while let Some((readable, first)) = waiting.first() {
        match (&flush, readable) {
            (Some(flush), Readable::AtOnce) => took = flush.took(),
            // What it rests on must be on the disk before it is.
            (Some(flush), Readable::OnceFlushed) if !flush.follow(Vec::new()) => break,
            _ => {}
        }
        let mut group = Group { waiting: &mut waiting, readable, done: vec![first], flush: &mut took };
        let ready = if before == readable { Ok(()) } else { prepare(&connection, readable) };
        if ready.is_ok() {
            before = readable;
        }
        let committed = ready.and_then(|()| group.commit(&mut connection)).map_err(Arc::new);
        match (&flush, readable, &committed) {
            (Some(flush), Readable::AtOnce, Ok(())) => {
                if !flush.follow(group.done) {
                    break;
                }
            }
            _ => answer(group.done, &committed),
        }
        if let Some(checkpoint) = &checkpoint {
            checkpoint.follow(&connection);
        }
    }
    flush.into_iter().for_each(Flush::stop);
    checkpoint.into_iter().for_each(Checkpoint::stop);
    if let Err((_, error)) = connection.close() {
        tracing::warn!(%error, "the database did not close");
    }
    for answer in waiting.stopping {
        let _ = answer.send(());
    }
}

/// SQLite flushes before others can read what is committed, or leaves that to us.
fn prepare(connection: &Connection, readable: Readable) -> rusqlite::Result<()> {
    let how = match readable {
        Readable::OnceFlushed => "full",
        Readable::AtOnce => "normal",
    };
    connection.pragma_update(None, "synchronous", how)
}

/// Those who wait, and those who want to know of the end.
struct Waiting {
    orders: mpsc::Receiver<Order>,
    /// Work whose turn comes with the next transaction.
    next: Option<(Readable, Box<dyn Job>)>,
    stopping: Vec<oneshot::Sender<()>>,
}

impl Waiting {
    /// Waits for work; `None` at the end.
    fn first(&mut self) -> Option<(Readable, Box<dyn Job>)> {
        if let Some(next) = self.next.take() {
            return Some(next);
        }
        loop {
            match self.orders.blocking_recv()? {
                Order::Work(readable, job) => return Some((readable, job)),
                Order::Stop(answer) => self.stop(answer),
            }
        }
    }

    /// Work that is waiting already, as long as it may be read when the others are.
    fn next(&mut self, wanted: Readable) -> Option<Box<dyn Job>> {
        while self.next.is_none() {
            match self.orders.try_recv().ok()? {
                Order::Work(readable, job) if readable == wanted => return Some(job),
                Order::Work(readable, job) => self.next = Some((readable, job)),
                Order::Stop(answer) => self.stop(answer),
            }
        }
        None
    }

    fn stop(&mut self, answer: oneshot::Sender<()>) {
        self.orders.close();
        self.stopping.push(answer);
    }
}

/// Work that shares a transaction.
struct Group<'a> {
    waiting: &'a mut Waiting,
    readable: Readable,
    done: Vec<Box<dyn Job>>,
    /// How long the last flush took.
    flush: &'a mut Duration,
}

impl Group<'_> {
    /// Does the first and what waits behind it, until the door closes, and flushes.
    fn commit(&mut self, connection: &mut Connection) -> rusqlite::Result<()> {
        let mut watch = Stopwatch::start();
        let mut left = (*self.flush).clamp(DOOR_OPEN.0, DOOR_OPEN.1);
        let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.work(&mut transaction)?;
        while !left.is_zero()
            && let Some(job) = self.waiting.next(self.readable)
        {
            self.done.push(job);
            self.work(&mut transaction)?;
            left = left.saturating_sub(watch.lap());
        }
        watch.lap();
        transaction.commit()?;
        *self.flush = watch.lap();
        Ok(())
    }

    /// Does the last that was let in.
    fn work(&mut self, transaction: &mut Transaction<'_>) -> rusqlite::Result<()> {
        let Some(job) = self.done.last_mut() else { return Ok(()) };
        let mut savepoint = transaction.savepoint()?;
        // A bug met while one act is decided must not end everybody's store.
        let done = catch_unwind(AssertUnwindSafe(|| job.run(&savepoint))).unwrap_or(false);
        if !done {
            savepoint.set_drop_behavior(rusqlite::DropBehavior::Rollback);
        }
        if savepoint.is_autocommit() {
            // SQLite gave up the whole transaction, as it does when the disk is full: nobody's work was kept.
            let given_up = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
            return Err(rusqlite::Error::SqliteFailure(given_up, None));
        }
        if done { savepoint.commit() } else { savepoint.finish() }
    }
}

/// Tells all what came of it.
pub(super) fn answer(done: Vec<Box<dyn Job>>, committed: &Result<(), Arc<rusqlite::Error>>) {
    done.into_iter().for_each(|job| job.answer(committed.clone()));
}

/// Work that waits for its turn, then for the flush.
pub(super) trait Job: Send {
    /// Does it; `false` where it failed and must leave nothing behind.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Tells whoever waits what came of it.
    fn answer(self: Box<Self>, committed: Result<(), Arc<rusqlite::Error>>);
}

struct Task<T, W> {
    verb: &'static str,
    work: Option<W>,
    result: Option<Result<T, StoreError>>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, W> Job for Task<T, W>
where
    T: Send,
    W: FnOnce(&Connection) -> Result<T, Failure> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.result =
            self.work.take().map(|work| work(connection).map_err(|failure| failure.during(self.verb)));
        matches!(self.result, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, committed: Result<(), Arc<rusqlite::Error>>) {
        let failed = |source: Box<dyn Error + Send + Sync>| StoreError::Database { verb: self.verb, source };
        let answer = match (self.result, committed) {
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) if is_for_want_of_room(&error) => {
                Err(StoreError::NoRoom { source: Box::new(error) })
            }
            (_, Err(error)) => Err(failed(Box::new(error))),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(failed("the work was broken off".into())),
        };
        // Whoever asked may have gone.
        let _ = self.answer.send(answer);
    }
}
