//! A table of the file, asked key by key. What it may hold is what it was asked for: `done` tells of the rest.

use std::fmt::Display;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::name::{listed, nearest};
use super::node::Node;
use super::source::{Faults, Told};

/// A key, and where it is.
pub(super) type Key<'a> = Spanned<DeString<'a>>;

/// A table whose keys are known by name.
pub(super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    span: Range<usize>,
    owner: String,
    path: String,
    /// What its author writes before a key: `link.` for `link.href`, nothing within braces or below a header.
    prefix: String,
    asked: Vec<&'static str>,
    /// Keys that were meant to be another, and have been told of.
    slips: Vec<&'a str>,
    faults: &'a Faults<'a>,
}

impl<'a> Fields<'a> {
    /// The file as a whole.
    pub(super) fn of_file(table: &'a DeTable<'a>, faults: &'a Faults<'a>) -> Self {
        let (path, prefix) = Default::default();
        Self {
            table,
            span: 0..0,
            owner: "the file".into(),
            path,
            prefix,
            asked: vec![],
            slips: vec![],
            faults,
        }
    }

    /// The table that a value is.
    pub(super) fn of(node: &Node<'a>, table: &'a DeTable<'a>) -> Self {
        let Node { owner, path, written, faults, .. } = node.clone();
        let prefix =
            if faults.text_at(&node.span()).starts_with(['{', '[']) { String::new() } else { written };
        Self { table, span: node.span(), owner, path, prefix, asked: vec![], slips: vec![], faults }
    }

    /// What stands under a key, if anything.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        Some(self.node(key, self.table.get(key)?))
    }

    /// What stands under a key that must be there; `line` is what to write where it is not.
    pub(super) fn need(&mut self, key: &'static str, line: &str) -> Result<Node<'a>, Told> {
        match self.get(key) {
            Some(node) => Ok(node),
            None => Err(self.lacks_key(key, format!("add `{}`", self.written(line)))),
        }
    }

    /// A section of the file.
    pub(super) fn section(&mut self, key: &'static str, keys: &str) -> Result<Fields<'a>, Told> {
        match self.get(key) {
            Some(node) => Ok(node.fields()?.named(format!("`[{key}]`"))),
            None => Err(self.lacks(&format!("section `[{key}]`"), format!("add `[{key}]` with {keys}"))),
        }
    }

    /// The tables of a list, each with a header of two pairs of brackets.
    pub(super) fn rows(&mut self, key: &'static str, header: &str) -> Result<Vec<Fields<'a>>, Told> {
        let Some(node) = self.get(key) else { return Ok(Vec::new()) };
        match node.value() {
            DeValue::Array(_) => node.list()?.iter().map(Node::fields).collect(),
            _ => Err(node.wrong(
                "is there once, without being a list",
                format!("write `{header}`, in two pairs of brackets"),
            )),
        }
    }

    /// Every key and value, for tables whose keys are the author's own.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a Key<'a>, Node<'a>)> {
        self.table.iter().map(|(key, value)| (key, self.node(key.get_ref(), value)))
    }

    /// The same table, spoken of by another name.
    pub(super) fn named(self, owner: String) -> Self {
        Self { owner, path: String::new(), prefix: String::new(), ..self }
    }

    /// A line as its author would write it here.
    pub(super) fn written(&self, line: &str) -> String {
        join(&self.prefix, line)
    }

    /// Tells that a key is not there which must be, or that it is spelt otherwise.
    pub(super) fn lacks_key(&mut self, key: &'static str, instead: impl Into<String>) -> Told {
        let unknown = self.table.keys().filter(|known| !self.asked.contains(&known.get_ref().as_ref()));
        match unknown.into_iter().find(|known| nearest(known.get_ref(), [key]).is_some()) {
            Some(slip) => {
                self.slips.push(slip.get_ref());
                self.unknown(slip, format!("write `{key}`"))
            }
            None => self.lacks(&format!("`{}`", join(&self.path, key)), instead),
        }
    }

    /// Tells that something is not there which must be.
    pub(super) fn lacks(&self, what: &str, instead: impl Into<String>) -> Told {
        self.faults.at(&self.span, format!("{} has no {what}", self.owner), instead)
    }

    /// Tells of something wrong with the table as a whole.
    pub(super) fn wrong(&self, wrong: impl Display, instead: impl Into<String>) -> Told {
        let of = if self.path.is_empty() { String::new() } else { format!(": `{}`", self.path) };
        self.faults.at(&self.span, format!("{}{of} {wrong}", self.owner), instead)
    }

    /// Tells of something wrong with a key.
    pub(super) fn wrong_key(&self, key: &Key<'_>, wrong: impl Display, instead: impl Into<String>) -> Told {
        let path = join(&self.path, key.get_ref());
        self.faults.at(&key.span(), format!("{}: `{path}` {wrong}", self.owner), instead)
    }

    /// Tells of every key that was not asked for.
    pub(super) fn done(self) {
        let meant = |key: &str| self.asked.contains(&key) || self.slips.contains(&key);
        for key in self.table.keys().filter(|key| !meant(key.get_ref())) {
            let instead = match nearest(key.get_ref(), self.asked.iter().copied()) {
                Some(near) => format!("write `{near}`"),
                None => format!("remove it, or write one of {}", listed(&self.asked)),
            };
            self.unknown(key, instead);
        }
    }

    fn unknown(&self, key: &Key<'_>, instead: String) -> Told {
        let place = if self.path.is_empty() { String::new() } else { format!(" in `{}`", self.path) };
        self.faults.at(&key.span(), format!("{} knows no key `{key}`{place}", self.owner), instead)
    }

    fn node(&self, key: &str, value: &'a Spanned<DeValue<'a>>) -> Node<'a> {
        let (path, written) = (join(&self.path, key), self.written(key));
        Node { value, owner: self.owner.clone(), path, written, faults: self.faults }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
