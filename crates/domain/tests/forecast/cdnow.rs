//! The purchases of the CDNOW cohort; `crates/demo/data/README.md` tells where they are from.

use std::collections::BTreeMap;

use domain::forecast::history::History;
use domain::time::Date;

/// The days of each customer's purchases. Orders of nothing are among them, as in the published analyses.
pub(crate) fn days() -> Vec<Vec<Date>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/data/cdnow_transactions.csv");
    let rows = std::fs::read_to_string(file).unwrap();
    let mut days = BTreeMap::<&str, Vec<Date>>::new();
    for row in rows.lines().skip(1) {
        let mut fields = row.split(',');
        let customer = fields.next().unwrap();
        days.entry(customer).or_default().push(fields.next().unwrap().parse().unwrap());
    }
    days.into_values().collect()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The histories of the published analyses, in exact weeks: until 1997-09-30.
pub(crate) fn histories() -> Vec<History> {
    days().into_iter().filter_map(|days| History::until(days, day("1997-09-30"))).collect()
}
