//! `constance-demo`: the demo brand's shop and the service, on one port of this machine.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use demo::histories::{self, HistoryError};
use demo::house::{House, HouseError};
use demo::shop;
use domain::time::Timestamp;
use service::app::App;
use service::assets::Assets;
use service::brand::Brand;
use service::choices::Desk;
use service::clock::Clock;
use service::live::{Live, Watch};
use service::metrics::Metrics;
use service::serve::{Limits, asked_to_stop, serve};
use service::store::{self, Place, StoreError};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Open the shop of a demo brand, with the service beside it and real purchase histories in it.
///
/// The first start makes keys and takes the histories in; later ones open at once. Stops on Ctrl-C.
#[derive(Debug, Parser)]
#[command(name = "constance-demo", version)]
struct Demo {
    /// The port to listen on, on this machine only.
    #[arg(long, env = "CONSTANCE_DEMO_PORT", default_value_t = 8787)]
    port: u16,
    /// Where events are kept: an SQLite file, with the demo's keys beside it, or a PostgreSQL database.
    /// [default: target/demo/maison.sqlite]
    #[arg(long, env = "CONSTANCE_DEMO_DATABASE", value_name = "PLACE", hide_env_values = true)]
    database: Option<Place>,
    /// Start the clock at this instant, when the histories are fresh, or where it stopped if that is later.
    #[arg(
        long,
        env = "CONSTANCE_DEMO_CLOCK",
        value_name = "INSTANT",
        default_value = "1998-06-30T09:00:00Z"
    )]
    clock: Timestamp,
    /// The folder of the repository, where the program and the histories are. [default: where this was built]
    #[arg(long, env = "CONSTANCE_DEMO_HOME", value_name = "FOLDER")]
    home: Option<PathBuf>,
}

/// Why the shop does not open. One plain line each.
#[derive(Debug, thiserror::Error)]
enum Closed {
    #[error(transparent)]
    House(#[from] HouseError),
    #[error(transparent)]
    Histories(#[from] HistoryError),
    #[error("cannot use the database {place}: {source}")]
    Database { place: Place, source: StoreError },
    #[error("cannot listen on port {port}: {source}; choose another with --port")]
    Listen { port: u16, source: std::io::Error },
    #[error("cannot go on: {0}")]
    Io(#[from] std::io::Error),
}

fn main() -> ExitCode {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::WARN.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let demo = Demo::parse();
    let opened = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match opened.map_err(Closed::from).and_then(|runtime| runtime.block_on(demo.open())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(closed) => {
            eprintln!("error: {closed}");
            ExitCode::from(2)
        }
    }
}

impl Demo {
    async fn open(self) -> Result<(), Closed> {
        let home = self.home.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")));
        let folder = home.join("target/demo");
        let database = self.database.unwrap_or_else(|| Place::file(folder.join("maison.sqlite")));
        let secrets = match database.path() {
            Some(file) => file.parent().map_or_else(|| PathBuf::from("."), PathBuf::from),
            None => folder,
        };

        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let port = self.port;
        let listener = TcpListener::bind(address).await.map_err(|source| Closed::Listen { port, source })?;
        let port = listener.local_addr()?.port();
        let origins = ["127.0.0.1", "localhost"].map(|host| format!("http://{host}:{port}"));

        let House { program, keys, seal, secret } = House::open(&home, &secrets, origins.to_vec())?;
        let unusable = |source| Closed::Database { place: database.clone(), source };
        let store = store::open(&database).await.map_err(unusable)?;
        let brand = Brand::new(program.clone(), keys);
        // Time does not run backwards: a later start goes on where the last one stopped.
        let stopped = secrets.join("clock");
        let last = std::fs::read_to_string(&stopped).ok().and_then(|text| text.trim().parse().ok());
        let clock = Clock::starting_at(last.map_or(self.clock, |last: Timestamp| last.max(self.clock)));
        let new = histories::take_in(&*store, &program, &home, clock.now()).await?;
        if new > 0 {
            println!("{new} purchases taken in");
        }

        let brands = [brand].into_iter().collect();
        let app = Arc::new(App {
            store: store.clone(),
            brands,
            clock,
            wall: Clock::system(),
            assets: Assets::embedded(),
            live: Live::new(1),
            metrics: Metrics::default(),
            desk: Desk::default(),
            leaving: Default::default(),
        });
        // Commands work with the same database, and stock comes back by itself.
        tokio::spawn(Watch::begin(&app).await.map_err(unusable)?.keep_at_it());
        let (name, live) = (program.name.clone(), Arc::clone(&app.live));
        let router = shop::router(app, program, seal, &secret);
        println!("{name} is open at http://127.0.0.1:{port}/");
        let stop = async move {
            asked_to_stop().await;
            live.close();
        };
        let served = serve(router, listener, Limits::default(), stop).await;
        store.close().await;
        std::fs::write(stopped, clock.now().to_string())?;
        Ok(served?)
    }
}
