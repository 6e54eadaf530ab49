//! `constance forget`: what is old, out of the database.

use clap::Args;
use domain::time::Timestamp;
use serde_json::json;

use super::Failure;
use super::files::{Files, say};
use crate::care::{Run, run};
use crate::clock::Clock;
use crate::store::{Actor, Notice};

/// Forget what is older than the program's `[retention]` keeps it, once.
///
/// The service does the same by itself, when it starts and once an hour.
#[derive(Debug, Args)]
pub struct Forget {
    #[command(flatten)]
    files: Files,
    /// The instant, such as 1998-06-30T09:00:00Z; now where it is not said.
    #[arg(long, value_name = "INSTANT")]
    at: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Forget {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the files.
    pub fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let (program, store) = self.files.open().await?;
            let wall = Clock::system().now();
            let done = run(&*store, &program, self.at.unwrap_or(wall), wall, Actor::Command).await;
            let Run { events, customers, others } = done.map_err(|source| self.files.failed(source))?;
            if events > 0 {
                let told = store.notify(&program.brand, vec![Notice::Everyone]).await;
                told.map_err(|source| self.files.failed(source))?;
            }
            store.close().await;
            say(&match self.json {
                true => json!({ "events": events, "customers": customers, "others": others }).to_string(),
                false => format!("forgot {events} events, {customers} customers and {others} other rows"),
            });
            Ok(())
        })
    }
}
