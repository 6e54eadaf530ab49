//! The steps of `cargo xtask test`, one function each.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::{browser, npm, postgres, shell, tools, web};

pub(crate) fn format() -> Result<()> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))
}

/// Also the first to read `Cargo.lock`, so the one to say that it is stale.
pub(crate) fn clippy() -> Result<()> {
    let lint = ["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    shell::run(shell::cargo().args(lint))
}

/// The part of the widget that only exists in browsers.
pub(crate) fn clippy_web() -> Result<()> {
    if !web::lint()? {
        eprintln!(
            "the browser's part is compiled but not linted: the compiler for the web has no clippy here"
        );
    }
    Ok(())
}

/// Bare addresses are allowed: the comments on a command's options are also its help on the terminal.
pub(crate) fn docs() -> Result<()> {
    let mut cargo = shell::cargo();
    cargo.args(["doc", "--workspace", "--no-deps", "--quiet"]);
    shell::run(cargo.env("RUSTDOCFLAGS", "--deny warnings --allow rustdoc::bare-urls"))
}

pub(crate) fn tests() -> Result<()> {
    web::build(false)?;
    if let Err(missing) = tools::servers() {
        shell::skip("several nodes", missing)?;
    }
    let postgres = postgres::server()?;
    rust(shell::cargo().args(["test", "--workspace"]).env(postgres::VARIABLE, &postgres.url))
}

/// Runs tests, and leaves the names of those that passed for the table of what is required of a guest, beside which
/// some of them stand: `tests/requirements.ts` reads them.
pub(crate) fn rust(tests: &mut Command) -> Result<()> {
    let mut names = String::new();
    let done = shell::run_heard(tests, |line| {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... ok")) {
            names.extend([name, "\n"]);
        }
    });
    fs::write(shell::target().join("tests-passed.txt"), names)?;
    done
}

/// Licences, sources and duplicates always; known weaknesses when their list can be fetched.
pub(crate) fn deny() -> Result<()> {
    let deny = tools::cargo_deny()?;
    let mut always = shell::program(&deny);
    shell::run(always.args(["--locked", "--workspace", "check", "licenses", "bans", "sources"]))?;
    if shell::ask(shell::program(&deny).args(["fetch", "db"])).is_none() {
        eprintln!("advisories: not checked, their list cannot be fetched from here");
        return Ok(());
    }
    shell::run(shell::program(&deny).args(["check", "--disable-fetch", "advisories"]))
}

pub(crate) fn types() -> Result<()> {
    npm::install()?;
    shell::run(tools::node_program("tsc").args(["--project", "tests"]))
}

/// What other people's clients report, over real HTTP.
pub(crate) fn clients() -> Result<()> {
    shell::run(&mut browser::clients()?)
}

pub(crate) fn journeys() -> Result<()> {
    npm::install()?;
    shell::run(browser::playwright(&["journeys", "gallery"])?.env("REQUIREMENTS", "check"))
}

/// The main journeys in Debian's Firefox, where it is or can be installed.
pub(crate) fn firefox() -> Result<()> {
    match browser::firefox() {
        Ok(firefox) => shell::run(browser::playwright(&["firefox"])?.env("FIREFOX", firefox)),
        Err(why) => shell::skip("journeys in Firefox", why),
    }
}
