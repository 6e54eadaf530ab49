//! The tools that are neither Rust crates nor here by themselves: which, which version, how they come.
//!
//! Versions are pinned in three places and nowhere else: crates (wasm-bindgen's generator among them) in
//! `Cargo.lock`, the packages for Node in `tests/package-lock.json`, and the rest below.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

/// Debian's compiler for the web, for machines where rustup cannot add the target.
pub(crate) const DEBIAN_WEB: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// The check of licences, sources and known weaknesses.
const CARGO_DENY: &str = "0.20.2";

/// Installs Debian packages when we are root; otherwise the error is the line to type.
pub(crate) fn apt_install(why: &str, packages: &[&str]) -> Result<()> {
    let line = format!("apt-get install {}", packages.join(" "));
    if !shell::has("apt-get") {
        bail!("{why}");
    }
    if !shell::is_root() {
        bail!("{why} On Debian: `sudo {line}`.");
    }
    let mut update = shell::program("apt-get");
    shell::run(update.args(["update", "-qq"]))?;
    let mut install = shell::program("apt-get");
    install.args(["install", "-qq", "--yes", "--no-install-recommends"]).args(packages);
    shell::run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

/// A program from the packages for Node.
pub(crate) fn node_program(name: &str) -> Command {
    shell::program(shell::root().join("tests/node_modules/.bin").join(name))
}

/// Installs the packages for Node as `tests/package-lock.json` pins them, unless they are there.
pub(crate) fn node_packages() -> Result<()> {
    let tests = shell::root().join("tests");
    let wanted =
        fs::read_to_string(tests.join("package-lock.json")).context("tests/package-lock.json is missing")?;
    let kept = tests.join("node_modules/.installed");
    if fs::read_to_string(&kept).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if !has_node() {
        bail!("Node 20 or newer is needed for this: install `nodejs` and `npm`.");
    }
    let mut npm = shell::program("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&tests);
    shell::run(&mut npm)?;
    Ok(fs::write(kept, wanted)?)
}

/// Whether the packages for Node can be installed and run.
pub(crate) fn has_node() -> bool {
    shell::has("node") && shell::has("npm")
}

/// The program `cargo-deny`, installed below `target/` when it is not there yet.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let place = shell::target().join("tools");
    let deny = place.join("bin/cargo-deny");
    if shell::ask(shell::program(&deny).arg("--version")).is_some_and(|said| said.ends_with(CARGO_DENY)) {
        return Ok(deny);
    }
    let mut install = shell::cargo();
    // Without optimisation: it runs for a second, and would compile for minutes.
    install.args([
        "install",
        "--quiet",
        "--locked",
        "--no-default-features",
        "--debug",
        "--version",
        CARGO_DENY,
    ]);
    shell::run(install.arg("--root").arg(&place).arg("cargo-deny"))?;
    Ok(deny)
}
