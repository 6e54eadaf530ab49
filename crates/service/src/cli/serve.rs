//! `constance serve`: runs the service.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use domain::id::BrandId;
use domain::program::Program;
use domain::time::Timestamp;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use super::{Failure, read};
use crate::app::App;
use crate::assets::Assets;
use crate::brand::Brand;
use crate::clock::Clock;
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::router::router;
use crate::serve::{asked_to_stop, serve};
use crate::store::Store;
use crate::store::sqlite::Sqlite;
use crate::{keys, program};

/// Run the service for one brand or several.
///
/// Stops on Ctrl-C, when the requests in flight are done. Set RUST_LOG to see more or less in the log.
#[derive(Debug, Args)]
pub struct Serve {
    /// The program file of a brand; give it again for another brand.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE", required = true, value_delimiter = ',')]
    program: Vec<PathBuf>,
    /// The keys file of a brand, as `constance keys` writes it; one for each program.
    #[arg(long, env = "CONSTANCE_KEYS", value_name = "FILE", required = true, value_delimiter = ',')]
    keys: Vec<PathBuf>,
    /// The SQLite file where events are kept; made where there is none.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "FILE")]
    database: PathBuf,
    /// The address to listen on; port 0 takes any that is free.
    #[arg(long, env = "CONSTANCE_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Start the clock of business at this instant, such as 1998-06-30T09:00:00Z, for demos. Sessions keep real time.
    #[arg(long, env = "CONSTANCE_CLOCK", value_name = "INSTANT")]
    clock: Option<Timestamp>,
    /// How the log is written, on standard error.
    #[arg(long, env = "CONSTANCE_LOG", value_name = "FORM", default_value = "text")]
    log: Form,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A line for people.
    Text,
    /// A line of JSON for machines.
    Json,
}

impl Serve {
    /// Serves until asked to stop.
    ///
    /// # Errors
    /// What is wrong with the files, the database or the address.
    pub fn run(self) -> Result<(), Failure> {
        log_to_stderr(self.log);
        let brands = brands(&self.program, &self.keys)?;
        let unusable = |source| Failure::Database { path: self.database.clone(), source };
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&self.database).map_err(unusable)?);
        let app = App {
            store: Arc::clone(&store),
            brands,
            clock: self.clock.map_or_else(Clock::system, Clock::starting_at),
            wall: Clock::system(),
            assets: Assets::embedded(),
            metrics: Metrics::default(),
        };
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
            let listen = |source| Failure::Listen { address: self.listen, source };
            let listener = TcpListener::bind(self.listen).await.map_err(listen)?;
            println!("listening on http://{}", listener.local_addr().map_err(listen)?);
            let served = serve(router(app), listener, asked_to_stop()).await;
            store.close().await;
            Ok(served?)
        })
    }
}

/// Reads the brands from their files: each has a program and keys.
///
/// # Errors
/// What is wrong with a file, or which brand lacks one.
pub fn brands(programs: &[PathBuf], keys: &[PathBuf]) -> Result<BTreeMap<BrandId, Brand>, Failure> {
    let mut sets = BTreeMap::<BrandId, Keys>::new();
    for path in keys {
        let read = keys::Keys::read(&read(path)?);
        let (brand, keys) = read.map_err(|source| Failure::Keys { path: path.clone(), source })?;
        if sets.insert(brand.clone(), keys).is_some() {
            return Err(Failure::Twice { brand: brand.to_string(), what: "keys" });
        }
    }
    let half = |brand: &BrandId, has, lacks| Failure::Half { brand: brand.to_string(), has, lacks };
    let mut brands = BTreeMap::new();
    for path in programs {
        let read: Result<Program, _> = program::read(&read(path)?);
        let program = read.map_err(|faults| Failure::Program { path: path.clone(), faults })?;
        if brands.contains_key(&program.brand) {
            return Err(Failure::Twice { brand: program.brand.to_string(), what: "program" });
        }
        let keys = sets.remove(&program.brand).ok_or_else(|| half(&program.brand, "a program", "keys"))?;
        brands.insert(program.brand.clone(), Brand { program, keys });
    }
    match sets.keys().next() {
        Some(brand) => Err(half(brand, "keys", "program")),
        None => Ok(brands),
    }
}

/// Writes the log of this process to standard error. Does nothing where somebody has taken it already.
pub fn log_to_stderr(form: Form) {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).from_env_lossy();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let log = log.with_ansi(io::stderr().is_terminal());
    let _ = match form {
        Form::Text => log.try_init(),
        Form::Json => log.json().try_init(),
    };
}
