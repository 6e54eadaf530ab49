//! `cargo xtask size`: what a visitor pays, and whether it is within what we promised.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::{shell, tools, web};

/// The promises, in kilobytes of 1,024 bytes after brotli at its best.
const BUDGETS: [(&str, u64); 4] = [("loader", 7), ("glue", 5), ("wasm", 75), ("theme", 6)];

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
        "loader" => web::folder().join("constance.js"),
        "glue" => asset("js")?,
        "theme" => asset("css")?,
        _ => asset("wasm")?,
    };
    let compressed = file.with_added_extension("br");
    Ok(Part { name, raw: fs::metadata(file)?.len(), brotli: fs::metadata(compressed)?.len(), budget })
}

fn asset(extension: &str) -> Result<std::path::PathBuf> {
    fs::read_dir(web::folder().join("assets"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|found| found == extension))
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
