//! The text of a program file, and what is wrong with it where.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Fault;

/// What has been found wrong with a text so far.
pub(super) struct Faults<'t> {
    text: &'t str,
    found: RefCell<Vec<Fault>>,
}

/// A fault has been noted, which is why there is no value. Made nowhere but here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told(());

impl<'t> Faults<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, found: RefCell::default() }
    }

    /// Notes a fault at a range of bytes.
    pub(super) fn at(
        &self,
        span: &Range<usize>,
        wrong: impl Into<String>,
        instead: impl Into<String>,
    ) -> Told {
        let start = self.text.floor_char_boundary(span.start);
        let (before, after) = self.text.split_at(start);
        let first = before.rfind('\n').map_or(0, |at| at + 1);
        let meant = self.text.floor_char_boundary(span.end.max(start)) - start;
        let meant = after.get(..meant).unwrap_or("").lines().next().unwrap_or("");
        self.found.borrow_mut().push(Fault {
            line: before.matches('\n').count() + 1,
            column: before.get(first..).unwrap_or("").chars().count() + 1,
            width: meant.chars().count().max(1),
            wrong: wrong.into(),
            instead: instead.into(),
        });
        Told(())
    }

    /// The text from the beginning of a range on.
    pub(super) fn text_at(&self, span: &Range<usize>) -> &'t str {
        self.text.get(span.start..).unwrap_or("")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }

    /// Every fault once, in the order of the lines.
    pub(super) fn in_order(self) -> Vec<Fault> {
        let found: BTreeSet<Fault> = self.found.into_inner().into_iter().collect();
        found.into_iter().collect()
    }
}

/// Adds one to all, unless a fault was told of either.
pub(super) fn gather<T>(all: &mut Result<Vec<T>, Told>, one: Result<T, Told>) {
    match (all.as_mut(), one) {
        (Ok(all), Ok(one)) => all.push(one),
        (_, Err(told)) => *all = Err(told),
        (Err(_), Ok(_)) => {}
    }
}

/// Notes where the text is not TOML. One slip often makes a parser stumble again, so that of several on a line only
/// the first is told.
pub(super) fn not_toml(errors: &[toml::de::Error], faults: &Faults<'_>) -> Result<(), Told> {
    let mut lines = BTreeSet::new();
    let mut told = Ok(());
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (what, expected) = error.message().split_once(", expected ").unwrap_or((error.message(), ""));
        let line = faults.text.get(..span.start).map_or(0, |before| before.matches('\n').count());
        if lines.insert(line) {
            told = Err(faults.at(
                &span,
                format!("this is not TOML: {}", plain(what, &span)),
                remedy(what, expected),
            ));
        }
    }
    told
}

/// What the parser says, in plain words where it speaks of its own.
fn plain<'w>(what: &'w str, span: &Range<usize>) -> &'w str {
    match what {
        "string values must be quoted" if span.is_empty() => "there is no value",
        "string values must be quoted" => "a text must be in quotes",
        "invalid basic string" => "the text has no end, or a character that it may not have",
        "duplicate key" => "this was said before",
        "missing escaped value" => "a `\\` in a text begins a special character, and this is none",
        what => what,
    }
}

fn remedy(what: &str, expected: &str) -> String {
    match what {
        "duplicate key" => "keep one of the two, or give the other another name".to_owned(),
        "string values must be quoted" => "put the value in quotes: `\"…\"`".to_owned(),
        "missing escaped value" => "write `\\\\` for a `\\`".to_owned(),
        what if what.contains("inline table") && what.starts_with("unclosed") => {
            "close the brace: `}`".to_owned()
        }
        what if what.contains("array") && what.starts_with("unclosed") => "close the bracket: `]`".to_owned(),
        what if what.starts_with("missing comma") => "put a comma between the two".to_owned(),
        what if what.contains("recur") => "nest the rule less deeply".to_owned(),
        _ if !expected.is_empty() => format!("write {} here", expected.replace(", ", " or ")),
        _ => "write `key = \"text\"`, `key = 7`, `key = [ … ]` or `key = { … }`".to_owned(),
    }
}
