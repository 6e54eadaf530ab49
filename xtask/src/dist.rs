//! `cargo xtask dist`: what is put on a server: one program with everything in it, and the assets apart for
//! those who serve them from elsewhere; and the package for npm.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{npm, shell, size, web};

pub(crate) fn run() -> Result<()> {
    size::run(&size::Options::default())?;
    shell::run(shell::cargo().args(["build", "--release", "--package", "constance-service"]))?;

    let dist = shell::target().join("dist");
    let built = shell::development_builds()?.with_file_name("release").join("constance");
    let assets = dist.join("assets");
    if assets.exists() {
        fs::remove_dir_all(&assets)?;
    }
    copy_all(&web::folder(), &assets)?;
    let program = dist.join("constance");
    fs::copy(&built, &program).with_context(|| format!("{} was not built", shell::shown(&built)))?;
    npm::build()?;
    size::print_file(&program)
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
