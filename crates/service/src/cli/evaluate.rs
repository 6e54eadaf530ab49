//! `constance evaluate`: what offers did, or that there is too little to say.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::evaluation::policy::Policy;
use domain::time::{Date, Days, Timestamp};

use super::files::known;
use super::{Failure, read};
use crate::choices::LOOK_AHEAD;
use crate::clock::Clock;
use crate::evaluation::{Question, evaluate};
use crate::program;
use crate::store::Place;
use said::Said;

mod said; // all of it, as it is printed
mod page; // the same on a terminal

/// See what offers did, or that there is too little to say.
///
/// While it serves, Constance leaves to chance which of several offers a customer is shown, writes down how likely each
/// was, and leaves the customers of a holdout out. This looks back on that log. For each offer it prints the share of
/// customers who bought within `--days` of the first choice, and what that share would have been had the offer been
/// given by `--policy`: the inverse propensity score (IPS), the self-normalised one (SNIPS), how many choices count for
/// it (ESS), and by how much it differs from what was done, with the interval that holds the difference with 95 %. For
/// the holdout it compares those who were offered something with those who were not.
///
/// It says "better" or "worse" only where the log bears it: at least 100 choices that count, none that counts for more
/// than 50, at least 10 customers who bought, and an interval that is all on one side of 0. See docs/evaluation.md.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// The program file of the brand.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE")]
    program: PathBuf,
    /// Where events are kept: an SQLite file, or a PostgreSQL database such as postgres://user:password@host/name.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "PLACE", hide_env_values = true)]
    database: Place,
    /// Count what is bought within so many days of a choice. Younger choices are left out.
    #[arg(long, value_name = "DAYS", default_value_t = LOOK_AHEAD, value_parser = clap::value_parser!(i32).range(1..=3_650))]
    days: Days,
    /// Look at choices from this day on only, such as 1998-06-01.
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// The instant, such as 1998-06-30T09:00:00Z; now where it is not said.
    #[arg(long, value_name = "INSTANT")]
    at: Option<Timestamp>,
    /// The way of choosing to compare with what was done.
    #[arg(long, value_name = "POLICY", default_value = "always")]
    policy: Way,
    /// The seed of the intervals: the same draws the same.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// A way of choosing, by its name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// Give it to everyone it can be given.
    Always,
    /// Give it to nobody.
    Never,
    /// Give it as likely as giving is better; learns from the older half of the log, judged by the newer.
    Thompson,
    /// Give it by whether the customer had bought before (LinUCB); learns and is judged alike.
    Linucb,
}

impl Evaluate {
    /// Looks back and prints.
    ///
    /// # Errors
    /// What is wrong with the files, or with what is in the log.
    pub fn run(self) -> Result<(), Failure> {
        let faults = |faults| Failure::Program { path: self.program.clone(), faults };
        let program = program::read(&read(&self.program)?).map_err(faults)?;
        let question = Question {
            now: self.at.unwrap_or_else(|| Clock::system().now()),
            since: self.since,
            days: self.days,
            policy: self.policy.into(),
            seed: self.seed,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let evaluation = runtime.block_on(async {
            let store = known(&self.database).await?;
            let evaluation = evaluate(&*store, &program, &question).await;
            store.close().await;
            Ok::<_, Failure>(evaluation)
        })?;
        let evaluation =
            evaluation.map_err(|source| Failure::Evaluation { path: self.database.clone(), source })?;
        let policy = self.policy.to_possible_value().map_or(String::new(), |way| way.get_name().to_owned());
        let said = Said::of(&program, &question, &evaluation, policy);
        let text = match self.json {
            true => serde_json::to_string_pretty(&said).map_err(io::Error::other)?,
            false => page::write(&said),
        };
        // A reader that has gone away, such as `head`, has seen enough.
        let _ = writeln!(io::stdout(), "{}", text.trim_end());
        Ok(())
    }
}

impl From<Way> for Policy {
    fn from(way: Way) -> Self {
        match way {
            Way::Always => Self::Always,
            Way::Never => Self::Never,
            Way::Thompson => Self::Thompson,
            Way::Linucb => Self::Linear,
        }
    }
}
