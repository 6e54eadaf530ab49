//! Histories from a file, through the same door as live events: orders from a table, or messages, one a line.
//!
//! A row is known again by what it says and by how many rows before it said the same: the same file twice changes
//! nothing, and two equal rows are two orders, as they are in the shop that wrote them.

use std::collections::{BTreeMap, HashSet};
use std::future::ready;
use std::io::{self, Read};
use std::pin::Pin;

use contract::event::Message;
use csv::ByteRecord;
use domain::money::Currency;
use domain::program::Program;
use domain::time::{Date, Timestamp};
use serde::Serialize;

use self::row::{Purchase, Rows};
use self::table::Table;
use crate::door::{Arrival, Fault, Strength};
use crate::ingest::{self, Taken};
use crate::live::Bell;
use crate::store::{Store, StoreError};

pub(crate) mod column; // where in a row things stand
pub(crate) mod fields; // what a row says in the columns that are read
mod identity; // what a row is known again by
mod line; // which line a row is on
mod messages; // messages, one a line
mod reject; // a row that was left, and why
mod row; // a row as a message
pub(crate) mod table; // a file, row by row

pub use self::column::Names;
pub use self::messages::import_messages;
pub use self::reject::{Reject, RejectedLines, Rejects};

/// So many rows are kept in one step.
const BATCH: usize = 2_000;

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

    /// The same of a line that is a message.
    ///
    /// # Errors
    /// As for a row.
    fn rejected_line(&mut self, _text: &str, _why: &Reject) -> io::Result<()> {
        Ok(())
    }
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
        under_way: None,
        tally: Tally::default(),
        header: table.header.clone(),
        bell: Bell::of(store, &program.brand),
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
    run.finish().await?;
    run.bell.ring().await?;
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
    messages: Vec<Result<Message, Fault>>,
    under_way: Option<UnderWay<'a>>,
    tally: Tally,
    bell: Bell<'a>,
}

/// Rows that are being kept while the next ones are read.
struct UnderWay<'a> {
    rows: Vec<Row>,
    taken: Pin<Box<dyn Future<Output = Result<Taken, StoreError>> + Send + 'a>>,
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
            self.messages.push(Ok(message));
            (self.messages.len() - 1, purchase)
        });
        self.batch.push(Row { line, record: record.clone(), read });
    }

    /// Begins to keep the rows read so far, and finishes those before them.
    async fn keep(&mut self) -> Result<(), ImportError> {
        let (store, program) = (self.store, self.program);
        let arrival = Arrival { received: None, ..Arrival::of_now(program, Strength::Secret, self.now) };
        let messages = std::mem::replace(&mut self.messages, Vec::with_capacity(BATCH));
        let rows = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        let keep = async move { ingest::take(store, program, &messages, &arrival).await };
        let mut next = UnderWay { rows, taken: Box::pin(keep) };
        let done = tokio::select! {
            biased;
            taken = &mut next.taken => Some(taken?),
            () = ready(()) => None,
        };
        if let Some(taken) = done {
            next.taken = Box::pin(ready(Ok(taken)));
        }
        self.finish().await?;
        self.under_way = Some(next);
        Ok(())
    }

    /// Waits until the rows that are under way are kept, and tells which were left.
    async fn finish(&mut self) -> Result<(), ImportError> {
        let Some(UnderWay { rows, taken }) = self.under_way.take() else { return Ok(()) };
        let Taken { received, changed, .. } = taken.await?;
        self.bell.changed(changed).await?;
        let mut refused: BTreeMap<_, _> =
            received.refused.into_iter().map(|refused| (refused.index, refused)).collect();
        for Row { line, record, read } in rows {
            let taken = read.and_then(|(index, purchase)| match refused.remove(&index) {
                Some(refused) => Err(self.rows.blame(line, &record, refused)),
                None => Ok(purchase),
            });
            match taken {
                Ok(purchase) => self.tally.take(Some(purchase)),
                Err(why) => {
                    self.tally.leave();
                    self.watch.rejected(&self.header, &record, &why).map_err(ImportError::Rejects)?;
                }
            }
        }
        self.tally.add(received.new, received.known);
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
    fn take(&mut self, of: Option<Purchase>) {
        self.summary.rows += 1;
        if let Some(Purchase { customer, day }) = of {
            let (from, to) = self.days.unwrap_or((day, day));
            self.days = Some((from.min(day), to.max(day)));
            self.customers.insert(customer);
        }
    }

    fn leave(&mut self) {
        self.summary.rows += 1;
        self.summary.rejected += 1;
    }

    fn add(&mut self, new: usize, known: usize) {
        self.summary.new += new as u64;
        self.summary.known += known as u64;
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
