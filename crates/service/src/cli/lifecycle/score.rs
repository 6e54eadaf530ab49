//! `constance lifecycle score`: every customer of a file, with what is forecast of them.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use domain::lifecycle::preset::Preset;
use domain::time::Date;
use serde::Serialize;

use super::{Failure, Source, until, weeks};
use crate::lifecycle::estimates::Estimates;
use crate::lifecycle::scores::{self, scores};

/// Score every customer of a file of purchases.
///
/// Writes one CSV row a customer: repeat purchases, the last of them and the first purchase in weeks (days/7), the
/// chance that they have not left, how often they are expected to buy in the weeks to come and what they are expected
/// to pay in them, and the stage. A customer who has not bought has a stage and nothing else.
#[derive(Debug, Args)]
pub(super) struct Score {
    #[command(flatten)]
    source: Source,
    /// The last day to look at; the file's last where it is not said.
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// How many weeks to look ahead.
    #[arg(long, default_value = "52", value_name = "WEEKS", value_parser = weeks)]
    horizon_weeks: f64,
    /// Whose stages: `standard`, `emarsys` or `ometria`.
    #[arg(long, default_value = "standard", value_name = "SCHEME", value_parser = preset)]
    stages: Preset,
    /// Where to write; to the terminal where it is not said.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Serialize)]
struct Row<'p> {
    customer: &'p str,
    frequency: Option<u32>,
    recency: Option<f64>,
    age: Option<f64>,
    p_alive: Option<f64>,
    expected_purchases: Option<f64>,
    expected_value: Option<f64>,
    stage: &'static str,
}

impl Score {
    pub(super) fn run(self) -> Result<(), Failure> {
        let purchases = self.source.read()?;
        let estimates = Estimates::of(&purchases, until(self.until, &purchases), self.source.model)
            .map_err(self.source.failure())?;
        let unwritable = |source| match &self.out {
            Some(path) => Failure::File { verb: "write", path: path.clone(), source },
            None => Failure::Io(source),
        };
        let out: Box<dyn Write> = match &self.out {
            Some(path) => Box::new(File::create(path).map_err(unwritable)?),
            None => Box::new(io::stdout().lock()),
        };
        let rows = scores(&purchases, &estimates, self.horizon_weeks, self.stages)
            .map(|score| Row::of(score, self.stages));
        let written = match self.source.json {
            true => json(BufWriter::new(out), rows),
            false => csv(out, rows),
        };
        match written {
            // A reader that has gone away, such as `head`, has seen enough.
            Err(gone) if self.out.is_none() && gone.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(unwritable),
        }
    }
}

impl<'p> Row<'p> {
    fn of(score: scores::Score<'p>, preset: Preset) -> Self {
        let forecast = score.forecast;
        Self {
            customer: score.customer,
            frequency: forecast.map(|forecast| forecast.history.frequency()),
            recency: forecast.map(|forecast| forecast.history.recency()),
            age: forecast.map(|forecast| forecast.history.age()),
            p_alive: forecast.and_then(|forecast| forecast.p_alive),
            expected_purchases: forecast.map(|forecast| forecast.expected_purchases),
            expected_value: forecast.map(|forecast| forecast.expected_value),
            stage: preset.name(score.stage),
        }
    }
}

fn csv<'p>(out: impl Write, rows: impl Iterator<Item = Row<'p>>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        writer.serialize(row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })?;
    }
    writer.flush()
}

/// One list, written as it comes.
fn json<'p>(mut out: impl Write, rows: impl Iterator<Item = Row<'p>>) -> io::Result<()> {
    out.write_all(b"[")?;
    for (place, row) in rows.enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &row)?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
}

fn preset(text: &str) -> Result<Preset, String> {
    match text {
        "standard" => Ok(Preset::Standard),
        "emarsys" => Ok(Preset::Emarsys),
        "ometria" => Ok(Preset::Ometria),
        _ => Err("must be `standard`, `emarsys` or `ometria`".to_owned()),
    }
}
