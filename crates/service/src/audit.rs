//! The audit trail, as it is told.

use contract::audit::{Audit, AuditEntry};
use domain::id::BrandId;

use crate::hex::hex;
use crate::store;

/// Entries of a brand, newest first, of which `page` were asked for.
#[must_use]
pub fn report(brand: &BrandId, entries: Vec<store::AuditEntry>, page: usize) -> Audit {
    let before = entries.last().filter(|_| entries.len() == page).map(|last| last.number);
    Audit { brand: brand.to_string(), entries: entries.into_iter().map(entry).collect(), before }
}

fn entry(entry: store::AuditEntry) -> AuditEntry {
    AuditEntry {
        number: entry.number,
        at: entry.at.to_string(),
        actor: entry.actor.word().to_owned(),
        deed: entry.deed.word().to_owned(),
        // Half of it tells them apart.
        subject: entry.subject.map(|hash| hex(&hash[..16])),
        details: entry.details,
    }
}
