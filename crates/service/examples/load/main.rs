//! Loads a service from outside and says how it fared: `cargo xtask bench service` runs it. Each verb prints one line
//! of JSON.
#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::flow::Flow;

mod client; // a connection to the service
mod echo; // a service that does nothing
mod flow; // requests, one after another or so many a second
mod house; // what a loaded service needs, and what is in its log before
mod live; // who listens, and when they hear
mod reports; // what is reported

#[derive(Parser)]
struct Load {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Answers every body with itself
    Echo,
    /// Makes keys, and a database with histories and sessions
    House {
        #[arg(long)]
        program: PathBuf,
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        customers: u64,
        #[arg(long)]
        events: u64,
    },
    /// Writes a file of purchases
    Purchases {
        #[arg(long)]
        file: PathBuf,
        #[arg(long)]
        rows: u64,
    },
    /// Reports events, so many in a body
    Report {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        batch: usize,
    },
    /// Asks what customers who are known are shown
    Experience {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        placement: String,
    },
    /// Opens streams, and reports events of those who listen
    Live {
        #[command(flatten)]
        at: At,
        #[arg(long)]
        streams: u64,
    },
}

/// Which service, and how much of it.
#[derive(clap::Args, Clone)]
struct At {
    #[arg(long)]
    address: SocketAddr,
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    customers: u64,
    #[arg(long)]
    connections: usize,
    /// Requests a second; as many as are answered where it is 0
    #[arg(long)]
    rate: f64,
    #[arg(long)]
    seconds: u64,
}

impl At {
    fn flow(&self) -> Flow {
        let Self { address, connections, rate, seconds, .. } = *self;
        Flow { address, connections, rate, seconds }
    }
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done =
        runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(run(Load::parse().verb)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(verb: Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Echo => echo::serve().await,
        Verb::House { program, folder, customers, events } => {
            house::build(&program, &folder, customers, events).await
        }
        Verb::Purchases { file, rows } => house::purchases(&file, rows),
        Verb::Report { at, batch } => {
            let reports = reports::Reports::of(&at, batch)?;
            let done = at.flow().run(move || reports.next()).await?;
            println!("{}", done.json(batch));
            Ok(())
        }
        Verb::Experience { at, placement } => {
            let customers = house::Sessions::of(at.customers);
            let done = at.flow().run(move || customers.asks(&placement)).await?;
            println!("{}", done.json(1));
            Ok(())
        }
        Verb::Live { at, streams } => live::listen(&at, streams).await,
    }
}
