//! `constance serve`: runs the service.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::{Args, ValueEnum};
use domain::id::BrandId;
use domain::program::Program;
use domain::time::Timestamp;
use tokio::net::TcpListener;
use tokio::time::sleep;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use super::{Failure, read};
use crate::app::App;
use crate::assets::Assets;
use crate::brand::{Brand, Brands};
use crate::choices::Desk;
use crate::clock::Clock;
use crate::keys::Keys;
use crate::live::{Live, Watch, nats};
use crate::metrics::Metrics;
use crate::router::router;
use crate::serve::{Limits, Stop, asked_to_stop, serve};
use crate::store::{self, Place};
use crate::{care, keys, program, publication};

mod again; // keys, read again

/// Run the service for one brand or several.
///
/// Stops on Ctrl-C, when the requests in flight are done; on SIGTERM it says so for a while before (--leave). Reads the keys files again on SIGHUP. Set RUST_LOG to see more or less in the log.
#[derive(Debug, Args)]
pub struct Serve {
    /// The program file of a brand; give it again for another brand.
    #[arg(long, env = "CONSTANCE_PROGRAM", value_name = "FILE", required = true, value_delimiter = ',')]
    program: Vec<PathBuf>,
    /// The keys file of a brand, as `constance keys` writes it; one for each program.
    #[arg(long, env = "CONSTANCE_KEYS", value_name = "FILE", required = true, value_delimiter = ',')]
    keys: Vec<PathBuf>,
    /// Where events are kept: an SQLite file, made where there is none, or a PostgreSQL database such as
    /// postgres://user:password@host/name, which several nodes may share.
    #[arg(long, env = "CONSTANCE_DATABASE", value_name = "PLACE", hide_env_values = true)]
    database: Place,
    /// The address to listen on; port 0 takes any that is free.
    #[arg(long, env = "CONSTANCE_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Start the clock of business at this instant, such as 1998-06-30T09:00:00Z, for demos. Sessions keep real time.
    #[arg(long, env = "CONSTANCE_CLOCK", value_name = "INSTANT")]
    clock: Option<Timestamp>,
    /// The NATS server by which several nodes tell each other what has changed, such as nats://127.0.0.1:4222.
    #[arg(long, env = "CONSTANCE_NATS", value_name = "URL")]
    nats: Option<String>,
    /// A folder with the files of other builds, as `cargo xtask dist` writes them, for pages that were loaded before an
    /// upgrade or pin a loader; give it again for another folder.
    #[arg(long, env = "CONSTANCE_ASSETS", value_name = "FOLDER", value_delimiter = ',')]
    assets: Vec<PathBuf>,
    /// For so many seconds after SIGTERM it goes on serving, says at /readyz that it is not ready, and ends each connection
    /// with its next answer: whatever stands before several nodes then knows that this one leaves. SIGTERM again ends it.
    #[arg(long, env = "CONSTANCE_LEAVE", value_name = "SECONDS", default_value_t = 5)]
    leave: u64,
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
        let (brands, files) = brands(&self.program, &self.keys)?;
        let unread = |(path, source)| Failure::File { verb: "read the folder `assets` in", path, source };
        let assets = Assets::embedded().with_builds(self.assets).map_err(unread)?;
        let unusable = |source| Failure::Database { path: self.database.clone(), source };
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
            let store = store::open(&self.database).await.map_err(unusable)?;
            let app = Arc::new(App {
                store: Arc::clone(&store),
                brands,
                clock: self.clock.map_or_else(Clock::system, Clock::starting_at),
                wall: Clock::system(),
                assets,
                live: Live::new(started()),
                metrics: Metrics::default(),
                desk: Desk::default(),
                leaving: AtomicBool::default(),
            });
            publication::begin(&app, files).await.map_err(unusable)?;
            if let Some(url) = &self.nats {
                let brands = app.brands.all().map(|brand| brand.program.brand.clone()).collect();
                nats::join(&app.live, brands, url).await?;
            }
            tokio::spawn(Watch::begin(&app).await.map_err(unusable)?.keep_at_it());
            tokio::spawn(publication::follow(Arc::clone(&app)));
            tokio::spawn(care::keep_at_it(Arc::clone(&app)));
            tokio::spawn(again::when_told(Arc::clone(&app), self.keys.clone()));
            let listen = |source| Failure::Listen { address: self.listen, source };
            let listener = TcpListener::bind(self.listen).await.map_err(listen)?;
            println!("listening on http://{}", listener.local_addr().map_err(listen)?);
            let gone = leave(Arc::clone(&app), Duration::from_secs(self.leave));
            let served = serve(router(app), listener, Limits::default(), gone).await;
            store.close().await;
            Ok(served?)
        })
    }
}

/// Done when the service is asked to stop, and whoever stands before it had time to hear so.
async fn leave(app: Arc<App>, time: Duration) {
    let asked = asked_to_stop().await;
    app.leaving.store(true, Ordering::Relaxed);
    if asked == Stop::InGoodTime {
        tracing::info!("leaving");
        tokio::select! {
            () = sleep(time) => {}
            _ = asked_to_stop() => {}
        }
    }
    app.live.close();
}

/// Reads the brands from their files: each has a program and keys. Tells the text of each program as well.
///
/// # Errors
/// What is wrong with a file, or which brand lacks one.
pub fn brands(programs: &[PathBuf], keys: &[PathBuf]) -> Result<(Brands, Vec<(BrandId, String)>), Failure> {
    let mut sets = BTreeMap::<BrandId, Keys>::new();
    for path in keys {
        let read = keys::Keys::read(&read(path)?);
        let (brand, keys) = read.map_err(|source| Failure::Keys { path: path.clone(), source })?;
        if sets.insert(brand.clone(), keys).is_some() {
            return Err(Failure::Twice { brand: brand.to_string(), what: "keys" });
        }
    }
    let half = |brand: &BrandId, has, lacks| Failure::Half { brand: brand.to_string(), has, lacks };
    let (mut brands, mut texts) = (BTreeMap::new(), Vec::new());
    for path in programs {
        let text = read(path)?;
        let read: Result<Program, _> = program::read(&text);
        let program = read.map_err(|faults| Failure::Program { path: path.clone(), faults })?;
        if brands.contains_key(&program.brand) {
            return Err(Failure::Twice { brand: program.brand.to_string(), what: "program" });
        }
        let keys = sets.remove(&program.brand).ok_or_else(|| half(&program.brand, "a program", "keys"))?;
        let id = program.brand.clone();
        brands.insert(id.clone(), Brand::new(program, keys));
        texts.push((id, text));
    }
    match sets.keys().next() {
        Some(brand) => Err(half(brand, "keys", "program")),
        None => Ok((brands.into_values().collect(), texts)),
    }
}

/// When this process started: what a node is called, since no other started in the same nanosecond.
fn started() -> u64 {
    u64::try_from(Clock::system().now().as_nanosecond()).unwrap_or_default()
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
