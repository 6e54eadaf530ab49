//! The one thread that writes. What waits for it at the same time shares one transaction and so one flush to the
//! disk; nobody is answered before that has happened.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::failure::Failure;
use crate::store::StoreError;

/// So many may wait; whoever comes after them waits to be let in.
const QUEUE: usize = 1024;

/// So many share a transaction at most.
const GROUP: usize = 512;

/// The way to the thread that writes.
pub(super) struct Writer {
    queue: mpsc::Sender<Order>,
}

enum Order {
    Work(Box<dyn Job>),
    Stop(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the thread. It ends when it is told to stop or nobody can reach it any more.
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (queue, orders) = mpsc::channel(QUEUE);
        std::thread::Builder::new().name("store-writer".to_owned()).spawn(move || run(connection, orders))?;
        Ok(Self { queue })
    }

    /// Does work in a transaction and answers when that is on the disk. Work that fails leaves nothing behind.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        verb: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let task = Task { verb, work: Some(work), result: None, answer };
        self.queue.send(Order::Work(Box::new(task))).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Finishes what was accepted and closes the file.
    pub(super) async fn stop(&self) {
        let (answer, answered) = oneshot::channel();
        if self.queue.send(Order::Stop(answer)).await.is_ok() {
            let _ = answered.await;
        }
    }
}

fn run(mut connection: Connection, mut orders: mpsc::Receiver<Order>) {
    let mut stopping = Vec::new();
    while let Some(first) = orders.blocking_recv() {
        let mut group = Vec::new();
        let mut next = Some(first);
        while let Some(order) = next {
            match order {
                Order::Work(job) => group.push(job),
                Order::Stop(answer) => {
                    orders.close();
                    stopping.push(answer);
                }
            }
            next = if group.len() < GROUP { orders.try_recv().ok() } else { None };
        }
        if !group.is_empty() {
            let committed = commit(&mut connection, &mut group).map_err(Arc::new);
            group.into_iter().for_each(|job| job.answer(committed.clone()));
        }
    }
    if let Err((_, error)) = connection.close() {
        tracing::warn!(%error, "the database did not close");
    }
    for answer in stopping {
        let _ = answer.send(());
    }
}

fn commit(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in group {
        let mut savepoint = transaction.savepoint()?;
        // A bug met while one act is decided must not end everybody's store.
        let done = catch_unwind(AssertUnwindSafe(|| job.run(&savepoint))).unwrap_or(false);
        if !done {
            savepoint.set_drop_behavior(rusqlite::DropBehavior::Rollback);
        }
        if savepoint.is_autocommit() {
            // SQLite gave up the whole transaction, as it does when the disk is full: nobody's work was kept.
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT),
                None,
            ));
        }
        if done { savepoint.commit()? } else { savepoint.finish()? }
    }
    transaction.commit()
}

/// Work that waits for its turn, then for the flush.
trait Job: Send {
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
            (_, Err(error)) => Err(failed(Box::new(error))),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(failed("the work was broken off".into())),
        };
        // Whoever asked may have gone.
        let _ = self.answer.send(answer);
    }
}
