//! `cargo xtask web`: what a page loads, built into `target/web`.
//!
//! The loader under its own name, everything else under names made from what it holds, each with its brotli
//! and gzip twins. Nothing is written when nothing changed, so the service that embeds it is not rebuilt.

mod loader;
mod module;
mod pinned;
mod publish;
mod sections;
mod sinks;
mod squeeze;
mod stamp;
mod symbols;
mod toolchain;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;

use crate::shell;
pub(crate) use publish::{INTEGRITY, LOADER};
use stamp::Stamp;
use toolchain::Toolchain;

/// How to build what a page loads.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Minify and optimise, as for a release (needs Node)
    #[arg(long, alias = "release-squeeze")]
    squeeze: bool,
    /// Compile with this toolchain instead of the best one found
    #[arg(long, value_name = "TOOLCHAIN")]
    with: Option<Toolchain>,
}

/// What a page loads, before it gets its names.
pub(crate) struct Assets {
    loader: String,
    pinned: String,
    later: String,
    glue: String,
    theme: String,
    wasm: Vec<u8>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let toolchain = options.with.map_or_else(Toolchain::find, Ok)?;
    let asked = Stamp::now(&toolchain.version(), options.squeeze)?;
    let stamp = shell::target().join("web.stamp");
    if Stamp::last(&stamp, &folder()).is_some_and(|last| last.serves(&asked)) {
        eprintln!("web: nothing changed");
        return Ok(());
    }

    let start = Instant::now();
    let module = module::build(toolchain, options.squeeze)?;
    let whole = |frame, files| {
        let read =
            |name: &str| if name == "files.js" { source(files) } else { source(&format!("loader/{name}")) };
        loader::put_together(&source(frame)?, read)
    };
    let later = whole("later.js", "")?;
    let mut assets = Assets {
        loader: whole("constance.js", "loader/files.js")?,
        pinned: pinned::with_modules(&whole("constance.js", "loader/pinned.js")?, &module.glue, &later)?,
        later,
        glue: module.glue,
        theme: source("theme.css")?,
        wasm: module.wasm,
    };
    if options.squeeze {
        assets = squeeze::squeeze(assets)?;
        sections::refuse_custom(&assets.wasm)?;
    }
    sinks::refuse("loader", &assets.loader)?;
    sinks::refuse("pinned loader", &assets.pinned)?;
    sinks::refuse("later module", &assets.later)?;
    sinks::refuse("glue", &assets.glue)?;
    let files = publish::files(&assets)?;
    publish::write(&folder(), &files)?;
    if options.squeeze {
        symbols::keep(&squeeze::symbols(), files.keys())?;
    }
    asked.keep(&stamp, files.keys())?;
    eprintln!("web: built in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// Builds for development, or as for a release.
pub(crate) fn build(squeeze: bool) -> Result<()> {
    run(&Options { squeeze, with: None })
}

/// Lints what only exists in browsers, with the compiler that builds it; says whether that one has lints.
pub(crate) fn lint() -> Result<bool> {
    let toolchain = Toolchain::find()?;
    if toolchain.has_lints() {
        let lint = ["--package", "constance", "--lib", "--", "--deny", "warnings"];
        shell::run(toolchain.cargo("clippy").args(lint))?;
    }
    Ok(toolchain.has_lints())
}

/// Where the built assets are.
pub(crate) fn folder() -> PathBuf {
    shell::target().join("web")
}

/// Where the names of functions are kept, a file a build: nobody is served them.
pub(crate) fn symbols() -> PathBuf {
    shell::target().join("symbols")
}

fn source(name: &str) -> Result<String> {
    shell::read(&format!("www/{name}"))
}
