//! `cargo xtask size`: what a visitor pays, and whether it is within what we promised.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::{shell, tools, web};

/// The promises, in kilobytes of 1,024 bytes after brotli at its best.
const BUDGETS: [(&str, u64); 6] =
    [("loader", 6), ("later", 5), ("glue", 4), ("wasm", 60), ("theme", 6), ("pinned", 14)];

/// How to print the sizes.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// For programs: one JSON object
    #[arg(long)]
    json: bool,
}

struct Part {
    name: &'static str,
    raw: u64,
    brotli: u64,
    budget: u64,
}

/// Builds as for a release where Node is there, prints, and fails over budget.
pub(crate) fn run(options: &Options) -> Result<()> {
    let squeeze = tools::has_node();
    if !squeeze {
        eprintln!("size: without Node nothing is minified; a release is smaller");
    }
    web::build(squeeze)?;
    let parts = parts()?;
    if options.json {
        print_json(&parts)
    } else {
        print_table(&parts)
    }

    let over: Vec<_> = parts.iter().filter(|part| part.brotli > part.budget).map(|part| part.name).collect();
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

fn parts() -> Result<Vec<Part>> {
    BUDGETS.into_iter().map(|(name, kilobytes)| part(name, kilobytes * 1024)).collect()
}

fn part(name: &'static str, budget: u64) -> Result<Part> {
    let file = match name {
        "loader" => web::folder().join(web::LOADER),
        "pinned" => asset("js", is_pinned)?,
        "later" => script(false)?,
        "glue" => script(true)?,
        "theme" => asset("css", |_| true)?,
        _ => asset("wasm", |_| true)?,
    };
    let compressed = file.with_added_extension("br");
    Ok(Part { name, raw: fs::metadata(file)?.len(), brotli: fs::metadata(compressed)?.len(), budget })
}

/// Of the two scripts among the assets, the one that starts the wasm, or the other.
fn script(glue: bool) -> Result<PathBuf> {
    asset("js", |file| {
        !is_pinned(file) && fs::read_to_string(file).is_ok_and(|text| text.contains("WebAssembly") == glue)
    })
}

/// The loader with all scripts in it, for pages that name its sum.
fn is_pinned(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("constance-"))
}

fn asset(extension: &str, is_it: impl Fn(&Path) -> bool) -> Result<PathBuf> {
    fs::read_dir(web::folder().join("assets"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|found| found == extension) && is_it(path))
        .with_context(|| format!("no .{extension} file among the built assets"))
}

fn print_table(parts: &[Part]) {
    println!("{:<8} {:>9} {:>9} {:>9}", "bytes", "raw", "brotli", "budget");
    for Part { name, raw, brotli, budget } in parts {
        let mark = if brotli > budget { "  OVER" } else { "" };
        println!("{name:<8} {raw:>9} {brotli:>9} {budget:>9}{mark}");
    }
}

fn print_json(parts: &[Part]) {
    let sizes: serde_json::Map<_, _> = parts
        .iter()
        .map(|part| {
            let Part { name, raw, brotli, budget } = part;
            (name.to_string(), json!({ "raw": raw, "brotli": brotli, "budget": budget }))
        })
        .collect();
    println!("{}", serde_json::Value::from(sizes));
}

/// The size of one file, in a line.
pub(crate) fn print_file(file: &Path) -> Result<()> {
    let megabytes = fs::metadata(file)?.len() as f64 / 1_048_576.0;
    println!("{} {megabytes:.1} MB", shell::shown(file));
    Ok(())
}
