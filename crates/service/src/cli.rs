//! The command `constance`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::evaluation::EvaluationError;
use crate::import::ImportError;
use crate::keys::KeysError;
use crate::lifecycle::LifecycleError;
use crate::live::nats::NatsError;
use crate::program::Fault;
use crate::program::report::lines;
use crate::store::{Place, StoreError, TransferError};

pub mod check; // tells what is wrong with a program file
pub mod serve; // runs the service
pub mod import; // histories from a file
pub mod quarantine; // what was refused, and what becomes of it
pub mod erase; // a customer, out of the database
pub mod forget; // what is old, out of it
pub mod audit; // what was done with what is kept
pub mod rebuild; // what is kept beside the log, written anew
pub mod files; // the files that commands work on
pub mod preview; // what one customer sees, and why
pub mod lifecycle; // what a file of purchases says about customers
pub mod migrate; // all that is kept, from one place to another
pub mod evaluate; // what offers did
pub mod keys; // makes a brand's keys
pub mod token; // signs an identity, for trying things

/// The same welcome, on every surface: offers that follow from where each customer's relationship stands.
#[derive(Debug, Parser)]
#[command(name = "constance", version, after_long_help = FIRST_STEPS)]
struct Constance {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Check(check::Check),
    Import(import::Import),
    Quarantine(quarantine::Quarantine),
    Erase(erase::Erase),
    Forget(forget::Forget),
    Audit(audit::Audit),
    Rebuild(rebuild::Rebuild),
    Migrate(migrate::Migrate),
    Preview(preview::Preview),
    Lifecycle(lifecycle::Lifecycle),
    Evaluate(evaluate::Evaluate),
    Keys(keys::Keys),
    Token(token::Token),
}

const FIRST_STEPS: &str = "\
First steps:
  constance keys --brand maison --origin https://shop.example --out keys
  constance check program.toml
  constance serve --program program.toml --keys keys/keys.toml --database maison.sqlite
Then put two lines into a page of https://shop.example:
  <script async src=\"https://offers.example/constance.js\" data-brand=\"maison\"></script>
  <constance-offers placement=\"home\"></constance-offers>
Each flag of `serve` can also be given as a variable: --database as CONSTANCE_DATABASE, and so on.";

/// Why a command did not do what it was told. One plain line each.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file could not be read or written.
    #[error("cannot {verb} {path}: {source}")]
    File {
        /// `read`, `write` and the like.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A program file is wrong.
    #[error("{}", lines(&path.display().to_string(), faults).join("\nerror: "))]
    Program {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
    /// A keys file is wrong.
    #[error("{path}: {source}")]
    Keys {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: KeysError,
    },
    /// New keys could not be made.
    #[error("cannot make keys: {0}")]
    Fresh(#[from] KeysError),
    /// A brand has a program and no keys, or the other way round.
    #[error("brand `{brand}` has {has} and no {lacks}: give both, --program and --keys")]
    Half {
        /// The brand.
        brand: String,
        /// What it has.
        has: &'static str,
        /// What it lacks.
        lacks: &'static str,
    },
    /// A brand has two files where it needs one.
    #[error("brand `{brand}` is given twice with --{what}: give one file for each brand")]
    Twice {
        /// The brand.
        brand: String,
        /// The flag: `program` or `keys`.
        what: &'static str,
    },
    /// The database cannot be used.
    #[error("cannot use the database {path}: {source}{}", cause(source))]
    Database {
        /// Where it is.
        path: Place,
        /// Why.
        source: StoreError,
    },
    /// Not all was moved.
    #[error("cannot move what is kept in {from} to {to}: {source}{}", cause(source))]
    Transfer {
        /// From where.
        from: Place,
        /// Where to.
        to: Place,
        /// Why.
        source: TransferError,
    },
    /// Other nodes cannot be told.
    #[error("cannot use --nats: {0}")]
    Nats(#[from] NatsError),
    /// A file could not be imported.
    #[error("{path} {source}")]
    Import {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ImportError,
    },
    /// Nothing ever happened to a customer.
    #[error(
        "nothing is known of customer `{customer}` of brand `{brand}` in {path}: check the id and the brand"
    )]
    Stranger {
        /// Where it is.
        path: Place,
        /// The brand.
        brand: String,
        /// The customer, as given on the command line.
        customer: String,
    },
    /// No refused message has this number.
    #[error("no refused message of brand `{brand}` has the number {number}: see `constance quarantine list`")]
    NotHeld {
        /// The number.
        number: u64,
        /// The brand.
        brand: String,
    },
    /// The choices of a brand could not be looked back on.
    #[error("cannot evaluate the choices in {path}: {source}")]
    Evaluation {
        /// Where it is.
        path: Place,
        /// Why.
        source: EvaluationError,
    },
    /// Nothing could be said about the customers of a file.
    #[error("{path} {source}")]
    Lifecycle {
        /// The file.
        path: PathBuf,
        /// Why.
        source: LifecycleError,
    },
    /// Not one row of a file could be imported.
    #[error("{path} has no row that could be imported; see what is wrong with the first ones above")]
    NothingImported {
        /// The file.
        path: PathBuf,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another with --listen")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The runtime or a connection failed.
    #[error("cannot serve: {0}")]
    Io(#[from] io::Error),
    /// A value on the command line is not as it should be.
    #[error("--{flag} {rule}")]
    Flag {
        /// The flag.
        flag: &'static str,
        /// What its value must be.
        rule: String,
    },
}

/// Runs the command of this process: 0 where it did what it was told, 1 where something was checked and is wrong, 2
/// where it could not be done.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Constance::parse().command {
        Command::Check(command) => return command.run(),
        Command::Rebuild(command) => return command.run(),
        Command::Serve(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Quarantine(command) => command.run(),
        Command::Migrate(command) => command.run(),
        Command::Erase(command) => command.run(),
        Command::Forget(command) => command.run(),
        Command::Audit(command) => command.run(),
        Command::Preview(command) => command.run(),
        Command::Lifecycle(command) => command.run(),
        Command::Evaluate(command) => command.run(),
        Command::Keys(command) => command.run(),
        Command::Token(command) => command.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|source| Failure::File {
        verb: "read",
        path: path.to_owned(),
        source,
    })
}

fn cause(error: &dyn std::error::Error) -> String {
    error.source().map(|cause| format!(": {cause}")).unwrap_or_default()
}
