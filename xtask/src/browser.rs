//! A real browser, driven by Playwright.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use anyhow::Result;

use crate::{demo, shell, tools, web};

/// `playwright test` of these projects, with what it needs to find the browser and the demo, both built as for a release.
pub(crate) fn playwright(projects: &[&str]) -> Result<Command> {
    web::build(true)?;
    demo::build()?;
    tools::node_packages()?;
    // Each run begins with nobody having claimed anything.
    if let Err(error) = fs::remove_dir_all(shell::target().join("journeys"))
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error.into());
    }
    let mut playwright = tools::node_program("playwright");
    playwright.arg("test").current_dir(shell::root().join("tests"));
    playwright.args(projects.iter().flat_map(|project| ["--project", project]));
    if let Some(lean) = lean_chromium() {
        playwright.env("LEAN_CHROMIUM", lean);
    }
    playwright
        .env(demo::HOME, shell::root())
        .env("CHROMIUM", chromium()?)
        .env("DEMO", shell::development_builds()?.join("constance-demo"));
    Ok(playwright)
}

/// `playwright test` of the clients of other people, with what it needs to find them and the service.
pub(crate) fn clients() -> Result<Command> {
    shell::run(shell::cargo().args(["build", "--package", "constance-service"]))?;
    tools::node_packages()?;
    let mut playwright = tools::node_program("playwright");
    playwright.args(["test", "--config", "clients/playwright.config.ts"]);
    playwright
        .current_dir(shell::root().join("tests"))
        .env("CHROMIUM", chromium()?)
        .env("CONSTANCE", shell::development_builds()?.join("constance"))
        .env("PYTHON_CLIENTS", tools::python_client()?);
    Ok(playwright)
}

/// The browser named by `CHROMIUM`, or one that is installed, or Debian's.
fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let found =
        || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(Path::new);
    let installed = || found().into_iter().find(|path| path.is_file()).map(Path::to_owned);
    if let Some(browser) = installed() {
        return Ok(browser);
    }
    tools::apt_install(
        "No Chromium: install it, or say where it is with CHROMIUM=/path/to/it.",
        &["chromium"],
    )?;
    Ok(installed().unwrap_or_else(|| "/usr/bin/chromium".into()))
}

/// Debian's Chromium without windows: the same engine for half the time. Pages that a whole browser keeps it does not keep.
fn lean_chromium() -> Option<PathBuf> {
    let named = env::var_os("LEAN_CHROMIUM").map(PathBuf::from);
    if named.is_some() || env::var_os("CHROMIUM").is_some() {
        return named;
    }
    let installed = PathBuf::from("/usr/bin/chromium-headless-shell");
    if !installed.is_file() && shell::is_root() {
        let done = tools::apt_install("without it journeys take longer.", &["chromium-headless-shell"]);
        done.inspect_err(|why| eprintln!("no chromium-headless-shell: {why:#}")).ok()?;
    }
    installed.is_file().then_some(installed)
}

/// The Firefox named by `FIREFOX`, or Debian's.
pub(crate) fn firefox() -> Result<PathBuf> {
    if let Some(named) = env::var_os("FIREFOX") {
        return Ok(named.into());
    }
    let installed = PathBuf::from("/usr/bin/firefox-esr");
    if !installed.is_file() {
        tools::apt_install("install it, or say where it is with FIREFOX=/path/to/it.", &["firefox-esr"])?;
    }
    Ok(installed)
}
