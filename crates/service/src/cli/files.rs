//! The files of a brand that commands work on.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use domain::program::Program;

use super::{Failure, read};
use crate::program;
use crate::store::{self, Place, Store, StoreError};

/// A brand's program and where its events are.
#[derive(Debug, Args)]
pub struct Files {
    /// The program file of the brand.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE")]
    program: PathBuf,
    #[command(flatten)]
    database: Database,
}

/// Where events are.
#[derive(Debug, Args)]
pub struct Database {
    /// Where events are kept: an SQLite file, or a PostgreSQL database such as postgres://user:password@host/name.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "PLACE", hide_env_values = true)]
    database: Place,
}

impl Files {
    /// Reads the program and opens the database.
    ///
    /// # Errors
    /// What is wrong with either.
    pub async fn open(&self) -> Result<(Program, Arc<dyn Store>), Failure> {
        let faults = |faults| Failure::Program { path: self.program.clone(), faults };
        let program = program::read(&read(&self.program)?).map_err(faults)?;
        Ok((program, self.database.open().await?))
    }

    /// What the database said.
    pub fn failed(&self, source: StoreError) -> Failure {
        self.database.failed(source)
    }
}

impl Database {
    /// Opens it. It is not made where there is none.
    ///
    /// # Errors
    /// What is wrong with it.
    pub async fn open(&self) -> Result<Arc<dyn Store>, Failure> {
        known(&self.database).await
    }

    /// What the database said.
    pub fn failed(&self, source: StoreError) -> Failure {
        Failure::Database { path: self.database.clone(), source }
    }
}

/// Opens a database. It is not made where there is none.
///
/// # Errors
/// What is wrong with it.
pub async fn known(place: &Place) -> Result<Arc<dyn Store>, Failure> {
    if let Some(path) = place.path() {
        let unreadable = |source| Failure::File { verb: "read", path: path.to_owned(), source };
        std::fs::metadata(path).map_err(unreadable)?;
    }
    store::open(place).await.map_err(|source| Failure::Database { path: place.clone(), source })
}

/// Prints lines. A reader that has gone away, such as `head`, has seen enough.
pub fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{}", text.trim_end());
}
