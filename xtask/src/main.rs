//! The commands of the house: `cargo xtask demo`, `cargo xtask test` and what they are made of.
//!
//! Each verb is one file. Nothing here depends on another member of the workspace: what a verb needs of
//! them it builds with cargo and finds by path.

mod bench;
mod bless;
mod browser;
mod checks;
mod demo;
mod deploy;
mod dist;
mod npm;
mod pictures;
mod postgres;
mod shell;
mod size;
mod test;
mod tools;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, shows, tests and ships Constance.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build everything and start the demo brand's shop; the last line is its address
    Demo(demo::Options),
    /// Run every check and test
    Test(test::Options),
    /// Build what a page loads into target/web
    Web(web::Options),
    /// Print the bytes a visitor pays, and fail over budget
    Size(size::Options),
    /// Measure how long things take, beside what was promised
    Bench(bench::Options),
    /// Build what is put on a server into target/dist
    Dist,
    /// Take the pictures in docs/pictures from the demo
    Screenshots,
    /// Take a picture of every state the element can be in, for a page to look at
    Gallery,
    /// Make what the tests now see what they expect
    Bless,
}

fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Demo(options) => demo::run(&options),
        Verb::Test(options) => test::run(&options),
        Verb::Web(options) => web::run(&options),
        Verb::Size(options) => size::run(&options),
        Verb::Bench(options) => bench::run(&options),
        Verb::Dist => dist::run(),
        Verb::Screenshots => pictures::run(),
        Verb::Gallery => pictures::gallery(),
        Verb::Bless => bless::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
