//! `constance lifecycle fit`: the parameters under which the customers of a file are likeliest.

use std::time::Instant;

use clap::Args;
use domain::forecast::fit::{FEWEST, Source as From};
use domain::forecast::model::Model;
use domain::time::Date;
use serde::Serialize;

use super::{Failure, Source, grouped, say, until};
use crate::lifecycle::estimates::Estimates;

/// Fit the models to a file of purchases.
///
/// Prints the parameters with their standard errors, the log-likelihood, how often it was computed and how long that
/// took. With fewer than 200 customers nothing is fitted: the published parameters are printed, and that they are.
#[derive(Debug, Args)]
pub(super) struct Fit {
    #[command(flatten)]
    source: Source,
    /// The last day to look at; the file's last where it is not said.
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

#[derive(Serialize)]
struct Said {
    model: &'static str,
    until: String,
    rows: u64,
    customers: usize,
    repeaters: usize,
    buying: Part,
    spending: Part,
    correlation: f64,
    seconds: f64,
}

#[derive(Serialize)]
struct Part {
    /// Whether the parameters are of these customers; else they were published.
    fitted: bool,
    /// Why not, where there were enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    parameters: Vec<Parameter>,
    log_likelihood: Option<f64>,
    evaluations: Option<u32>,
}

#[derive(Serialize)]
struct Parameter {
    name: &'static str,
    value: f64,
    standard_error: Option<f64>,
}

impl Fit {
    pub(super) fn run(self) -> Result<(), Failure> {
        let purchases = self.source.read()?;
        let begun = Instant::now();
        let estimates = Estimates::of(&purchases, until(self.until, &purchases), self.source.model);
        let seconds = begun.elapsed().as_secs_f64();
        let estimates = estimates.map_err(self.source.failure())?;
        let said = Said {
            model: self.source.model.name(),
            until: estimates.until.to_string(),
            rows: purchases.rows,
            customers: estimates.customers,
            repeaters: estimates.repeaters,
            buying: Part::of(&estimates.buying, ["r", "alpha", "a", "b"], |forecaster| {
                forecaster.parameters().to_array()
            }),
            spending: Part {
                reason: estimates.spending_failed.map(|error| error.to_string()),
                ..Part::of(&estimates.spending, ["p", "q", "v"], |spending| spending.to_array())
            },
            correlation: estimates.correlation,
            seconds,
        };
        say(&match self.source.json {
            true => serde_json::to_string_pretty(&said).unwrap_or_default(),
            false => said.text(),
        });
        Ok(())
    }
}

impl Part {
    fn of<E: Copy, const N: usize>(
        source: &From<E, N>,
        names: [&'static str; N],
        values: impl Fn(&E) -> [f64; N],
    ) -> Self {
        let fit = match source {
            From::Fitted(fit) => Some(fit),
            From::Published(_) => None,
        };
        let values = values(&source.estimate());
        let parameter = |place: usize| Parameter {
            name: names[place],
            value: values[place],
            standard_error: fit.map(|fit| fit.standard_errors[place]),
        };
        Self {
            fitted: fit.is_some(),
            reason: None,
            parameters: (0..N).map(parameter).collect(),
            log_likelihood: fit.map(|fit| fit.log_likelihood),
            evaluations: fit.map(|fit| fit.evaluations),
        }
    }

    fn table(&self) -> String {
        let entry = |parameter: &Parameter| format!("{} = {:.6}", parameter.name, parameter.value);
        let entries: Vec<String> = self.parameters.iter().map(entry).collect();
        format!("{{ {} }}", entries.join(", "))
    }

    fn text(&self, title: &str) -> String {
        let mut text = format!("\n{title}\n");
        for Parameter { name, value, standard_error } in &self.parameters {
            text += &match standard_error {
                Some(error) => format!("  {name:<6} {value:>12.6}  ± {error:.6}\n"),
                None => format!("  {name:<6} {value:>12.6}\n"),
            };
        }
        match (self.log_likelihood, self.evaluations, &self.reason) {
            (Some(value), Some(count), _) => {
                text += &format!("  log-likelihood {value:.6}, {count} evaluations\n");
            }
            (_, _, Some(reason)) => {
                text += &format!("  not fitted: {reason}; the published shape, scaled to the mean\n")
            }
            _ => {
                text += &format!(
                    "  published, not fitted: there are fewer than {FEWEST} customers to learn from\n"
                )
            }
        }
        text
    }
}

impl Said {
    fn text(&self) -> String {
        let Self { model, until, rows, customers, repeaters, buying, spending, correlation, seconds } = self;
        let mut text = format!(
            "{} rows; until {until} {} customers bought, {} of them again\n",
            grouped(rows),
            grouped(customers),
            grouped(repeaters)
        );
        text += &buying.text(&format!("How often they buy: {model}, time in weeks"));
        text += &spending.text("How much they spend at a purchase: gamma-gamma");
        if correlation.abs() > 0.3 {
            text += &format!(
                "  how much goes with how often (correlation {correlation:.2}), which this model denies: \
                 read its values with care\n"
            );
        }
        text += &self.for_the_program();
        text + &format!("\nin {:.1} ms", seconds * 1_000.0)
    }

    /// The section of a program file, which knows one model of buying only.
    fn for_the_program(&self) -> String {
        if self.model != Model::default().name() {
            return String::new();
        }
        format!(
            "\nFor the program file:\n[forecast]\nbuying = {}\nspending = {}\n",
            self.buying.table(),
            self.spending.table()
        )
    }
}
