//! `constance migrate`: all that is kept, from one database to another.

use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::Failure;
use super::files::say;
use crate::store::{Moved, Place, transfer};

/// Move all that is kept to another database: from an SQLite file to PostgreSQL, or back, or to another of the same.
///
/// Stop the service first: nothing may write to either meanwhile. The other database must be empty, or have been begun by
/// this command: where it was broken off, the same command goes on. In the end each table of each brand is compared, its
/// rows and a checksum over them. Nothing is changed in the database it is read from.
#[derive(Debug, Args)]
pub struct Migrate {
    /// The database that is read: an SQLite file, or a PostgreSQL database such as postgres://user:password@host/name.
    #[arg(long, value_name = "PLACE")]
    from: Place,
    /// The database that is written to. A file is made where there is none; a PostgreSQL database must be there.
    #[arg(long, value_name = "PLACE")]
    to: Place,
    /// Print what was moved as JSON.
    #[arg(long)]
    json: bool,
}

impl Migrate {
    /// Moves and compares.
    ///
    /// # Errors
    /// What went wrong; what was moved stays.
    pub fn run(self) -> Result<(), Failure> {
        if let Some(path) = self.from.path() {
            let unreadable = |source| Failure::File { verb: "read", path: PathBuf::from(path), source };
            std::fs::metadata(path).map_err(unreadable)?;
        }
        if self.from == self.to {
            return Err(Failure::Flag {
                flag: "to",
                rule: "must be another database than --from".to_owned(),
            });
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) =
            ProgressStyle::with_template("{msg:16} {bar:40} {human_pos} of {human_len} rows, {eta} left")
        {
            bar.set_style(style);
        }
        let mut watch = |table: &'static str, done: u64, all: u64| {
            bar.set_message(table);
            bar.set_length(all);
            bar.set_position(done);
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let moved = runtime.block_on(transfer(&self.from, &self.to, &mut watch));
        bar.finish_and_clear();
        let failed = |source| Failure::Transfer { from: self.from.clone(), to: self.to.clone(), source };
        self.tell(&moved.map_err(failed)?);
        Ok(())
    }

    fn tell(&self, moved: &[Moved]) {
        if self.json {
            let told = moved.iter().map(|Moved { table, brand, rows, checksum }| {
                json!({ "table": table, "brand": brand, "rows": rows, "checksum": format!("{checksum:032x}") })
            });
            return say(&json!({ "moved": told.collect::<Vec<_>>() }).to_string());
        }
        for Moved { table, brand, rows, checksum } in moved {
            let brand = if brand.is_empty() { "-" } else { brand };
            say(&format!("{table:16} {brand:16} {rows:>10} rows  {checksum:032x}"));
        }
        say("All is there, and the same.");
    }
}
