//! Which of what happened under an anonymous name is whose.

use std::collections::BTreeSet;

use crate::event::Assurance;
use crate::id::CustomerId;
use crate::time::Timestamp;

/// Whose the events of an anonymous name are. They are of whom was identified next, as long as that was always the same;
/// what lies between two who were identified under one name is nobody's, for it may be either's; and after the last the
/// name begins anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Who was identified first, and the last time before anybody else was: until then, inclusive, all is theirs.
    /// `None` where two were identified at the same first instant.
    pub owner: Option<(CustomerId, Timestamp)>,
    /// When somebody was last identified: what came after is of a visitor who has not said who they are.
    pub since: Timestamp,
}

/// That somebody was identified under an anonymous name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// When.
    pub at: Timestamp,
    /// As whom.
    pub customer: CustomerId,
    /// How sure that is.
    pub assurance: Assurance,
}

impl Stretch {
    /// Whose the behaviour under a name is, and whose all else, from what was said in any order. Behaviour goes by every
    /// word. All else goes by those that are proven alone: a word that is only asserted neither gives it, nor takes it,
    /// nor leaves it in doubt.
    #[must_use]
    pub fn both(said: &BTreeSet<Word>) -> (Option<Self>, Option<Self>) {
        let of = |proven: bool| {
            let counts = move |word: &&Word| !proven || word.assurance == Assurance::Proven;
            Self::of(said.iter().filter(counts).map(|word| (word.at, word.customer.clone())))
        };
        (of(false), of(true))
    }

    /// From who was identified under the name and when, in any order; `None` where nobody was.
    #[must_use]
    pub fn of(identified: impl IntoIterator<Item = (Timestamp, CustomerId)>) -> Option<Self> {
        let identified: BTreeSet<(Timestamp, CustomerId)> = identified.into_iter().collect();
        let ((_, first), (since, _)) = (identified.first()?, identified.last()?);
        let others = identified.iter().find(|(_, who)| who != first).map(|(at, _)| *at);
        let alone = |at: &Timestamp| others.is_none_or(|others| *at < others);
        let until = identified.iter().filter(|(at, who)| who == first && alone(at)).map(|(at, _)| *at).max();
        Some(Self { owner: until.map(|until| (first.clone(), until)), since: *since })
    }

    /// The known name to which belongs what happened at an instant, if anybody was identified since; `None` where
    /// that is in doubt.
    #[must_use]
    pub fn owner_at(&self, at: Timestamp) -> Option<&CustomerId> {
        self.owner.as_ref().filter(|(_, until)| at <= *until).map(|(owner, _)| owner)
    }
}
