//! `constance lifecycle`: what a file of purchases says about the customers in it.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::forecast::model::Model;
use domain::time::{Date, Zone};
use jiff::tz::TimeZone;

use super::Failure;
use super::import::{bar, delimiter};
use crate::import::Names;
use crate::lifecycle::purchases::{self, Options, Purchases};

mod fit; // the parameters
mod score; // each customer
mod report; // against what happened

/// Forecasts from a CSV file of purchases: who is still there, how often they will buy, for how much.
///
/// Works on any file whose first line names a customer, a date and an amount column. Rows come in any order; several
/// purchases of a customer on one day are one. A row that is not as it should be ends the command with its line.
#[derive(Debug, Args)]
pub struct Lifecycle {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Fit(fit::Fit),
    Score(score::Score),
    Report(report::Report),
}

impl Lifecycle {
    /// Reads, computes and prints.
    ///
    /// # Errors
    /// What is wrong with the file, or why nothing can be learnt from it.
    pub fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Fit(command) => command.run(),
            Command::Score(command) => command.run(),
            Command::Report(command) => command.run(),
        }
    }
}

/// The file, and how to read it.
#[derive(Debug, Args)]
struct Source {
    /// The CSV file.
    file: PathBuf,
    /// The column that names the customer.
    #[arg(long, default_value = "customer_id", value_name = "COLUMN")]
    customer_column: String,
    /// The column that says when something was bought: a day, or an instant.
    #[arg(long, default_value = "date", value_name = "COLUMN")]
    date_column: String,
    /// The column that says what was paid.
    #[arg(long, default_value = "amount", value_name = "COLUMN")]
    amount_column: String,
    /// What stands between two fields: one character, such as `;`.
    #[arg(long, default_value = ",", value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: u8,
    /// The time zone in which the day of an instant is told.
    #[arg(long, default_value = "UTC", value_name = "ZONE", value_parser = zone)]
    zone: Zone,
    /// Count days on which nothing was paid as purchases, as the published analyses do.
    #[arg(long)]
    count_nothing: bool,
    /// The model: `mbg-nbd`, or `bg-nbd`, which says nothing of who bought once.
    #[arg(long, default_value = "mbg-nbd", value_name = "MODEL", value_parser = model)]
    model: Model,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Source {
    fn read(&self) -> Result<Purchases, Failure> {
        let unreadable = |source| Failure::File { verb: "read", path: self.file.clone(), source };
        let file = File::open(&self.file).map_err(unreadable)?;
        let bar = bar(file.metadata().map_err(unreadable)?.len());
        let options = Options {
            columns: Names {
                customer: self.customer_column.clone(),
                date: self.date_column.clone(),
                amount: self.amount_column.clone(),
                ..Names::default()
            },
            delimiter: self.delimiter,
            zone: self.zone.clone(),
            count_nothing: self.count_nothing,
        };
        let read = purchases::read(file, &options, &mut |bytes| bar.set_position(bytes));
        bar.finish_and_clear();
        let purchases = read.map_err(self.failure())?;
        if purchases.nothing > 0 && !self.count_nothing {
            let nothing = purchases.nothing;
            eprintln!("note: {nothing} orders of nothing are left out; --count-nothing counts them");
        }
        Ok(purchases)
    }

    fn failure<E: Into<crate::lifecycle::LifecycleError>>(&self) -> impl Fn(E) -> Failure {
        |source| Failure::Lifecycle { path: self.file.clone(), source: source.into() }
    }
}

fn model(text: &str) -> Result<Model, String> {
    match text {
        "mbg-nbd" => Ok(Model::MbgNbd),
        "bg-nbd" => Ok(Model::BgNbd),
        _ => Err("must be `mbg-nbd` or `bg-nbd`".to_owned()),
    }
}

fn zone(text: &str) -> Result<Zone, String> {
    let known = TimeZone::get(text);
    known.map(Zone).map_err(|_| "must be a time zone such as Europe/Paris".to_owned())
}

/// A number of weeks that can be foretold.
fn weeks(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(weeks) if weeks > 0.0 && weeks <= 1_040.0 => Ok(weeks),
        _ => Err("must be a number above 0 and at most 1040, which is twenty years".to_owned()),
    }
}

/// `2357` as `2,357`.
fn grouped(number: impl ToString) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Prints. A reader that has gone away, such as `head`, is no failure.
fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|source| Failure::File {
        verb: "write",
        path: path.to_owned(),
        source,
    })
}

/// The last day looked at: the one asked for, or the file's last.
fn until(asked: Option<Date>, purchases: &Purchases) -> Date {
    asked.unwrap_or(purchases.last)
}
