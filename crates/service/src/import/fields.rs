//! What a row says in the columns that are read.

use csv::ByteRecord;
use domain::time::{Date, Timestamp, Zone};
use jiff::civil::DateTime;

use super::Reject;
use super::column::{Column, Columns};
use crate::door::shortened;

/// The texts of a row, and the one that must be understood to know where the row belongs: when.
pub(crate) struct Fields<'r> {
    pub(crate) customer: &'r str,
    pub(crate) date: &'r str,
    pub(crate) amount: &'r str,
    pub(crate) order: Option<&'r str>,
    pub(crate) event: Option<&'r str>,
    pub(crate) currency: Option<&'r str>,
    pub(crate) products: Option<&'r str>,
    pub(crate) at: Timestamp,
}

impl Columns {
    /// Reads a row; a day begins where it does in this zone.
    pub(crate) fn fields<'r>(
        &self,
        line: u64,
        row: &'r ByteRecord,
        zone: &Zone,
    ) -> Result<Fields<'r>, Reject> {
        let expected = self.count;
        if row.len() != expected {
            let value = format!("{} fields", row.len());
            let rule = format!("must have {expected} fields, as the first line has");
            return Err(Reject { line, column: String::new(), value, rule });
        }
        let text = |column: &Column| {
            std::str::from_utf8(column.of(row))
                .map_err(|_| reject(line, row, column, "must be text in UTF-8"))
        };
        let (customer, amount) = (text(&self.customer)?, text(&self.amount)?);
        let may_say = |column: &Option<Column>| column.as_ref().map(text).transpose();
        let (order, event) = (may_say(&self.order)?, may_say(&self.event)?);
        let (currency, products) = (may_say(&self.currency)?, may_say(&self.products)?);
        let date = text(&self.date)?;
        let at = instant(date, zone).ok_or_else(|| reject(line, row, &self.date, DATE))?;
        Ok(Fields { customer, date, amount, order, event, currency, products, at })
    }
}

const DATE: &str = "must be a day such as 2026-03-01, or an instant such as 2026-03-01T09:30:00Z";

/// A row that is left because of what stands in a column.
pub(crate) fn reject(line: u64, row: &ByteRecord, column: &Column, rule: &str) -> Reject {
    let value = shortened(&String::from_utf8_lossy(column.of(row)));
    Reject { line, column: column.name.clone(), value, rule: rule.to_owned() }
}

/// An instant, or a time of day in the zone, or noon of a day there: far from both its neighbours.
fn instant(text: &str, zone: &Zone) -> Option<Timestamp> {
    let local = |text: &str| match text.contains(':') {
        true => text.parse::<DateTime>().ok(),
        false => Some(text.parse::<Date>().ok()?.at(12, 0, 0, 0)),
    };
    text.parse().ok().or_else(|| zone.0.to_timestamp(local(text)?).ok())
}
