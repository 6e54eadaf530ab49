//! What no script that a page loads may hold: ways to make code or markup of a string.

use anyhow::{Result, bail};

const SINKS: [&str; 7] = [
    ".innerHTML",
    ".outerHTML",
    ".insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "createContextualFragment",
];

/// Complains of the first such way in a script.
pub(crate) fn refuse(name: &str, script: &str) -> Result<()> {
    match SINKS.into_iter().find(|sink| script.contains(sink)) {
        Some(sink) => bail!("the {name} says `{sink}`, which strict pages forbid"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::refuse;

    #[test]
    fn ways_to_run_or_parse_a_string_are_refused() {
        for script in ["a.innerHTML=b", "document.write(a)", "eval(a)", "new Function(a)()"] {
            assert!(refuse("loader", script).is_err(), "{script}");
        }
        assert!(refuse("loader", "a.textContent=b;evaluate(a)").is_ok());
    }
}
