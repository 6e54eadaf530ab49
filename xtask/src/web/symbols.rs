//! What functions were called before the module lost their names: by it a trace from a page, which has numbers only, is read.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Keeps the names of a build beside those of the builds before it, under what its module is called.
pub(crate) fn keep<'f>(made: &Path, mut files: impl Iterator<Item = &'f String>) -> Result<()> {
    let wasm = files.find_map(|file| file.strip_prefix("assets/")?.strip_suffix(".wasm"));
    let wasm = wasm.context("no module was built")?;
    let text = fs::read_to_string(made).context("the names of functions were not written")?;
    refuse_nameless(&text)?;
    fs::create_dir_all(super::symbols())?;
    Ok(fs::write(super::symbols().join(format!("{wasm}.symbols")), text)?)
}

/// Complains of a list, a number and a name a line, in which none of our functions has its name.
fn refuse_nameless(text: &str) -> Result<()> {
    let mut named = text.lines().filter_map(|line| line.split_once(':'));
    if !named.any(|(number, name)| number.parse::<u32>().is_ok() && name.contains("constance")) {
        bail!("the names of functions are lost");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::refuse_nameless;

    #[test]
    fn a_build_whose_functions_have_no_names_is_refused() {
        assert!(refuse_nameless("0:yew::app\n1:constance::view::offer::card\n").is_ok());
        assert!(refuse_nameless("0:0\n1:1\n").is_err());
        assert!(refuse_nameless("").is_err());
    }
}
