//! `constance rebuild`: what is kept beside the log, written anew from it.

use std::process::ExitCode;

use clap::Args;
use domain::id::BrandId;
use domain::time::Timestamp;
use serde_json::json;

use super::Failure;
use super::files::{Database, say};
use crate::clock::Clock;
use crate::store::{Actor, Deed, Drift, Noted, Notice, Store, StoreError};

/// Write the kept sums anew from the log: claims and their counts, invitations, who is who.
///
/// They are kept in the step that keeps an event, so that nothing should ever differ. With --check nothing is written.
/// A service that runs meanwhile waits now and then.
///
/// Ends with 0 where nothing differed, or all was mended; with 1 where --check found that something differs.
#[derive(Debug, Args)]
pub struct Rebuild {
    #[command(flatten)]
    database: Database,
    /// Only compare.
    #[arg(long)]
    check: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Rebuild {
    /// Does it.
    #[must_use]
    pub fn run(self) -> ExitCode {
        match self.work() {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            Err(failure) => {
                eprintln!("error: {failure}");
                ExitCode::from(2)
            }
        }
    }

    /// Whether all is well now.
    fn work(&self) -> Result<bool, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let store = self.database.open().await?;
            let done = all(&*store, !self.check, Clock::system().now()).await;
            store.close().await;
            let drifts = done.map_err(|source| self.database.failed(source))?;
            let wrong: usize = drifts.iter().map(|(_, drift)| drift.wrong).sum();
            self.tell(&drifts);
            Ok(wrong == 0 || !self.check)
        })
    }

    fn tell(&self, drifts: &[(BrandId, Drift)]) {
        if self.json {
            let told = drifts.iter().map(|(brand, Drift { sum, rows, wrong })| {
                json!({ "brand": brand.as_str(), "sum": sum, "rows": rows, "wrong": wrong })
            });
            return say(&json!({ "mended": !self.check, "sums": told.collect::<Vec<_>>() }).to_string());
        }
        for (brand, Drift { sum, rows, wrong }) in drifts {
            let told = match (wrong, self.check) {
                (0, _) => "as the log says".to_owned(),
                (wrong, true) => format!("{wrong} not as the log says"),
                (wrong, false) => format!("{wrong} mended"),
            };
            say(&format!("{brand}  {sum}: {rows} rows, {told}"));
        }
    }
}

async fn all(store: &dyn Store, mend: bool, at: Timestamp) -> Result<Vec<(BrandId, Drift)>, StoreError> {
    let mut drifts = Vec::new();
    for brand in store.brands().await? {
        let of_brand = store.rebuild(&brand, mend).await?;
        let wrong: usize = of_brand.iter().map(|drift| drift.wrong).sum();
        if mend && wrong > 0 {
            let details = format!("{wrong} rows mended");
            let entry = Noted { at, actor: Actor::Command, deed: Deed::Rebuild, subject: None, details };
            store.note(&brand, entry).await?;
            store.notify(&brand, vec![Notice::Everyone]).await?;
        }
        drifts.extend(of_brand.into_iter().map(|drift| (brand.clone(), drift)));
    }
    Ok(drifts)
}
