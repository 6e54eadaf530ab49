//! `constance import`: histories from a file.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use csv::ByteRecord;
use domain::money::Currency;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::{Failure, read};
use crate::clock::Clock;
use crate::import::{self, ImportError, Names, Options, Reject, RejectedLines, Rejects, Summary, Watch};
use crate::program;
use crate::store::{self, Place};

/// So many rejected rows are named on the terminal; the file has them all.
const NAMED: u64 = 10;

/// Import histories: orders from a CSV file whose first line names the columns, or messages as SDKs send them, one a
/// line, from a file of JSON lines.
///
/// Importing a file again changes nothing: a row is known by what it says, and equal rows are told apart by their
/// number; a message by its `messageId` where it has one. So an import that was interrupted is started again with the
/// same command. Rows that are not as they should be are written to a file with what is wrong with them, the others are
/// imported. A date without a time is noon in the program's time zone.
///
/// Ends with 0 when the file was read, whatever was rejected, and with 2 when nothing could be imported at all.
#[derive(Debug, Args)]
pub struct Import {
    /// The file.
    file: PathBuf,
    /// What it is; told from its name where it is not said: JSON lines where that ends with .jsonl or .ndjson, else CSV.
    #[arg(long, value_name = "FORM")]
    format: Option<Format>,
    /// The program file of the brand the customers belong to.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE")]
    program: PathBuf,
    /// Where events are kept: an SQLite file, made where there is none, or a PostgreSQL database such as
    /// postgres://user:password@host/name.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "PLACE", hide_env_values = true)]
    database: Place,
    /// Where the rows come from. Equal rows of two sources are two orders; of one source, the same.
    #[arg(long, default_value = "file", value_name = "NAME", value_parser = source)]
    source: String,
    /// The column that names the customer.
    #[arg(long, default_value = "customer_id", value_name = "COLUMN")]
    customer_column: String,
    /// The column that says when the order was paid.
    #[arg(long, default_value = "date", value_name = "COLUMN")]
    date_column: String,
    /// The column that says what was paid.
    #[arg(long, default_value = "amount", value_name = "COLUMN")]
    amount_column: String,
    /// The column that names the order, by which a refund finds it; each row is an order of its own where there is none.
    #[arg(long, value_name = "COLUMN")]
    order_column: Option<String>,
    /// The column that says what happened to the order: `Order Completed`, `Order Refunded` or `Order Cancelled`. Where
    /// there is none, or nothing stands in it, the order was paid, or, where the amount is negative and the order is
    /// named, so much of it was given back.
    #[arg(long, value_name = "COLUMN")]
    event_column: Option<String>,
    /// The column that says the currency of the amount, such as EUR.
    #[arg(long, value_name = "COLUMN")]
    currency_column: Option<String>,
    /// The column that lists what was bought or given back: `lp-311:2:42.50; lp-7` is two of lp-311 for 42.50 each, and
    /// one of lp-7.
    #[arg(long, value_name = "COLUMN")]
    products_column: Option<String>,
    /// The currency of the amounts where no column says it, such as EUR; the program's where it is not said.
    #[arg(long, value_name = "CODE", value_parser = Currency::new)]
    currency: Option<Currency>,
    /// What stands between two fields: one character, such as `;`.
    #[arg(long, default_value = ",", value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: u8,
    /// Where rejected rows are written; beside the file, as `NAME.rejects.csv` or `.jsonl`, where it is not said.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Print the summary as JSON.
    #[arg(long)]
    json: bool,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Orders, one a row.
    Csv,
    /// Messages, one a line.
    Jsonl,
}

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    seconds: f64,
    rejects: Option<&'a Path>,
}

impl Import {
    /// Imports the file and prints the summary.
    ///
    /// # Errors
    /// What is wrong with the files or the database, or that no row could be taken.
    pub fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(self.import())
    }

    async fn import(self) -> Result<(), Failure> {
        let begun = Instant::now();
        let faults = |faults| Failure::Program { path: self.program.clone(), faults };
        let program = program::read(&read(&self.program)?).map_err(faults)?;
        let unreadable = |source| Failure::File { verb: "read", path: self.file.clone(), source };
        let file = File::open(&self.file).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let unusable = |source| Failure::Database { path: self.database.clone(), source };
        let store = store::open(&self.database).await.map_err(unusable)?;

        let format = self.format();
        let beside = match format {
            Format::Csv => "rejects.csv",
            Format::Jsonl => "rejects.jsonl",
        };
        let rejects = self.rejects.clone().unwrap_or_else(|| self.file.with_extension(beside));
        if rejects
            .canonicalize()
            .is_ok_and(|rejects| self.file.canonicalize().is_ok_and(|file| file == rejects))
        {
            let rule = "must not be the file that is imported".to_owned();
            return Err(Failure::Flag { flag: "rejects", rule });
        }
        let mut watcher = Watcher {
            bar: bar(length),
            rows: Rejects::to(&rejects, self.delimiter),
            lines: RejectedLines::to(&rejects),
            rejected: 0,
        };
        let now = Clock::system().now();
        let done = match format {
            Format::Csv => import::import(&*store, &program, file, &self.options(), now, &mut watcher).await,
            Format::Jsonl => {
                let file = BufReader::new(file);
                import::import_messages(&*store, &program, file, &self.source, now, &mut watcher).await
            }
        };
        store.close().await;
        watcher.bar.finish_and_clear();
        let written = match format {
            Format::Csv => watcher.rows.finish(),
            Format::Jsonl => watcher.lines.finish(),
        };
        let written = written.map_err(|source| Failure::File { verb: "write", path: rejects, source })?;
        let summary = done.map_err(|error| match error {
            ImportError::Store(source) => unusable(source),
            source => Failure::Import { path: self.file.clone(), source },
        })?;

        let report =
            Report { summary: &summary, seconds: begun.elapsed().as_secs_f64(), rejects: written.as_deref() };
        println!("{}", if self.json { report.json() } else { report.text() });
        match summary.rejected {
            0 => Ok(()),
            all if all == summary.rows => Err(Failure::NothingImported { path: self.file }),
            _ => Ok(()),
        }
    }

    fn format(&self) -> Format {
        let ending = self.file.extension().and_then(|ending| ending.to_str());
        match (self.format, ending) {
            (Some(format), _) => format,
            (None, Some("jsonl" | "ndjson")) => Format::Jsonl,
            (None, _) => Format::Csv,
        }
    }

    fn options(&self) -> Options {
        Options {
            source: self.source.clone(),
            columns: Names {
                customer: self.customer_column.clone(),
                date: self.date_column.clone(),
                amount: self.amount_column.clone(),
                order: self.order_column.clone(),
                event: self.event_column.clone(),
                currency: self.currency_column.clone(),
                products: self.products_column.clone(),
            },
            currency: self.currency,
            delimiter: self.delimiter,
        }
    }
}

struct Watcher {
    bar: ProgressBar,
    rows: Rejects,
    lines: RejectedLines,
    rejected: u64,
}

impl Watcher {
    fn name(&mut self, why: &Reject) {
        self.rejected += 1;
        let Reject { line, column, value, rule } = why;
        self.bar.suspend(|| match self.rejected {
            ..=NAMED if column.is_empty() => eprintln!("line {line}: {value}: {rule}"),
            ..=NAMED => eprintln!("line {line}, {column} `{value}`: {rule}"),
            more if more == NAMED + 1 => eprintln!("and more, in the file of rejected rows"),
            _ => {}
        });
    }
}

impl Watch for Watcher {
    fn read(&mut self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    fn rejected(&mut self, header: &ByteRecord, row: &ByteRecord, why: &Reject) -> io::Result<()> {
        self.name(why);
        self.rows.write(header, row, why)
    }

    fn rejected_line(&mut self, text: &str, why: &Reject) -> io::Result<()> {
        self.name(why);
        self.lines.write(text, why)
    }
}

impl Report<'_> {
    fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn text(&self) -> String {
        let Summary { rows, new, known, rejected, customers, from, to } = self.summary;
        let mut text =
            format!("rows: {rows} in {:.1} s, {new} new, {known} known, {rejected} rejected", self.seconds);
        if let (Some(from), Some(to)) = (from, to) {
            text += &format!("\ncustomers: {customers}, from {from} to {to}");
        }
        if let Some(path) = self.rejects {
            text += &format!("\nrejected rows, with what is wrong with them: {}", path.display());
        }
        text
    }
}

/// A bar on a terminal; nothing where the output goes to a file.
pub(super) fn bar(length: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes} of {total_bytes}, {eta} left");
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn source(text: &str) -> Result<String, String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    match (1..=40).contains(&text.len()) && text.chars().all(legal) {
        true => Ok(text.to_owned()),
        false => Err("must be 1 to 40 letters, digits, hyphens, underscores or points".to_owned()),
    }
}

pub(super) fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [one] if one.is_ascii() && !b"\"\r\n".contains(one) => Ok(*one),
        _ => Err("must be one character, such as `;`".to_owned()),
    }
}
