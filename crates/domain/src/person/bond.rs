//! Known names that an agent found to be one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::Fact;
use crate::id::CustomerId;
use crate::time::Timestamp;

/// What agents said of each pair of names, last: that they are one person, or that they are not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bonds(BTreeMap<(CustomerId, CustomerId), (Timestamp, Parted)>);

/// Of one instant the parting comes last.
type Parted = bool;

/// Why two names cannot be merged, or parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BondError {
    /// Both are one name.
    #[error("a customer cannot be merged with themselves")]
    Same,
    /// A visitor is identified, by a session; never merged.
    #[error("a name that begins with `anon:` is that of a visitor, and is not merged")]
    Anonymous,
    /// The other name belongs to somebody else.
    #[error("the other customer has been merged into somebody else; merge, or unmerge, that one")]
    Elsewhere,
    /// The name belongs to the other one, which leads.
    #[error("the customer has been merged into the other one, which leads")]
    Circle,
}

impl Bonds {
    /// Takes in what a fact of `customer` says; of a pair what was said last holds.
    pub fn learn(&mut self, customer: &CustomerId, fact: &Fact, at: Timestamp) {
        if let Some((other, parted)) = fact.binds(customer) {
            let said = self.0.entry((customer.clone(), other.clone())).or_insert((at, parted));
            *said = (*said).max((at, parted));
        }
    }

    /// The leading name of each that was merged: of those that are one person, one that was merged into none; of
    /// several, which no agent can bring about, the first by name.
    #[must_use]
    pub fn leading(&self) -> BTreeMap<CustomerId, CustomerId> {
        let absorbed: BTreeSet<&CustomerId> = self.held().map(|(_, other)| other).collect();
        let mut people = Vec::<BTreeSet<&CustomerId>>::new();
        for (customer, other) in self.held() {
            let touches = |person: &BTreeSet<_>| person.contains(customer) || person.contains(other);
            let (same, others) = people.into_iter().partition::<Vec<_>, _>(touches);
            people = others;
            people.push(same.into_iter().flatten().chain([customer, other]).collect());
        }
        let mut leading = BTreeMap::new();
        for person in people {
            let first = person.iter().copied().min_by_key(|name| (absorbed.contains(name), *name));
            let named = person.iter().filter_map(|name| Some(((*name).clone(), first?.clone())));
            leading.extend(named);
        }
        leading
    }

    /// Whether `fact`, of `customer`, changes anything.
    ///
    /// # Errors
    /// See [`BondError`].
    pub fn may(&self, customer: &CustomerId, fact: &Fact) -> Result<bool, BondError> {
        let (Fact::Merged { other } | Fact::Unmerged { other }) = fact else { return Ok(false) };
        if customer == other {
            return Err(BondError::Same);
        }
        if customer.is_anonymous() || other.is_anonymous() {
            return Err(BondError::Anonymous);
        }
        let merge = matches!(fact, Fact::Merged { .. });
        let into = self.held().find(|(_, absorbed)| *absorbed == other).map(|(into, _)| into);
        match into {
            Some(into) if into == customer => Ok(!merge),
            Some(_) => Err(BondError::Elsewhere),
            None if self.leading().get(customer) == Some(other) => Err(BondError::Circle),
            None => Ok(merge),
        }
    }

    /// The pairs that are one person now: into whom, and who.
    fn held(&self) -> impl Iterator<Item = (&CustomerId, &CustomerId)> {
        self.0.iter().filter(|(_, (_, parted))| !parted).map(|((customer, other), _)| (customer, other))
    }
}
