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

/// Compiles the widget and generates its glue; with `terse` names between the two, and then with the names of functions, for
/// whoever makes it smaller to keep.
pub(crate) fn build(toolchain: Toolchain, terse: bool) -> Result<Module> {
    let folder = shell::target().join("wasm");
    let mut cargo = toolchain.cargo("rustc");
    cargo.args(["--quiet", "--package", "constance", "--lib", "--crate-type", "cdylib", "--profile", "web"]);
    shell::run(cargo.arg("--target-dir").arg(&folder))?;

    let file = folder.join(TARGET).join("web/constance.wasm");
    let compiled = fs::read(&file).with_context(|| format!("{} was not built", shell::shown(&file)))?;
    bind(compiled, terse).context("wasm-bindgen")
}

fn bind(compiled: Vec<u8>, terse: bool) -> Result<Module> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("constance", compiled).web(true)?;
    bindgen.typescript(false).remove_name_section(!terse).remove_producers_section(true);
    bindgen.omit_default_module_path(true);
    let mut output = bindgen.generate_output()?;

    let snippets = output.snippets().values().any(|snippets| !snippets.is_empty());
    if snippets || !output.local_modules().is_empty() || !output.npm_dependencies().is_empty() {
        bail!("a crate of the widget brings its own JavaScript; the glue must be one file");
    }
    if output.js().contains("_bg.wasm\"") || output.js().contains("import.meta") {
        bail!("the glue looks for its own wasm; it must be handed it");
    }
    let mut glue = supervised(output.js())?;
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

/// What every entry into the wasm goes through.
const GUARD: &str = include_str!("guard.js");

/// The glue with two lines of it replaced: nothing enters the wasm but through the guard, and what Yew has for HTML
/// in strings, which no view uses, can set text at most.
fn supervised(glue: &str) -> Result<String> {
    let lines = [
        ("wasm = instance.exports;", "wasm = guarded(instance.exports);"),
        (".innerHTML = ", ".textContent = "),
    ];
    let mut glue = glue.to_owned();
    for (old, new) in lines {
        glue = replaced_once(&glue, old, new)
            .with_context(|| format!("the glue has `{old}` not once: look at what wasm-bindgen makes now"))?;
    }
    Ok(glue + GUARD)
}

/// `None` unless it is there exactly once.
fn replaced_once(text: &str, old: &str, new: &str) -> Option<String> {
    (text.matches(old).count() == 1).then(|| text.replace(old, new))
}

#[cfg(test)]
mod tests {
    use super::supervised;

    #[test]
    fn the_wasm_is_entered_through_the_guard_and_html_is_never_set() {
        let glue = supervised("wasm = instance.exports;\narg0.innerHTML = arg1;\n").unwrap();
        assert!(glue.starts_with("wasm = guarded(instance.exports);\narg0.textContent = arg1;\n"));
        assert!(glue.contains("export const supervise"));
    }

    #[test]
    fn glue_of_another_shape_stops_the_build() {
        assert!(supervised("wasm = instance.exports;\n").is_err());
        assert!(supervised("arg0.innerHTML = arg1;\n").is_err());
        let twice = "wasm = instance.exports;\narg0.innerHTML = a;\narg0.innerHTML = b;\n";
        assert!(supervised(twice).is_err());
    }
}
