//! Names the build of the views: HTML that one build rendered is only ever hydrated by the same build.

use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where everything lives that the rendered HTML depends on.
const SOURCES: [&str; 2] = ["src", "crates/contract/src"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files)?;
    }
    files.sort();

    let mut sum = Sha256::new();
    for file in &files {
        sum.update(fs::read(file)?);
    }
    let build: String = sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();

    println!("cargo::rustc-env=CONSTANCE_BUILD={build}");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("build.txt"), build)
}

/// Every Rust file below `folder`.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
