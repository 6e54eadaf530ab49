//! The tools that are neither Rust crates nor here by themselves: which, which version, how they come.
//!
//! Versions are pinned in three places and nowhere else: crates (wasm-bindgen's generator among them) in
//! `Cargo.lock`, the packages for Node in `tests/package-lock.json`, and the rest below.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

/// Debian's compiler for the web, for machines where rustup cannot add the target.
pub(crate) const DEBIAN_WEB: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// The check of licences, sources and known weaknesses.
const CARGO_DENY: &str = "0.20.2";

/// The client of other people for Python.
const PYTHON_CLIENT: &str = "segment-analytics-python==2.4.0";

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

/// What several nodes are tried with, where the tests look for it: the server by which they tell each other, and what
/// stands in front of them.
pub(crate) fn servers() -> Result<()> {
    for server in ["nats-server", "nginx"] {
        if !Path::new("/usr/sbin").join(server).is_file() {
            apt_install(&format!("No {server}: install it."), &[server])?;
        }
    }
    Ok(())
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

/// Where the client for Python is, installed below `target/` when it is not there yet.
pub(crate) fn python_client() -> Result<PathBuf> {
    let place = shell::target().join("tools/python");
    let kept = place.join(".installed");
    if fs::read_to_string(&kept).is_ok_and(|installed| installed == PYTHON_CLIENT) {
        return Ok(place);
    }
    if shell::ask(shell::program("python3").args(["-m", "pip", "--version"])).is_none() {
        apt_install("Python 3 with pip is needed for this.", &["python3", "python3-pip"])?;
    }
    let mut pip = shell::program("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]);
    shell::run(pip.args(["--upgrade", "--target"]).arg(&place).arg(PYTHON_CLIENT))?;
    fs::write(kept, PYTHON_CLIENT)?;
    Ok(place)
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
