//! `constance lifecycle report`: forecasts against what happened.

use std::path::PathBuf;

use clap::Args;
use domain::time::Date;
use serde::Serialize;

use super::{Failure, Source, grouped, say, write};
use crate::lifecycle::estimates::Estimates;
use crate::lifecycle::holdout::{Holdout, label};
use crate::lifecycle::picture;

/// Compare forecasts with what then happened.
///
/// Fits the model to the purchases until a day, forecasts those after it, and prints both by the number of repeat
/// purchases before: the table of the papers.
#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    source: Source,
    /// The last day to learn from.
    #[arg(long, value_name = "DATE")]
    until: Date,
    /// The last day to compare with; the file's last where it is not said.
    #[arg(long, value_name = "DATE")]
    holdout_until: Option<Date>,
    /// Also draw the table, into this file.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

#[derive(Serialize)]
struct Said {
    model: &'static str,
    fitted: bool,
    until: String,
    holdout_until: String,
    weeks: f64,
    bands: Vec<Band>,
    customers: usize,
    actual: u64,
    expected: f64,
}

#[derive(Serialize)]
struct Band {
    repeats: String,
    customers: usize,
    actual: f64,
    expected: f64,
}

impl Report {
    pub(super) fn run(self) -> Result<(), Failure> {
        let purchases = self.source.read()?;
        let end = self.holdout_until.unwrap_or(purchases.last);
        if end <= self.until {
            let rule = format!("must be before {end}, where the comparison ends");
            return Err(Failure::Flag { flag: "until", rule });
        }
        let estimates =
            Estimates::of(&purchases, self.until, self.source.model).map_err(self.source.failure())?;
        let holdout = Holdout::of(&purchases, &estimates, end);
        let model = self.source.model.name();
        if let Some(path) = &self.svg {
            write(path, &picture::draw(&holdout, model))?;
        }
        let said = Said {
            model,
            fitted: matches!(estimates.buying, domain::forecast::fit::Source::Fitted(_)),
            until: holdout.until.to_string(),
            holdout_until: holdout.end.to_string(),
            weeks: holdout.weeks,
            bands: holdout
                .bands
                .iter()
                .map(|band| Band {
                    repeats: label(band),
                    customers: band.customers,
                    actual: band.actual,
                    expected: band.expected,
                })
                .collect(),
            customers: estimates.customers,
            actual: holdout.actual,
            expected: holdout.expected,
        };
        say(&match self.source.json {
            true => serde_json::to_string_pretty(&said).unwrap_or_default(),
            false => said.text(),
        });
        Ok(())
    }
}

impl Said {
    fn text(&self) -> String {
        let Self { model, fitted, until, holdout_until, weeks, bands, customers, actual, expected } = self;
        let how = if *fitted { "fitted" } else { "as published (too few customers to fit)" };
        let mut text = format!(
            "{model}, {how}; learnt until {until}, compared until {holdout_until}: {weeks:.1} weeks\n\
             Mean purchases a customer, by repeat purchases before:\n\n\
             repeats  customers    made  foretold\n"
        );
        for Band { repeats, customers, actual, expected } in bands {
            text += &format!("{repeats:>7}  {:>9}  {actual:>6.3}  {expected:>8.3}\n", grouped(customers));
        }
        let count = *customers as f64;
        text += &format!(
            "    all  {:>9}  {:>6.3}  {:>8.3}\n\nPurchases in all: {} made, {} foretold",
            grouped(customers),
            *actual as f64 / count,
            expected / count,
            grouped(actual),
            grouped(expected.round())
        );
        text
    }
}
