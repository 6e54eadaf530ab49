//! The journal for people to read: a line for each thing that happened, with what there was to spend after it.

use super::posting::{Account, Accounts, Cause, clamped};
use super::{Entry, Journal};
use crate::money::Points;
use crate::time::Timestamp;

/// What one thing that happened changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happened, and when.
    pub cause: Cause<'static>,
    /// What it changed in the points that can be spent, or are owed.
    pub active: Points,
    /// What it changed in the points that can be spent later.
    pub pending: Points,
    /// What it should have taken back, and did not.
    pub forgiven: Points,
    /// The points that could be spent after it; below zero where some were owed.
    pub balance: Points,
    /// When it was made known, where that adjusted what had been told before.
    pub adjusted: Option<Timestamp>,
}

impl Journal {
    /// What was told, in the order in which it was.
    #[must_use]
    pub fn statement(&self) -> Vec<Line> {
        let mut accounts = Accounts::default();
        let together = |a: &Entry, b: &Entry| a.posting.cause == b.posting.cause && a.posted == b.posted;
        let line = |of_one: &[Entry]| {
            let first = of_one.first()?;
            let before = accounts;
            of_one.iter().for_each(|entry| accounts.post(&entry.posting));
            let change = |account| accounts.on(account) - before.on(account);
            Some(Line {
                cause: first.posting.cause.clone(),
                active: clamped(change(Account::Active) + change(Account::Debt)),
                pending: clamped(change(Account::Pending)),
                forgiven: clamped(-change(Account::Forgiven)),
                balance: clamped(accounts.on(Account::Active) + accounts.on(Account::Debt)),
                adjusted: first.adjusted.then_some(first.posted),
            })
        };
        self.entries().chunk_by(together).filter_map(line).collect()
    }
}
