//! `cargo xtask bench`: how long things take, beside what was promised.
//!
//! It never fails on a slow run: machines differ, and what a noisy one measures is no verdict.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{browser, demo, shell};

mod service;

/// Of a benchmark's name, and the longest it should take, in nanoseconds. One thread.
const PROMISES: [(&str, f64); 9] = [
    ("fit 2,357 customers, BG/NBD", 5e6),
    ("fit 2,357 customers, MBG/NBD", 5e6),
    ("a million/fit, BG/NBD", 1.5e9),
    ("a million/fit, MBG/NBD", 1.5e9),
    ("a million/score, MBG/NBD", 0.5e9),
    ("a rule of nine leaves with its explanation", 100.0),
    ("decide/offers/200", 50e3),
    ("decide/offers/10000", 1e6),
    ("ledger/fold/10000", 5e6),
];

/// The benchmarks of one decision, by the size of the catalogue.
const CURVE: &str = "decide/offers/";

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    room: Room,
}

#[derive(clap::Subcommand)]
enum Room {
    /// Forecasts, the ledger, rules and decisions, on one thread
    Domain,
    /// What the element costs a page, with the processor slowed to a quarter, and its score in Lighthouse
    Page,
    /// How soon a purchase is on the pages of two browsers, and where that time goes; the demo built as for a release
    Live,
    /// The service under load, with a log of many customers
    Service(service::Options),
}

struct Measured {
    name: String,
    /// Nanoseconds.
    median: f64,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    match &options.room {
        Room::Domain => domain(),
        Room::Page => page(),
        Room::Live => live(),
        Room::Service(options) => service::run(options),
    }
}

fn page() -> Result<()> {
    shell::run(&mut browser::playwright(&["bench"])?)
}

fn live() -> Result<()> {
    let mut playwright = browser::playwright(&["live"])?;
    shell::run(playwright.env("DEMO", demo::build_release()?))
}

fn domain() -> Result<()> {
    let home = shell::target().join("bench-domain");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    let mut bench = shell::cargo();
    bench.args(["bench", "--package", "constance-domain", "--benches"]).env("CRITERION_HOME", &home);
    shell::run(&mut bench)?;
    let mut measured = Vec::new();
    collect(&home, &mut measured)?;
    measured.sort_by(|a, b| a.name.cmp(&b.name));
    print(&measured);
    print_curve(&measured);
    Ok(())
}

/// Criterion keeps what it measured in a folder called `new`, however deep.
fn collect(folder: &Path, measured: &mut Vec<Measured>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && path.ends_with("new") {
            measured.push(read(&path)?);
        } else if path.is_dir() {
            collect(&path, measured)?;
        }
    }
    Ok(())
}

fn read(folder: &Path) -> Result<Measured> {
    let json = |file: &str| -> Result<Value> {
        let path = folder.join(file);
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", shell::shown(&path)))?;
        Ok(serde_json::from_str(&text)?)
    };
    let (what, estimates) = (json("benchmark.json")?, json("estimates.json")?);
    let name = what["full_id"].as_str().context("a benchmark without a name")?;
    let median = estimates["median"]["point_estimate"].as_f64().context("a benchmark without a median")?;
    Ok(Measured { name: name.to_owned(), median })
}

fn print(measured: &[Measured]) {
    println!();
    println!("{:<58} {:>10} {:>10}", "median, one thread", "took", "promised");
    for Measured { name, median } in measured {
        let promise = PROMISES.iter().find(|(promised, _)| name == promised).map(|(_, most)| *most);
        let promised = promise.map_or(String::new(), told);
        let slow = if promise.is_some_and(|most| *median > most) { "  SLOWER" } else { "" };
        println!("{name:<58} {:>10} {promised:>10}{slow}", told(*median));
    }
}

/// What deciding costs as the catalogue grows: for each offer, less and less.
fn print_curve(measured: &[Measured]) {
    let sized = |one: &Measured| Some((one.name.strip_prefix(CURVE)?.parse::<u32>().ok()?, one.median));
    let mut sizes: Vec<(u32, f64)> = measured.iter().filter_map(sized).collect();
    sizes.sort_by_key(|(offers, _)| *offers);
    println!();
    println!("{:>10} {:>12} {:>12}", "offers", "a decision", "for each");
    for (offers, median) in sizes {
        println!("{offers:>10} {:>12} {:>12}", told(median), told(median / f64::from(offers)));
    }
}

fn told(nanoseconds: f64) -> String {
    match nanoseconds {
        few if few < 1e3 => format!("{few:.0} ns"),
        more if more < 1e6 => format!("{:.1} µs", more / 1e3),
        more if more < 1e9 => format!("{:.2} ms", more / 1e6),
        many => format!("{:.2} s", many / 1e9),
    }
}
