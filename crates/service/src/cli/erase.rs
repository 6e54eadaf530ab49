//! `constance erase`: everything of a customer, out of the database.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::files::{Files, say};
use super::{Failure, read};
use crate::clock::Clock;
use crate::hex::{hex, unhex};
use crate::store::{Actor, Deed, Erasures, Noted, Notice};

/// Erase a customer, under all their names, and take nothing in again of what happened before.
///
/// What the law requires of their orders stays in the books: sums by day, which lead back to nobody. A backup that was
/// made before still has them. Keep what --list prints beside your backups, and after a restore give it to --again.
#[derive(Debug, Args)]
pub struct Erase {
    #[command(flatten)]
    what: What,
    #[command(flatten)]
    files: Files,
    /// The instant, such as 1998-06-30T09:00:00Z; now where it is not said.
    #[arg(long, value_name = "INSTANT")]
    at: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct What {
    /// The customer, by the name the brand gave them.
    customer: Option<String>,
    /// Print every erasure there was, as JSON: hashes of names, and when.
    #[arg(long)]
    list: bool,
    /// Erase again, after a restore, whom this file names, as --list printed it.
    #[arg(long, value_name = "FILE")]
    again: Option<PathBuf>,
}

/// Erasures as they are printed.
#[derive(Debug, Serialize, Deserialize)]
struct Printed {
    brand: String,
    secret: String,
    erased: Vec<Name>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Name {
    name: String,
    at: String,
}

impl Erase {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the files or the customer's name.
    pub fn run(self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(self.work())
    }

    async fn work(self) -> Result<(), Failure> {
        let (program, store) = self.files.open().await?;
        let (brand, zone) = (&program.brand, &program.zone);
        let at = self.at.unwrap_or_else(|| Clock::system().now());
        let failed = |source| self.files.failed(source);
        let erasure = match &self.what {
            What { customer: Some(customer), .. } => {
                let customer = CustomerId::new(customer.as_str())
                    .map_err(|rule| Failure::Flag { flag: "customer", rule: rule.to_string() })?;
                store.erase(brand, &customer, at, zone, Actor::Command).await.map_err(failed)?
            }
            What { again: Some(path), .. } => {
                let erasures = self.erasures(path, brand)?;
                let again = store.erase_again(brand, &erasures, zone).await.map_err(failed)?;
                let again =
                    again.ok_or_else(|| wrong("is of another database than this one, or its copies"))?;
                let details = format!("again: {} names, {} events", again.names, again.events);
                let entry = Noted { at, actor: Actor::Command, deed: Deed::Erase, subject: None, details };
                store.note(brand, entry).await.map_err(failed)?;
                again
            }
            What { .. } => {
                let erasures = store.erasures(brand).await.map_err(failed)?;
                say(&serde_json::to_string_pretty(&Printed::of(brand, &erasures)).unwrap_or_default());
                store.close().await;
                return Ok(());
            }
        };
        if erasure.events > 0 {
            // Of whoever is erased nothing is kept, not even in a notice.
            store.notify(brand, vec![Notice::Everyone]).await.map_err(failed)?;
        }
        store.close().await;
        say(&match self.json {
            true => json!({ "names": erasure.names, "events": erasure.events }).to_string(),
            false => format!("erased {} names and {} events", erasure.names, erasure.events),
        });
        Ok(())
    }

    fn erasures(&self, path: &Path, brand: &BrandId) -> Result<Erasures, Failure> {
        let printed: Printed = serde_json::from_str(&read(path)?)
            .map_err(|error| wrong(&format!("is not what --list printed: {error}")))?;
        if printed.brand != brand.as_str() {
            return Err(wrong(&format!("is of brand `{}`", printed.brand)));
        }
        printed.erasures().ok_or_else(|| wrong("is not what --list printed"))
    }
}

impl Printed {
    fn of(brand: &BrandId, erasures: &Erasures) -> Self {
        let erased = erasures.names.iter().map(|(name, at)| Name { name: hex(name), at: at.to_string() });
        Self { brand: brand.to_string(), secret: hex(&erasures.secret), erased: erased.collect() }
    }

    fn erasures(&self) -> Option<Erasures> {
        let names = self.erased.iter().map(|Name { name, at }| Some((unhex(name)?, at.parse().ok()?)));
        Some(Erasures { secret: unhex(&self.secret)?, names: names.collect::<Option<_>>()? })
    }
}

fn wrong(rule: &str) -> Failure {
    Failure::Flag { flag: "again", rule: rule.to_owned() }
}
