//! Sees to it that what was written is on the disk, on a thread of its own: the next work is done meanwhile. Whoever
//! waits is answered by it, when that has happened.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::ffi;

use super::writer::{Job, answer};
use crate::clock::Stopwatch;

/// The way to the thread that flushes.
pub(super) struct Flush {
    /// It takes work that is done only while it flushes nothing.
    done: SyncSender<Vec<Box<dyn Job>>>,
    thread: JoinHandle<()>,
    /// Microseconds the last flush took.
    took: Arc<AtomicU64>,
}

impl Flush {
    /// Starts the thread for what is written ahead of a database's file.
    pub(super) fn start(database: &Path) -> io::Result<Self> {
        let mut ahead = database.as_os_str().to_owned();
        ahead.push("-wal");
        Self::of(OpenOptions::new().write(true).open(ahead)?)
    }

    fn of(ahead: File) -> io::Result<Self> {
        let (done, written) = sync_channel(0);
        let took = Arc::new(AtomicU64::default());
        let last = Arc::clone(&took);
        let thread = std::thread::Builder::new().name("store-flush".to_owned());
        let thread = thread.spawn(move || run(&ahead, &written, &last))?;
        Ok(Self { done, thread, took })
    }

    /// Hands over work that is written, once what was handed over before is on the disk; none, to wait for that. False
    /// where the disk cannot be trusted any more; then those who wait have been told.
    pub(super) fn follow(&self, done: Vec<Box<dyn Job>>) -> bool {
        self.done.send(done).map_err(|refused| answer(refused.0, &Err(failed()))).is_ok()
    }

    /// How long the last flush took.
    pub(super) fn took(&self) -> Duration {
        Duration::from_micros(self.took.load(Ordering::Relaxed))
    }

    /// Finishes what was handed over and ends the thread.
    pub(super) fn stop(self) {
        drop(self.done);
        let _ = self.thread.join();
    }
}

fn run(ahead: &File, written: &Receiver<Vec<Box<dyn Job>>>, took: &AtomicU64) {
    while let Ok(done) = written.recv() {
        if done.is_empty() {
            continue;
        }
        let mut watch = Stopwatch::start();
        if let Err(error) = ahead.sync_data() {
            // What a system could not write it may have thrown away, and calls it written when it is asked once more. What
            // is in the file is found out when it is opened again.
            tracing::error!(%error, "what was written may not be on the disk: nothing more is kept until a restart");
            return answer(done, &Err(failed()));
        }
        took.store(u64::try_from(watch.lap().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
        answer(done, &Ok(()));
    }
}

fn failed() -> Arc<rusqlite::Error> {
    let code = ffi::Error::new(ffi::SQLITE_IOERR_FSYNC);
    Arc::new(rusqlite::Error::SqliteFailure(code, Some("what was written could not be flushed".to_owned())))
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::mpsc;

    use super::*;

    struct Waits(mpsc::Sender<bool>);

    impl Job for Waits {
        fn run(&mut self, _: &rusqlite::Connection) -> bool {
            true
        }

        fn answer(self: Box<Self>, committed: Result<(), Arc<rusqlite::Error>>) {
            let _ = self.0.send(committed.is_ok());
        }
    }

    #[test]
    fn what_cannot_be_flushed_is_not_acknowledged_nor_is_anything_after_it() {
        let (told, answers) = mpsc::channel();
        let waits = || -> Vec<Box<dyn Job>> { vec![Box::new(Waits(told.clone()))] };
        // A device that keeps nothing has nothing to flush, and says so.
        let flush = Flush::of(OpenOptions::new().write(true).open("/dev/null").unwrap()).unwrap();
        assert!(flush.follow(waits()), "it is taken");
        assert!(!flush.follow(waits()), "what comes after it is not");
        assert_eq!([answers.recv().unwrap(), answers.recv().unwrap()], [false, false]);
        flush.stop();
    }
}
