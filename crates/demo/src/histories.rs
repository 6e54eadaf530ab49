//! What the house's customers bought, taken in once.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use csv::ByteRecord;
use domain::id::CustomerId;
use domain::program::Program;
use domain::time::Timestamp;
use indicatif::{ProgressBar, ProgressStyle};
use service::import::{self, ImportError, Names, Options, Reject, Watch};
use service::store::{Store, StoreError};

/// The histories, below the home folder: a public research cohort, and invented newcomers.
const COHORT: &str = "crates/demo/data/cdnow_transactions.csv";
const NEWCOMERS: &str = "crates/demo/data/newcomers.csv";

/// Why the histories cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// A file cannot be opened.
    #[error("cannot read {path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        source: io::Error,
    },
    /// A file cannot be imported.
    #[error("{path} {source}", path = path.display())]
    Import {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ImportError,
    },
    /// The store failed.
    #[error("cannot look for the histories: {0}")]
    Store(#[from] StoreError),
}

/// Takes the histories in, with a bar on a terminal, and says how many purchases were new. Where the last newcomer is
/// known all was taken in before, and nothing is read.
///
/// # Errors
/// See [`HistoryError`].
pub async fn take_in(
    store: &dyn Store,
    program: &Program,
    home: &Path,
    now: Timestamp,
) -> Result<u64, HistoryError> {
    let mut new = 0;
    if !is_complete(store, program, &home.join(NEWCOMERS)).await? {
        for file in [COHORT, NEWCOMERS] {
            new += take_in_one(store, program, home.join(file), now).await?;
        }
    }
    Ok(new)
}

async fn is_complete(store: &dyn Store, program: &Program, path: &Path) -> Result<bool, HistoryError> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|source| HistoryError::File { path: path.to_owned(), source })?;
    let last = text.lines().last().and_then(|row| row.split(',').next());
    match last.and_then(|id| CustomerId::new(id).ok()) {
        Some(last) => Ok(!store.history(&program.brand, &last).await?.is_empty()),
        None => Ok(false),
    }
}

async fn take_in_one(
    store: &dyn Store,
    program: &Program,
    path: PathBuf,
    now: Timestamp,
) -> Result<u64, HistoryError> {
    let unreadable = |source| HistoryError::File { path: path.clone(), source };
    let file = File::open(&path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = Options { source: name.clone(), columns: columns(), currency: None, delimiter: b',' };
    let mut bar = Bar(ProgressBar::new(bytes).with_style(style()).with_message(name));
    let imported = import::import(store, program, file, &options, now, &mut bar).await;
    bar.0.finish_and_clear();
    imported.map(|summary| summary.new).map_err(|source| HistoryError::Import { path, source })
}

fn columns() -> Names {
    let [customer, date, amount] = ["customer_id", "date", "amount"].map(str::to_owned);
    Names { customer, date, amount, ..Names::default() }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} [{bar:30}] {percent}%")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

struct Bar(ProgressBar);

impl Watch for Bar {
    fn read(&mut self, bytes: u64) {
        self.0.set_position(bytes);
    }

    /// The demo's own files have no bad rows.
    fn rejected(&mut self, _: &ByteRecord, _: &ByteRecord, why: &Reject) -> io::Result<()> {
        let Reject { line, column, value, rule } = why;
        Err(io::Error::other(format!("line {line}, {column}: `{value}` {rule}")))
    }
}
