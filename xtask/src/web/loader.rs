//! The loader, and the module it fetches later: each is a frame, with the files it names put in, in their order. Plain
//! scripts in one scope, so that nothing is needed to put them together but this.

use anyhow::{Context, Result};

/// What a line of the frame begins with that is another file's place.
const MARK: &str = "//= ";

/// A frame and its files as one script; `read` gives the text of a file of `www/loader`.
pub(crate) fn put_together(frame: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let lines = frame.lines().map(|line| {
        let Some(named) = line.trim_start().strip_prefix(MARK) else { return Ok(format!("{line}\n")) };
        let name = named.split_whitespace().next().context("a line of the loader names no file")?;
        read(name)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::put_together;

    #[test]
    fn files_stand_where_they_are_named_and_nothing_else_changes() {
        let frame = "(() => {\n  //= a.js   first\n  const b = a;\n})();\n";
        let whole = put_together(frame, |name| Ok(format!("const a = \"{name}\";\n"))).unwrap();
        assert_eq!(whole, "(() => {\nconst a = \"a.js\";\n  const b = a;\n})();\n");
    }

    #[test]
    fn a_file_that_is_missing_stops_the_build() {
        assert!(put_together("//= a.js", |_| anyhow::bail!("missing")).is_err());
        assert!(put_together("//= ", |_| Ok(String::new())).is_err());
    }
}
