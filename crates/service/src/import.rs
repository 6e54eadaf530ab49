//! Histories from a file, through the same door as live events.
//!
//! A row is known again by what it says and by how many rows before it said the same: the same file twice changes
//! nothing, and two equal rows are two orders, as they are in the shop that wrote them.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};

use contract::event::Message;
use csv::ByteRecord;
use domain::money::Currency;
use domain::program::Program;
use domain::time::{Date, Timestamp};
use serde::Serialize;

use self::row::{Purchase, Rows};
use self::table::Table;
use crate::door::Strength;
use crate::ingest;
use crate::store::{Store, StoreError};

pub(crate) mod column; // where in a row things stand
pub(crate) mod fields; // what a row says in the columns that are read
mod line; // which line a row is on
mod reject; // a row that was left, and why
mod row; // a row as a message
pub(crate) mod table; // a file, row by row

pub use self::column::Names;
pub use self::reject::{Reject, Rejects};

/// So many rows are kept in one step.
const BATCH: usize = 500;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The name of where the rows come from. Equal rows of two sources are two orders.
    pub source: String,
    /// The names of the columns.
    pub columns: Names,
    /// The currency of the amounts; the program's where it is not said.
    pub currency: Option<Currency>,
    /// What stands between two fields.
    pub delimiter: u8,
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Rows read, without the header.
    pub rows: u64,
    /// Rows that were new.
    pub new: u64,
    /// Rows that had been imported before.
    pub known: u64,
    /// Rows that were left.
    pub rejected: u64,
    /// Different customers in the rows that were taken.
    pub customers: u64,
    /// The first day in them, in the program's zone.
    pub from: Option<String>,
    /// The last day in them.
    pub to: Option<String>,
}

/// Whoever wants to know how an import goes on.
pub trait Watch: Send {
    /// So many bytes of the file have been read.
    fn read(&mut self, bytes: u64);

    /// A row was left. Rows are told in the order of the file.
    ///
    /// # Errors
    /// Where it cannot be written down; the import ends there.
    fn rejected(&mut self, header: &ByteRecord, row: &ByteRecord, why: &Reject) -> io::Result<()>;
}

/// Why an import ended early. What was kept until then is known when it is started again.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error("cannot be read: {0}")]
    File(#[from] csv::Error),
    /// There is nothing in the file, not even a header.
    #[error("is empty: the first line must name the columns")]
    Empty,
    /// The header does not name a column that is needed.
    #[error("has no column `{wanted}`: its first line names {found}; choose one with {flag}")]
    NoColumn {
        /// The name looked for.
        wanted: String,
        /// The flag that names another.
        flag: &'static str,
        /// The names there are.
        found: String,
    },
    /// The rows could not be kept.
    #[error("cannot be kept: {0}")]
    Store(#[from] StoreError),
    /// A row that was left could not be written down.
    #[error("rejected rows cannot be written: {0}")]
    Rejects(#[source] io::Error),
}

/// Imports the rows of a CSV file as orders. Those that are not as they should be are left, the others kept.
///
/// # Errors
/// See [`ImportError`].
pub async fn import(
    store: &dyn Store,
    program: &Program,
    file: impl Read + Send,
    options: &Options,
    now: Timestamp,
    watch: &mut dyn Watch,
) -> Result<Summary, ImportError> {
    let (mut table, columns) = Table::open(file, &options.columns, options.delimiter)?;
    let mut run = Run {
        store,
        program,
        now,
        watch,
        rows: Rows::new(options, columns, program),
        batch: Vec::with_capacity(BATCH),
        messages: Vec::with_capacity(BATCH),
        tally: Tally::default(),
        header: table.header.clone(),
    };
    let mut record = ByteRecord::new();
    while let Some(line) = table.next(&mut record)? {
        run.add(line, &record);
        if run.batch.len() == BATCH {
            run.keep().await?;
            run.watch.read(table.position());
        }
    }
    run.keep().await?;
    run.watch.read(table.position());
    Ok(run.tally.summary())
}

struct Run<'a> {
    store: &'a dyn Store,
    program: &'a Program,
    now: Timestamp,
    watch: &'a mut dyn Watch,
    header: ByteRecord,
    rows: Rows<'a>,
    batch: Vec<Row>,
    messages: Vec<Message>,
    tally: Tally,
}

struct Row {
    line: u64,
    record: ByteRecord,
    /// The place of its message among those to be kept.
    read: Result<(usize, Purchase), Reject>,
}

impl Run<'_> {
    fn add(&mut self, line: u64, record: &ByteRecord) {
        let read = self.rows.read(line, record).map(|(message, purchase)| {
            self.messages.push(message);
            (self.messages.len() - 1, purchase)
        });
        self.batch.push(Row { line, record: record.clone(), read });
    }

    /// Keeps the rows read so far and tells which were left.
    async fn keep(&mut self) -> Result<(), ImportError> {
        let (store, program) = (self.store, self.program);
        let received =
            ingest::receive_for(store, program, &self.messages, Strength::Secret, self.now).await?;
        let mut refused: BTreeMap<_, _> =
            received.refused.into_iter().map(|refused| (refused.index, refused)).collect();
        self.messages.clear();
        for Row { line, record, read } in self.batch.drain(..) {
            let taken = read.and_then(|(index, purchase)| match refused.remove(&index) {
                Some(refused) => Err(self.rows.blame(line, &record, refused)),
                None => Ok(purchase),
            });
            self.tally.count(&taken);
            if let Err(why) = taken {
                self.watch.rejected(&self.header, &record, &why).map_err(ImportError::Rejects)?;
            }
        }
        self.tally.summary.new += received.new as u64;
        self.tally.summary.known += received.known as u64;
        Ok(())
    }
}

#[derive(Default)]
struct Tally {
    summary: Summary,
    customers: HashSet<String>,
    days: Option<(Date, Date)>,
}

impl Tally {
    fn count(&mut self, taken: &Result<Purchase, Reject>) {
        self.summary.rows += 1;
        match taken {
            Err(_) => self.summary.rejected += 1,
            Ok(Purchase { customer, day }) => {
                let (from, to) = self.days.unwrap_or((*day, *day));
                self.days = Some((from.min(*day), to.max(*day)));
                if !self.customers.contains(customer) {
                    self.customers.insert(customer.clone());
                }
            }
        }
    }

    fn summary(self) -> Summary {
        Summary {
            customers: self.customers.len() as u64,
            from: self.days.map(|(from, _)| from.to_string()),
            to: self.days.map(|(_, to)| to.to_string()),
            ..self.summary
        }
    }
}
