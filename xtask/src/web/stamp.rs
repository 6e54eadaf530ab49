//! What `target/web` was built from, so that the same is not built twice.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::publish::digest;
use crate::shell;

/// Files and folders whose change means another build.
const INPUTS: [&str; 12] = [
    "Cargo.lock",
    "Cargo.toml",
    "build.rs",
    "crates/contract/Cargo.toml",
    "crates/contract/src",
    "src",
    "tests/package-lock.json",
    "www/constance.js",
    "www/later.js",
    "www/loader",
    "www/theme.css",
    "xtask/src/web",
];

/// One line each: what is in there, whether it was squeezed, and which files were written.
pub(crate) struct Stamp {
    pub(crate) inputs: String,
    pub(crate) squeezed: bool,
}

impl Stamp {
    /// What a build begun now would be made from.
    pub(crate) fn now(compiler: &str, squeezed: bool) -> Result<Self> {
        let mut seen = format!("{compiler}\n");
        for input in INPUTS {
            for file in files_under(&shell::root().join(input))? {
                let content =
                    fs::read(&file).with_context(|| format!("cannot read {}", shell::shown(&file)))?;
                seen += &format!("{} {}\n", shell::shown(&file), digest(&content));
            }
        }
        Ok(Self { inputs: digest(seen.as_bytes()), squeezed })
    }

    /// What the last build was made from, if its files are still there.
    pub(crate) fn last(stamp: &Path, built: &Path) -> Option<Self> {
        let text = fs::read_to_string(stamp).ok()?;
        let mut lines = text.lines();
        let (inputs, squeezed) = lines.next()?.split_once(' ')?;
        let whole = lines.all(|name| built.join(name).is_file());
        whole.then(|| Self { inputs: inputs.to_owned(), squeezed: squeezed == "squeezed" })
    }

    /// Whether what was built then is as good as what is asked for now.
    pub(crate) fn serves(&self, asked: &Self) -> bool {
        self.inputs == asked.inputs && (self.squeezed || !asked.squeezed)
    }

    /// Keeps the stamp with the names of what was written.
    pub(crate) fn keep<'a>(&self, stamp: &Path, names: impl Iterator<Item = &'a String>) -> Result<()> {
        let kind = if self.squeezed { "squeezed" } else { "plain" };
        let names = names.map(String::as_str).collect::<Vec<_>>().join("\n");
        Ok(fs::write(stamp, format!("{} {kind}\n{names}\n", self.inputs))?)
    }
}

fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let entries = fs::read_dir(path).with_context(|| format!("{} is missing", shell::shown(path)))?;
    for entry in entries {
        found.extend(files_under(&entry?.path())?);
    }
    found.sort();
    Ok(found)
}
