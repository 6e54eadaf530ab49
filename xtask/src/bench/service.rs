//! `cargo xtask bench service`: the service under load from another process, beside a service that does nothing but
//! answer, in the same run. What machines can do differs; what is left of it travels better.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};
use serde_json::Value;

use self::process::{Service, open_files, release};
use self::table::Row;
use crate::{postgres, shell};

mod process; // what is started, and ends with us
mod table; // what is printed

/// The demo brand's: offers, tiers, caps and rules as a brand has them.
const PROGRAM: &str = "crates/demo/maison/program.toml";

/// How much of it.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Customers in the log; give it again to see how it grows with them
    #[arg(long, default_values_t = [10_000, 100_000])]
    customers: Vec<u64>,
    /// Events each of them has had
    #[arg(long, default_value_t = 20)]
    events: u64,
    /// Seconds each load takes
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Streams that are open
    #[arg(long, default_value_t = 5_000)]
    streams: u64,
    /// Rows of the file that is imported
    #[arg(long, default_value_t = 1_000_000)]
    rows: u64,
    /// Leave the import out
    #[arg(long)]
    no_import: bool,
    /// Leave PostgreSQL out
    #[arg(long)]
    no_postgres: bool,
}

pub(super) fn run(options: &Options) -> Result<()> {
    let package = ["build", "--release", "--package", "constance-service"];
    shell::run(shell::cargo().args(package).args(["--bin", "constance", "--example", "load"]))?;
    let bench = Bench { options, folder: shell::target().join("bench-service") };
    table::head();
    let mut asked = Vec::new();
    for customers in &options.customers {
        bench.fresh()?;
        asked.push((*customers, bench.sqlite(*customers)?));
    }
    table::growth(&asked);
    if !options.no_postgres {
        bench.fresh()?;
        bench.postgres()?;
    }
    if !options.no_import {
        bench.fresh()?;
        bench.import()?;
    }
    fs::remove_dir_all(&bench.folder).context("what was measured on is still there")
}

struct Bench<'a> {
    options: &'a Options,
    folder: PathBuf,
}

/// Requests over so many connections, so many a second; as many as are answered where it is 0.
#[derive(Clone, Copy)]
struct Pace {
    connections: u64,
    rate: u64,
}

impl Bench<'_> {
    fn fresh(&self) -> Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        Ok(fs::create_dir_all(&self.folder)?)
    }

    /// All that is promised of one node with its log in a file. Tells how experiences fared.
    fn sqlite(&self, customers: u64) -> Result<Value> {
        println!("\nSQLite, {customers} customers, {} events", customers * self.options.events);
        let built = self.house(customers)?;
        table::line("to write the log", &format!("{:.0} s", built["seconds"].as_f64().unwrap_or_default()));
        let service = self.service(&path(&self.folder.join("events.db")))?;
        let load = Load { bench: self, service: &service, echo: &Service::echo()?, customers };

        let (paced, free) = (Pace { connections: 64, rate: 2_000 }, Pace { connections: 64, rate: 0 });
        let ask = ["experience", "--placement", "home"];
        load.beside("experience, 2,000/s, most for the first time that day", "p99 5 ms", paced, &ask)?;
        let asked = load.beside("experience, 2,000/s", "p99 5 ms", paced, &ask)?;
        load.beside("experience, as many as go", "", free, &ask)?;

        let track = ["report", "--batch", "1"];
        let paced = Pace { connections: 64, rate: 3_000 };
        load.beside("track, 3,000/s", "p99 25 ms", paced, &track)?;
        load.beside("track, as many as go", "3,000/s", free, &track)?;
        load.beside("events in batches of 100", "20,000/s", BATCHES, &BATCH)?;

        let streams = self.options.streams.to_string();
        let told = load.of(&service, Pace { connections: 1, rate: 50 }, &["live", "--streams", &streams])?;
        let name = format!("accepted until told, {streams} streams open");
        table::row(&Row { name: &name, promise: "p99 250 ms", done: &told, echo: None });
        table::line("memory of the service at most", &format!("{} MB   promised 1,024 MB", service.memory()));
        Ok(asked)
    }

    /// Batches on a server of its own that flushes, with nothing in it to begin with.
    fn postgres(&self) -> Result<()> {
        let server = postgres::that_flushes()?;
        let customers = self.options.customers.first().copied().unwrap_or(10_000);
        println!("\nPostgreSQL on the same machine, events of {customers} customers");
        self.house(0)?;
        let service = self.service(&server.url)?;
        let load = Load { bench: self, service: &service, echo: &Service::echo()?, customers };
        load.beside("events in batches of 100", "10,000/s", BATCHES, &BATCH)?;
        let paced = Pace { connections: 64, rate: 3_000 };
        load.beside("track, 3,000/s", "", paced, &["report", "--batch", "1"])?;
        Ok(())
    }

    /// Keys, and a log of so many customers.
    fn house(&self, customers: u64) -> Result<Value> {
        let (program, folder) = (path(&shell::root().join(PROGRAM)), path(&self.folder));
        let numbers = [customers, self.options.events].map(|number| number.to_string());
        let of = ["house", "--program", &program, "--folder", &folder];
        self.load(&[&of[..], &["--customers", &numbers[0], "--events", &numbers[1]]].concat())
    }

    fn service(&self, database: &str) -> Result<Service> {
        let mut serve = open_files("constance");
        serve.args(["serve", "--listen", "127.0.0.1:0"]).env("RUST_LOG", "warn");
        serve.arg("--program").arg(shell::root().join(PROGRAM));
        serve.arg("--keys").arg(self.folder.join("keys.toml"));
        serve.args(["--database", database]);
        Service::start(&mut serve)
    }

    fn import(&self) -> Result<()> {
        let file = self.folder.join("purchases.csv");
        let rows = self.options.rows.to_string();
        self.load(&["purchases", "--file", &path(&file), "--rows", &rows])?;
        let mut import = shell::program(release("constance"));
        import.arg("import").arg(&file);
        import.args(["--source", "bench", "--json", "--customer-column", "customer"]);
        import.arg("--program").arg(shell::root().join(PROGRAM));
        import.arg("--database").arg(self.folder.join("import.db"));
        let summary: Value = serde_json::from_str(&shell::ask(&mut import).context("the import failed")?)?;
        let took = summary["seconds"].as_f64().unwrap_or_default();
        println!();
        table::line(
            &format!("import of {rows} purchases"),
            &format!("{took:.1} s   promised 60 s for a million"),
        );
        Ok(())
    }

    /// Runs the load from another process and reads what it says.
    fn load(&self, args: &[&str]) -> Result<Value> {
        let mut load = open_files("examples/load");
        let said = load.args(args).stderr(Stdio::inherit()).output()?;
        anyhow::ensure!(said.status.success(), "`load {}` failed", args.join(" "));
        Ok(serde_json::from_slice(if said.stdout.is_empty() { b"{}" } else { &said.stdout })?)
    }
}

/// As many batches as sixteen who report bring.
const BATCHES: Pace = Pace { connections: 16, rate: 0 };
const BATCH: [&str; 3] = ["report", "--batch", "100"];

/// The same load on the service and on one that only answers.
struct Load<'a> {
    bench: &'a Bench<'a>,
    service: &'a Service,
    echo: &'a Service,
    customers: u64,
}

impl Load<'_> {
    /// Measures both and prints the one beside the other.
    fn beside(&self, name: &str, promise: &str, pace: Pace, what: &[&str]) -> Result<Value> {
        let echo = self.of(self.echo, pace, what)?;
        let done = self.of(self.service, pace, what)?;
        table::row(&Row { name, promise, done: &done, echo: Some(&echo) });
        Ok(done)
    }

    fn of(&self, service: &Service, pace: Pace, what: &[&str]) -> Result<Value> {
        let numbers = [self.customers, pace.connections, pace.rate, self.bench.options.seconds];
        let [customers, connections, rate, seconds] = numbers.map(|number| number.to_string());
        let folder = path(&self.bench.folder);
        let at = [
            "--address",
            &service.address,
            "--folder",
            &folder,
            "--customers",
            &customers,
            "--connections",
            &connections,
            "--rate",
            &rate,
            "--seconds",
            &seconds,
        ];
        self.bench.load(&[what, &at].concat())
    }
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
