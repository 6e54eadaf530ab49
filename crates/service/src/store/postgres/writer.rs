//! What is to be kept, and waits at the same time, shares one transaction and so one flush on the server; nobody is
//! answered before that has happened.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use domain::event::Event;
use domain::id::BrandId;
use domain::time::Timestamp;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Mutex as Turn, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::connections::Connections;
use super::failure::Failure;
use super::locks;
use super::log::{self, Told};
use super::months::Months;
use crate::store::{Kept, StoreError};

/// So many reports may wait; whoever comes after them is told to come again.
const QUEUE: usize = 1024;

/// So many events share a transaction, or those of one report where it has more.
const GROUP: usize = 2_000;

/// So many transactions at once.
const WRITERS: usize = 4;

/// The way to those who write.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Report>>>,
    writers: Turn<Vec<JoinHandle<()>>>,
}

/// Events to be kept, all or none.
pub(super) struct Report {
    pub(super) brand: BrandId,
    pub(super) events: Vec<Event>,
    pub(super) received: Timestamp,
    answer: oneshot::Sender<Result<Vec<Kept>, StoreError>>,
}

impl Writer {
    /// Starts those who write. They end when they are told to stop.
    pub(super) fn start(connections: &Connections, months: &Months) -> Self {
        let (queue, reports) = mpsc::channel(QUEUE);
        let reports = Arc::new(Turn::new(reports));
        let start = |_| tokio::spawn(run(connections.clone(), months.clone(), Arc::clone(&reports)));
        let writers = (0..WRITERS).map(start).collect();
        Self { queue: Mutex::new(Some(queue)), writers: Turn::new(writers) }
    }

    /// Keeps events and answers when they are on the disk.
    pub(super) async fn append(
        &self,
        brand: BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError> {
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let report = Report { brand, events, received, answer };
        queue.ok_or(StoreError::Closed)?.try_send(report).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Closed(_) => StoreError::Closed,
        })?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// How many reports wait.
    pub(super) fn waiting(&self) -> usize {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.as_ref().map_or(0, |queue| queue.max_capacity() - queue.capacity())
    }

    /// Finishes what was accepted.
    pub(super) async fn stop(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        for writer in self.writers.lock().await.drain(..) {
            let _ = writer.await;
        }
    }
}

async fn run(connections: Connections, months: Months, reports: Arc<Turn<mpsc::Receiver<Report>>>) {
    while let Some(group) = next(&reports).await {
        for month in group.iter().map(|report| report.received).collect::<BTreeSet<_>>() {
            months.see_to(&connections, month).await;
        }
        match write(&connections, &group).await {
            Ok(kept) => {
                for (report, kept) in group.into_iter().zip(kept) {
                    // Whoever asked may have gone.
                    let _ = report.answer.send(Ok(kept));
                }
            }
            Err(failure) if group.len() == 1 => {
                let failed = group.into_iter().map(|report| report.answer);
                failed.zip([failure]).for_each(|(answer, failure)| {
                    let _ = answer.send(Err(failure.during("keep events")));
                });
            }
            // One report that cannot be kept must not harm the others. What was kept all the same, before the
            // connection broke, is found to be known.
            Err(_) => {
                for report in group {
                    let alone = write(&connections, std::slice::from_ref(&report)).await;
                    let kept = alone.map(|mut kept| kept.pop().unwrap_or_default());
                    let _ = report.answer.send(kept.map_err(|failure| failure.during("keep events")));
                }
            }
        }
    }
}

/// Everything that waits, up to a group; nothing when nothing will come any more.
async fn next(reports: &Turn<mpsc::Receiver<Report>>) -> Option<Vec<Report>> {
    let mut reports = reports.lock().await;
    let mut group = vec![reports.recv().await?];
    let mut events = group.iter().map(|report| report.events.len()).sum::<usize>();
    while events < GROUP
        && let Ok(report) = reports.try_recv()
    {
        events += report.events.len();
        group.push(report);
    }
    Some(group)
}

/// Keeps the events of several reports in one transaction.
async fn write(connections: &Connections, group: &[Report]) -> Result<Vec<Vec<Kept>>, Failure> {
    let mut db = connections.lend().await?;
    db.begin().await?;
    let told = group.iter().flat_map(|report| {
        report.events.iter().map(|event| Told { brand: &report.brand, event, received: report.received })
    });
    let told: Vec<_> = told.collect();
    locks::take(&mut db, &told).await?;
    let mut kept = log::keep(&mut db, &told).await?.into_iter();
    db.commit().await?;
    Ok(group.iter().map(|report| kept.by_ref().take(report.events.len()).collect()).collect())
}
