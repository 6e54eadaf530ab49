//! `cargo xtask bench service`: the service under load from another process, beside a service that does nothing but
//! answer, in the same run. What machines can do differs; what is left of it travels better.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::shell;

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
}

pub(super) fn run(options: &Options) -> Result<()> {
    let package = ["build", "--release", "--package", "constance-service"];
    shell::run(shell::cargo().args(package).args(["--bin", "constance", "--example", "load"]))?;
    let bench = Bench { options, folder: shell::target().join("bench-service") };
    println!("{:<46} {:>12} {:>10} {:>10} {:>10}", "", "rate", "p50", "p99", "p99.9");
    for customers in &options.customers {
        bench.fresh()?;
        bench.serve(*customers)?;
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

impl Bench<'_> {
    fn fresh(&self) -> Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        Ok(fs::create_dir_all(&self.folder)?)
    }

    fn serve(&self, customers: u64) -> Result<()> {
        let Options { events, seconds, streams, .. } = *self.options;
        println!("\n{customers} customers, {} events", customers * events);
        let numbers = [customers, events].map(|number| number.to_string());
        let (program, folder) = (shell::root().join(PROGRAM), path(&self.folder));
        let house = ["house", "--program", &path(&program), "--folder", &folder];
        let built =
            self.load(&[&house[..], &["--customers", &numbers[0], "--events", &numbers[1]]].concat())?;
        println!("  {:<44} {:>10.0} s", "to write the log", built["seconds"].as_f64().unwrap_or_default());

        let echo = Service::start(load_command().arg("echo"))?;
        let service = self.service()?;
        let flow = |service: &Service, verb: &str, connections: u32, rate: u32, rest: &[&str]| {
            let numbers = [u64::from(connections), u64::from(rate), seconds].map(|number| number.to_string());
            let of =
                ["--address", &service.address, "--folder", &folder, "--customers", &customers.to_string()]
                    .map(str::to_owned);
            let how = ["--connections", &numbers[0], "--rate", &numbers[1], "--seconds", &numbers[2]];
            let of: Vec<&str> = of.iter().map(String::as_str).collect();
            self.load(&[&[verb][..], &of, &how, rest].concat())
        };
        let here = ["--placement", "home"];
        let bare = ["--path", "/echo"];
        let asked = flow(&service, "experience", 64, 2_000, &here)?;
        print("experience, 2,000 a second", &asked, Some("p99 5 ms"));
        let echoed = flow(&echo, "experience", 64, 0, &here)?;
        let most = flow(&service, "experience", 64, 0, &here)?;
        print_beside("experience, as many as go", &most, &echoed);

        let tracked = flow(&service, "report", 64, 3_000, &["--batch", "1"])?;
        print("track, 3,000 a second", &tracked, Some("p99 25 ms"));
        let echoed = flow(&echo, "report", 64, 0, &[&["--batch", "1"][..], &bare].concat())?;
        let most = flow(&service, "report", 64, 0, &["--batch", "1"])?;
        print_beside("track, as many as go", &most, &echoed);

        let echoed = flow(&echo, "report", 16, 0, &[&["--batch", "100"][..], &bare].concat())?;
        let most = flow(&service, "report", 16, 0, &["--batch", "100"])?;
        print_beside("events in batches of 100 (20,000 a second)", &most, &echoed);

        let told = flow(&service, "live", 1, 50, &["--streams", &streams.to_string()])?;
        print(&format!("accepted until told, {streams} streams open"), &told, Some("p99 250 ms"));
        println!("  {:<44} {:>10} MB", "memory of the service", service.memory());
        Ok(())
    }

    fn service(&self) -> Result<Service> {
        let mut serve = Command::new(release("constance"));
        serve.args(["serve", "--listen", "127.0.0.1:0"]).env("RUST_LOG", "warn");
        serve.arg("--program").arg(shell::root().join(PROGRAM));
        serve.arg("--keys").arg(self.folder.join("keys.toml"));
        serve.arg("--database").arg(self.folder.join("events.db"));
        Service::start(&mut serve)
    }

    fn import(&self) -> Result<()> {
        let file = self.folder.join("purchases.csv");
        let rows = self.options.rows.to_string();
        self.load(&["purchases", "--file", &path(&file), "--rows", &rows])?;
        let mut import = shell::program(release("constance"));
        import.arg("import").arg(&file).args([
            "--source",
            "bench",
            "--json",
            "--customer-column",
            "customer",
        ]);
        import.arg("--program").arg(shell::root().join(PROGRAM));
        import.arg("--database").arg(self.folder.join("import.db"));
        let summary: Value = serde_json::from_str(&shell::ask(&mut import).context("the import failed")?)?;
        let took = summary["seconds"].as_f64().unwrap_or_default();
        println!(
            "\n  {:<44} {took:>10.1} s   promised 60 s for a million",
            format!("import of {rows} purchases")
        );
        Ok(())
    }

    /// Runs the load from another process and reads what it says.
    fn load(&self, args: &[&str]) -> Result<Value> {
        let mut load = load_command();
        load.args(args);
        let said = load.stderr(Stdio::inherit()).output()?;
        anyhow::ensure!(said.status.success(), "`{}` failed", shell::line(&load));
        Ok(serde_json::from_slice(if said.stdout.is_empty() { b"{}" } else { &said.stdout })?)
    }
}

/// A process that listens, ended when it is dropped.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://").map(str::to_owned);
        Ok(Self { child, address: address.context("a service that did not start")? })
    }

    /// Megabytes that are resident, where the machine says so.
    fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes.map_or("?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn load_command() -> Command {
    Command::new(release("examples/load"))
}

fn release(name: &str) -> PathBuf {
    shell::target().join("release").join(name)
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn print(name: &str, done: &Value, promise: Option<&str>) {
    let figure = |name: &str| done[name].as_f64().unwrap_or(f64::NAN);
    let times = ["p50", "p99", "p999"].map(|name| format!("{:>7.1} ms", figure(name))).join(" ");
    let promise = promise.map(|promise| format!("  promised {promise}")).unwrap_or_default();
    let failed = match (figure("failed"), figure("busy")) {
        (0.0, _) => String::new(),
        (failed, busy) => format!("  NOT ANSWERED WELL: {failed}, of them told to come again: {busy}"),
    };
    println!("  {name:<44} {:>10.0}/s {times}{promise}{failed}", figure("rate"));
}

fn print_beside(name: &str, done: &Value, echo: &Value) {
    print(name, done, None);
    let share = done["rate"].as_f64().unwrap_or_default() / echo["rate"].as_f64().unwrap_or(f64::NAN);
    print("  a service that only answers, the same", echo, None);
    println!("  {:<44} {share:>12.2}", "  share of it");
}
