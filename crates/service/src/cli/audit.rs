//! `constance audit`: what was done with what is kept of customers.

use clap::{Args, Subcommand};
use domain::id::CustomerId;

use super::Failure;
use super::files::{Files, say};
use crate::audit;

/// See what was done with what is kept of customers, by whom and when. Nobody is named.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the entries, newest first.
    List {
        #[command(flatten)]
        files: Files,
        /// Only those about this customer, by the name under which it was done.
        #[arg(long, value_name = "ID")]
        customer: Option<String>,
        /// Only those with lower numbers.
        #[arg(long, value_name = "NUMBER")]
        before: Option<u64>,
        /// So many at most.
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        limit: usize,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Audit {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the files or the customer's name.
    pub fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let Verb::List { files, customer, before, limit, json } = self.verb;
        let about = customer
            .map(CustomerId::new)
            .transpose()
            .map_err(|rule| Failure::Flag { flag: "customer", rule: rule.to_string() })?;
        runtime.block_on(async {
            let (program, store) = files.open().await?;
            let entries = store.noted(&program.brand, about.as_ref(), before, limit).await;
            store.close().await;
            let report =
                audit::report(&program.brand, entries.map_err(|source| files.failed(source))?, limit);
            if json {
                say(&serde_json::to_string_pretty(&report).unwrap_or_default());
                return Ok(());
            }
            for entry in report.entries {
                let subject = entry.subject.as_deref().unwrap_or("-");
                let (number, at, details) = (entry.number, entry.at, entry.details);
                say(&format!("{number}  {at}  {:<10}  {:<8}  {subject}  {details}", entry.actor, entry.deed));
            }
            Ok(())
        })
    }
}
