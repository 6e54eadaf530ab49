//! What was told once, and is never changed.

use std::collections::BTreeMap;

use super::Ledger;
use super::posting::{Account, Accounts, Cause, Posting, clamped};
use crate::event::Event;
use crate::money::Points;
use crate::profile::Profile;
use crate::program::Program;
use crate::time::Timestamp;

/// Postings in the order in which they were made known. Where something is reported late, what was told before is
/// corrected by further postings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    told: Option<Timestamp>,
}

/// A posting and when it was made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it was made known. When it took effect is in its cause.
    pub posted: Timestamp,
    /// What it says.
    pub posting: Posting<'static>,
    /// Whether it adjusts a time of which was told before.
    pub adjusted: bool,
}

impl Journal {
    /// The journal of a customer whose events arrived when they did: what had arrived when a day ended was told, and
    /// what arrives on a later day for an earlier one adjusts it. `known` sums up events as of an instant.
    #[must_use]
    pub fn of(
        program: &Program,
        mut arrivals: Vec<(Timestamp, Event)>,
        now: Timestamp,
        known: impl Fn(&[(Timestamp, Event)], Timestamp) -> Profile,
    ) -> Self {
        let zone = &program.zone;
        arrivals.sort_by_key(|(arrived, _)| *arrived);
        let mut journal = Self::default();
        let mut first = 0;
        for day in arrivals.chunk_by(|(one, _), (other, _)| zone.day(*one) == zone.day(*other)) {
            let (Some((one, _)), Some((last, _))) = (day.first(), day.last()) else { continue };
            let begins = zone.start(zone.day(*one));
            let late = first > 0 && day.iter().any(|(_, event)| event.at < begins);
            for (until, at) in
                [(first, begins), (first + day.len(), (*last).min(now))].into_iter().filter(|_| late)
            {
                let told = known(arrivals.get(..until).unwrap_or_default(), at);
                journal.catch_up(&Ledger::of(program, &told, at));
            }
            first += day.len();
        }
        journal.catch_up(&Ledger::of(program, &known(&arrivals, now), now));
        journal
    }

    /// Every entry, in the order in which they were made known.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is on each account by these entries.
    #[must_use]
    pub fn accounts(&self) -> Accounts {
        Accounts::of(self.entries.iter().map(|entry| &entry.posting))
    }

    /// Posts the difference between what was told and what is known now, and gives the entries that took.
    pub fn catch_up(&mut self, ledger: &Ledger<'_>) -> &[Entry] {
        let told = self.told;
        let posted = told.map_or(ledger.now(), |told| told.max(ledger.now()));
        let entry = |(Way { cause, low, high }, points): (Way<'_, '_>, i128)| {
            let (from, to) = if points > 0 { (low, high) } else { (high, low) };
            let posting =
                Posting { cause: cause.clone(), from, to, points: clamped(points.saturating_abs()) };
            Entry {
                posted,
                adjusted: told.is_some_and(|told| cause.at <= told),
                posting: posting.into_owned(),
            }
        };
        let fresh: Vec<Entry> = self.missing(ledger).into_iter().map(entry).collect();
        let known = self.entries.len();
        self.entries.extend(fresh);
        self.told = Some(posted);
        self.entries.get(known..).unwrap_or_default()
    }

    /// What is known and was not told, less what was told and is no longer known.
    fn missing<'a>(&'a self, ledger: &'a Ledger<'a>) -> BTreeMap<Way<'a, 'a>, i128> {
        let known = ledger.postings().iter().map(|posting| (posting, 1));
        let told = self.entries.iter().map(|entry| (&entry.posting, -1));
        let mut missing = BTreeMap::new();
        for (posting, sign) in known.chain(told) {
            let (way, points) = Way::of(posting);
            *missing.entry(way).or_default() += sign * points;
        }
        missing.retain(|_, points| *points != 0);
        missing
    }
}

/// Between which accounts points went because of something, there or back.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Way<'a, 'p> {
    cause: &'a Cause<'p>,
    low: Account,
    high: Account,
}

impl<'a, 'p> Way<'a, 'p> {
    fn of(Posting { cause, from, to, points: Points(points) }: &'a Posting<'p>) -> (Self, i128) {
        let points = i128::from(*points);
        match from < to {
            true => (Self { cause, low: *from, high: *to }, points),
            false => (Self { cause, low: *to, high: *from }, -points),
        }
    }
}
