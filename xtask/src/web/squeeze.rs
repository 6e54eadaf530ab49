//! Making it smaller than the compiler does: esbuild for what is text, Binaryen for the wasm.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Assets;
use crate::{shell, tools};

/// The oldest browsers for which scripts are written, as `docs/embedding.md` says.
const FLOOR: &str = "--target=chrome96,safari15,firefox90";

/// Minifies the texts and optimises the wasm. Needs Node.
pub(crate) fn squeeze(assets: Assets) -> Result<Assets> {
    tools::node_packages()?;
    Ok(Assets {
        loader: minify(&assets.loader, "js")?,
        pinned: minify(&assets.pinned, "js")?,
        later: minify(&assets.later, "mjs")?,
        glue: minify(&assets.glue, "mjs")?,
        theme: minify(&assets.theme, "css")?,
        wasm: optimise(&assets.wasm)?,
    })
}

/// What the functions of the module that was optimised last are called, a number and a name a line.
pub(super) fn symbols() -> PathBuf {
    shell::target().join("wasm/squeezed.symbols")
}

fn minify(text: &str, kind: &str) -> Result<String> {
    let file = shell::target().join(format!("wasm/squeeze.{kind}"));
    fs::write(&file, text)?;
    let mut esbuild = tools::node_program("esbuild");
    esbuild.arg(&file).args(["--minify", "--legal-comments=none", "--log-level=warning"]);
    if kind != "css" {
        esbuild.arg(FLOOR);
    }
    shell::ask(&mut esbuild)
        .with_context(|| format!("esbuild refused the {kind} file: `{}`", shell::line(&esbuild)))
}

fn optimise(wasm: &[u8]) -> Result<Vec<u8>> {
    let from = shell::target().join("wasm/squeeze.wasm");
    let to = shell::target().join("wasm/squeezed.wasm");
    fs::write(&from, wasm)?;
    let mut optimiser = tools::node_program("wasm-opt");
    optimiser.arg(&from).arg("--output").arg(&to);
    // Exactly the features the module was compiled with: any more, and browsers refuse what comes out.
    optimiser.arg("--mvp-features").args(features(wasm).iter().map(|name| format!("--enable-{name}")));
    optimiser.args(["--traps-never-happen", "-Oz", "-Oz", "--converge", "--reorder-functions-by-name"]);
    optimiser.arg(format!("--symbolmap={}", symbols().display()));
    optimiser.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    shell::run(&mut optimiser)?;
    Ok(fs::read(&to)?)
}

/// The features named in the module's `target_features` section, as `wasm-opt` calls them.
///
/// The section is a count and that many entries: a sign, a length, a name. All three lengths are below 128,
/// so each is one byte.
fn features(wasm: &[u8]) -> Vec<String> {
    const NAME: &[u8] = b"target_features";
    let Some(start) = wasm.windows(NAME.len()).position(|window| window == NAME) else { return Vec::new() };
    let mut bytes = wasm[start + NAME.len()..].iter().copied();
    let count = bytes.next().unwrap_or_default();
    let mut names = Vec::new();
    for _ in 0..count {
        let wanted = bytes.next() == Some(b'+');
        let length = bytes.next().unwrap_or_default();
        let name: Vec<u8> = bytes.by_ref().take(length.into()).collect();
        let name = String::from_utf8_lossy(&name).replace("nontrapping-fptoint", "nontrapping-float-to-int");
        if wanted {
            names.push(name);
        }
    }
    names
}
