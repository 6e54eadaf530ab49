//! The widget as a WebAssembly module with its glue.

use std::fs;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::toolchain::{TARGET, Toolchain};
use crate::shell;

/// The widget as a browser loads it.
pub(crate) struct Module {
    /// The JavaScript that stands between page and wasm; it is given the wasm, it does not look for it.
    pub(crate) glue: String,
    pub(crate) wasm: Vec<u8>,
}

/// Compiles the widget and generates its glue; with `terse` names between the two.
pub(crate) fn build(toolchain: Toolchain, terse: bool) -> Result<Module> {
    let folder = shell::target().join("wasm");
    let mut cargo = toolchain.cargo_rustc();
    cargo.args(["--quiet", "--package", "constance", "--lib", "--crate-type", "cdylib", "--profile", "web"]);
    shell::run(cargo.arg("--target-dir").arg(&folder))?;

    let file = folder.join(TARGET).join("web/constance.wasm");
    let compiled = fs::read(&file).with_context(|| format!("{} was not built", shell::shown(&file)))?;
    bind(compiled, terse).context("wasm-bindgen")
}

fn bind(compiled: Vec<u8>, terse: bool) -> Result<Module> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("constance", compiled).web(true)?;
    bindgen.typescript(false).remove_name_section(true).remove_producers_section(true);
    bindgen.omit_default_module_path(true);
    let mut output = bindgen.generate_output()?;

    let snippets = output.snippets().values().any(|snippets| !snippets.is_empty());
    if snippets || !output.local_modules().is_empty() || !output.npm_dependencies().is_empty() {
        bail!("a crate of the widget brings its own JavaScript; the glue must be one file");
    }
    if output.js().contains("_bg.wasm\"") || output.js().contains("import.meta") {
        bail!("the glue looks for its own wasm; it must be handed it");
    }
    let mut glue = output.js().to_owned();
    if terse {
        // What the wasm asks of the glue is called `__wbg_setAttribute_f75317b2b5cabfb4` and the like, on both
        // sides, a hundred times; such names do not compress.
        for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
            let short = format!("i{number}");
            if let Some(renamed) = replaced_once(&glue, &format!("{}: ", import.name), &format!("{short}: "))
            {
                glue = renamed;
                import.name = short;
            }
        }
    }
    Ok(Module { glue, wasm: output.wasm_mut().emit_wasm() })
}

/// `None` unless it is there exactly once.
fn replaced_once(text: &str, old: &str, new: &str) -> Option<String> {
    (text.matches(old).count() == 1).then(|| text.replace(old, new))
}
