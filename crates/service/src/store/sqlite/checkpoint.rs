//! Moves what was written ahead into the file, on a thread of its own: done by the thread that writes, as SQLite does
//! it by itself, everybody who waits for a flush would wait for that too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use super::PATIENCE;

/// So many pages of 4 KiB are moved in one step: what is flushed into the file at once is little, so that whoever waits
/// for another flush does not wait long for this one.
const STEP: i32 = 1024;

/// So many pages may be ahead before what is written ahead is begun anew.
const AHEAD: i32 = 4 * STEP;

/// So many are ahead only where somebody reads for very long. The thread that writes then waits a moment for the end.
const TOO_FAR: i32 = 64 * 1024;
const A_MOMENT: Duration = Duration::from_millis(100);

/// The way to the thread that moves pages.
pub(super) struct Checkpoint {
    /// It takes a word only while it waits for one.
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
    /// Pages that were written ahead of the file since that was begun anew.
    ahead: Arc<AtomicI32>,
    /// So many of them were moved, or are being moved.
    behind: AtomicI32,
    /// All but the last of them have been moved.
    moved: Arc<AtomicBool>,
}

impl Checkpoint {
    /// Starts the thread, with a connection of its own, for what `writer` writes.
    pub(super) fn start(writer: &mut Connection, own: Connection) -> rusqlite::Result<Option<Self>> {
        let (ahead, moved) = (Arc::new(AtomicI32::new(0)), Arc::new(AtomicBool::new(false)));
        let seen = Arc::clone(&ahead);
        writer.wal_hook(Some(move |_: &mut _, pages| {
            seen.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        let (wake, woken) = sync_channel(0);
        let done = Arc::clone(&moved);
        let thread = std::thread::Builder::new().name("store-checkpoint".to_owned());
        let thread = thread.spawn(move || run(&own, &woken, &done)).ok();
        Ok(thread.map(|thread| Self { wake, thread, ahead, behind: AtomicI32::new(0), moved }))
    }

    /// To be called by the thread that writes, after each transaction.
    pub(super) fn follow(&self, writer: &Connection) {
        let ahead = self.ahead.load(Ordering::Relaxed);
        if ahead < self.behind.load(Ordering::Relaxed) {
            self.behind.store(0, Ordering::Relaxed);
        }
        if ahead < AHEAD || !self.moved.swap(false, Ordering::Relaxed) {
            // Where it is not waiting it is at it.
            if ahead - self.behind.load(Ordering::Relaxed) >= STEP && self.wake.try_send(()).is_ok() {
                self.behind.store(ahead, Ordering::Relaxed);
                self.moved.store(false, Ordering::Relaxed);
            }
            return;
        }
        // The last pages, while nothing is added: only then is what was written ahead begun anew.
        match ahead < TOO_FAR {
            true => checkpoint(writer, "PASSIVE"),
            false => {
                let _ = writer.busy_timeout(A_MOMENT);
                checkpoint(writer, "RESTART");
                let _ = writer.busy_timeout(PATIENCE);
            }
        }
    }

    /// Ends the thread.
    pub(super) fn stop(self) {
        drop(self.wake);
        let _ = self.thread.join();
    }
}

fn run(own: &Connection, woken: &Receiver<()>, moved: &AtomicBool) {
    while woken.recv().is_ok() {
        checkpoint(own, "PASSIVE");
        // What was added meanwhile: less, and so faster.
        checkpoint(own, "PASSIVE");
        moved.store(true, Ordering::Relaxed);
    }
}

/// Nothing is lost where it fails: what is ahead stays so until the next time.
fn checkpoint(connection: &Connection, how: &str) {
    let done = connection.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()));
    if let Err(error) = done {
        tracing::warn!(%error, "the database did not move what was written ahead");
    }
}
