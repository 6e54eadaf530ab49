//! What a row or a line is known again by: what it says, and how many before it said the same. So a file that was
//! imported in part, or grew, is simply imported again.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// Names rows, one after another.
pub(super) struct Identities<'a> {
    source: &'a str,
    seen: HashMap<[u8; 16], u32>,
}

impl<'a> Identities<'a> {
    /// Will name rows of this source.
    pub(super) fn of(source: &'a str) -> Self {
        Self { source, seen: HashMap::new() }
    }

    /// The name of the next row that says this.
    pub(super) fn next<'t>(&mut self, fields: impl IntoIterator<Item = &'t str>) -> String {
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        let mut content = [0; 16];
        content.copy_from_slice(&hash.finalize()[..16]);
        let occurrence = self.seen.entry(content).or_default();
        *occurrence += 1;
        format!("import:{}:{:032x}:{occurrence}", self.source, u128::from_be_bytes(content))
    }
}
