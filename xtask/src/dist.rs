//! `cargo xtask dist`: what is put on a server: one program with everything in it; the assets apart, of this build and
//! of those before it, for `constance serve --assets` and for those who serve them from elsewhere; what the functions of each
//! build were called; the package for npm.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{npm, shell, size, web};

pub(crate) fn run() -> Result<()> {
    size::run(&size::Options::default())?;
    shell::run(shell::cargo().args(["build", "--release", "--package", "constance-service"]))?;

    let dist = shell::target().join("dist");
    let built = shell::development_builds()?.with_file_name("release").join("constance");
    let assets = dist.join("assets");
    // Each is called by what it holds: those of earlier builds stay, for the pages that still ask for them.
    copy_all(&web::folder(), &assets)?;
    copy_all(&web::symbols(), &dist.join("symbols"))?;
    let program = dist.join("constance");
    fs::copy(&built, &program).with_context(|| format!("{} was not built", shell::shown(&built)))?;
    npm::build()?;
    size::print_file(&program)?;
    println!("\n{}", pinned(&fs::read_to_string(assets.join(web::INTEGRITY))?)?);
    Ok(())
}

/// The tag of a page that pins this build.
fn pinned(integrity: &str) -> Result<String> {
    let said: Value = serde_json::from_str(integrity)?;
    let text = |name| said[name].as_str().with_context(|| format!("{} names no {name}", web::INTEGRITY));
    Ok(format!(
        "<script async src=\"https://offers.brand.example{}\"\n  integrity=\"{}\" crossorigin=\"anonymous\" \
         data-brand=\"maison\"></script>",
        text("loader")?,
        text("integrity")?
    ))
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

#[cfg(test)]
mod tests {
    use super::pinned;

    #[test]
    fn the_tag_of_a_page_names_the_loader_and_its_sum() {
        let tag = pinned(r#"{ "loader": "/assets/constance-0.js", "integrity": "sha384-abc" }"#).unwrap();
        let said = "src=\"https://offers.brand.example/assets/constance-0.js\"\n  integrity=\"sha384-abc\"";
        assert!(tag.contains(said), "{tag}");
        assert!(pinned("{}").is_err());
    }
}
