//! Who bought on which days for how much, from a CSV file.

use std::collections::HashMap;
use std::io::Read;

use csv::ByteRecord;
use domain::forecast::history::History;
use domain::forecast::spending::Spent;
use domain::money::{Currency, InvalidMoney, Money};
use domain::time::{Date, Zone};

use super::LifecycleError;
use crate::import::Names;
use crate::import::column::Columns;
use crate::import::fields::reject;
use crate::import::table::Table;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The names of the columns.
    pub columns: Names,
    /// What stands between two fields.
    pub delimiter: u8,
    /// Where days begin.
    pub zone: Zone,
    /// Whether a day on which nothing was paid is a purchase day, as in the published analyses.
    pub count_nothing: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Purchases {
    /// Everybody in the file, in its order.
    pub buyers: Vec<Buyer>,
    /// Rows read, without the header.
    pub rows: u64,
    /// How many of them were orders of nothing.
    pub nothing: u64,
    /// The day of the latest row.
    pub last: Date,
}

/// One customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Buyer {
    /// The brand's name for them.
    pub name: String,
    /// The day of their earliest row.
    pub known: Date,
    /// The days on which they bought, oldest first, each once, with what was paid.
    pub days: Vec<(Date, f64)>,
}

/// So many rows are read between two reports of progress.
const REPORT: u64 = 4_096;

/// Reads a file. Rows come in any order; `progress` is told how many bytes have been read.
///
/// # Errors
/// The first row that is not as it should be, or the file as a whole.
pub fn read(
    file: impl Read,
    options: &Options,
    progress: &mut dyn FnMut(u64),
) -> Result<Purchases, LifecycleError> {
    let (mut table, columns) = Table::open(file, &options.columns, options.delimiter)?;
    let mut places = HashMap::<String, u32>::new();
    let mut names = Vec::new();
    let mut purchases: Vec<(u32, Date, f64)> = Vec::new();
    let (mut rows, mut nothing) = (0_u64, 0);
    let mut record = ByteRecord::new();
    while let Some(line) = table.next(&mut record)? {
        let fields = columns.fields(line, &record, &options.zone).map_err(LifecycleError::Row)?;
        if fields.customer.is_empty() {
            let why = reject(line, &record, &columns.customer, "must not be empty");
            return Err(LifecycleError::Row(why));
        }
        let paid = amount(line, &record, &columns, fields.amount)?;
        let place = match places.get(fields.customer) {
            Some(place) => *place,
            None => {
                let place = u32::try_from(names.len()).unwrap_or(u32::MAX);
                places.insert(fields.customer.to_owned(), place);
                names.push(fields.customer.to_owned());
                place
            }
        };
        purchases.push((place, options.zone.day(fields.at), paid));
        nothing += u64::from(paid == 0.0);
        rows += 1;
        if rows.is_multiple_of(REPORT) {
            progress(table.position());
        }
    }
    progress(table.position());
    let last = purchases.iter().map(|(_, day, _)| *day).max().ok_or(LifecycleError::NoRows)?;
    // In full, so that the order of the rows changes no digit of a sum.
    purchases.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let counts = |paid: &f64| options.count_nothing || *paid > 0.0;
    let buyers = purchases.chunk_by(|a, b| a.0 == b.0).zip(names);
    let buyer = |(rows, name): (&[(u32, Date, f64)], String)| {
        let days = rows.chunk_by(|a, b| a.1 == b.1).map(|day| (day[0].1, day.iter().map(|row| row.2).sum()));
        Buyer { name, known: rows[0].1, days: days.filter(|(_, paid)| counts(paid)).collect() }
    };
    Ok(Purchases { buyers: buyers.map(buyer).collect(), rows, nothing, last })
}

impl Buyer {
    /// The days on which they bought, until the day `until`.
    #[must_use]
    pub fn days_until(&self, until: Date) -> &[(Date, f64)] {
        &self.days[..self.days.partition_point(|(day, _)| *day <= until)]
    }

    /// Their history as known when the day `until` ends; `None` if they had not bought by then.
    #[must_use]
    pub fn history(&self, until: Date) -> Option<History> {
        History::until(self.days_until(until).iter().map(|(day, _)| *day), until)
    }

    /// What they spent at their repeat purchases until then.
    #[must_use]
    pub fn spent(&self, until: Date) -> Spent {
        let repeats = self.days_until(until).get(1..).unwrap_or_default();
        let all: f64 = repeats.iter().map(|(_, paid)| paid).sum();
        let frequency = u32::try_from(repeats.len()).unwrap_or(u32::MAX);
        Spent { frequency, mean: if repeats.is_empty() { 0.0 } else { all / repeats.len() as f64 } }
    }
}

/// What was paid: read as money is, but with as many digits after the point as the file has.
fn amount(line: u64, record: &ByteRecord, columns: &Columns, text: &str) -> Result<f64, LifecycleError> {
    let wrong = |rule: &str| LifecycleError::Row(reject(line, record, &columns.amount, rule));
    let two_digits = Currency::new("EUR").map_err(|error| wrong(&error.to_string()))?;
    let paid = match Money::parse(text, two_digits) {
        Ok(money) => money.minor as f64 / two_digits.scale() as f64,
        Err(InvalidMoney::TooPrecise(_)) => text.parse().map_err(|_| wrong(DECIMAL))?,
        Err(error) => return Err(wrong(&error.to_string())),
    };
    match paid {
        paid if paid < 0.0 => Err(wrong("must not be negative: take what was given back off its order")),
        paid if paid * 100.0 < i64::MAX as f64 => Ok(paid),
        _ => Err(wrong(&InvalidMoney::TooLarge.to_string())),
    }
}

const DECIMAL: &str = "must be a plain decimal number, such as 12.50";
