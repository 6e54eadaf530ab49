//! The package for npm: what editors, compilers and frameworks want to know of the element, and one function that puts
//! the loader into a page. Types and manifest are made from the tables of `docs/embedding.md`, which journeys compare
//! with the element itself; so nobody writes them twice.

mod face;
mod manifest;
mod types;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{shell, tools};
use face::Face;

/// What the package is called.
const NAME: &str = "constance-offers";

/// What is in `www/npm` as it is shipped.
const BY_HAND: [&str; 5] = ["README.md", "index.d.ts", "index.js", "react.d.ts", "vue.d.ts"];

/// Writes the package into `target/dist/npm`.
pub(crate) fn build() -> Result<()> {
    let face = Face::read(&shell::read("docs/embedding.md")?)?;
    fs::create_dir_all(folder())?;
    for (name, content) in [
        ("package.json", manifest::package(NAME)),
        ("custom-elements.json", manifest::elements(&face)),
        ("element.d.ts", types::element(&face)),
    ] {
        write(name, &content)?;
    }
    BY_HAND.iter().try_for_each(|name| write(name, &shell::read(&format!("www/npm/{name}"))?))
}

/// Installs it beside the journeys, as a brand would.
pub(crate) fn install() -> Result<()> {
    tools::node_packages()?;
    build()?;
    let mut npm = shell::program("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"]);
    shell::run(npm.arg("../target/dist/npm").current_dir(shell::root().join("tests")))
}

fn write(name: &str, content: &str) -> Result<()> {
    let file = folder().join(name);
    fs::write(&file, content).with_context(|| format!("cannot write {}", shell::shown(&file)))
}

fn folder() -> PathBuf {
    shell::target().join("dist/npm")
}
