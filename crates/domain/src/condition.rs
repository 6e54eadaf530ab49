//! What an offer may ask of a customer: a tree of conditions over a closed list of observed facts.
//!
//! Each leaf says what it observed and whether that was enough, so that a decision can be explained to the customer,
//! to the agent and to the marketer from the very trace that made it. Observing is apart from judging: what was
//! observed can be kept and judged again.

mod leaf; // a condition on one fact
mod range; // from one value to another
mod goods; // products by name or by kind
mod observed; // what was seen of a fact
mod facts; // what conditions look at
mod observe; // how each fact is found out
mod threshold; // what a leaf asks, and what would turn its answer
mod turn; // when time alone turns it
mod explanation; // why a condition holds, or does not
mod text; // in plain words, for marketers

pub use explanation::{Cause, Explanation, Finding};
pub use facts::Facts;
pub use goods::Goods;
pub use leaf::{Leaf, WORDS};
pub use observed::{Observed, WEEKDAYS};
pub use range::{Range, Within};
pub use threshold::Threshold;
pub use turn::Turn;

/// Room for what is observed of most rules: counting their leaves takes longer than asking for a little too much.
const ROOM: usize = 12;

/// A condition on a customer.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Each of these holds.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// A single observed fact is as it should be.
    Fact(Leaf),
}

impl Condition {
    /// Whether the condition holds, and what was observed on the way. All leaves are looked at, so that the trace is
    /// whole.
    #[must_use]
    pub fn check<'f>(&'f self, facts: &Facts<'f>) -> Explanation<'f> {
        let mut observed = Vec::with_capacity(ROOM);
        let holds = self.walk(facts, &mut observed);
        Explanation::of(self, observed, holds)
    }

    /// Whether the condition holds. As soon as that is sure, no more leaves are looked at.
    #[must_use]
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Self::Not(part) => !part.holds(facts),
            Self::Fact(leaf) => leaf.accepts(&leaf.observe(facts)),
        }
    }

    /// Every leaf of the tree, in the order of the file.
    pub fn leaves(&self) -> impl ExactSizeIterator<Item = &Leaf> {
        let mut leaves = Vec::new();
        self.gather(&mut leaves);
        leaves.into_iter()
    }

    fn gather<'c>(&'c self, leaves: &mut Vec<&'c Leaf>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.gather(leaves)),
            Self::Not(part) => part.gather(leaves),
            Self::Fact(leaf) => leaves.push(leaf),
        }
    }

    fn walk<'f>(&self, facts: &Facts<'f>, seen: &mut Vec<Observed<'f>>) -> bool {
        match self {
            // Counting, unlike `all` and `any`, looks at every part.
            Self::All(parts) => parts.iter().filter(|part| !part.walk(facts, seen)).count() == 0,
            Self::Any(parts) => parts.iter().filter(|part| part.walk(facts, seen)).count() > 0,
            Self::Not(part) => !part.walk(facts, seen),
            Self::Fact(leaf) => {
                let observed = leaf.observe(facts);
                let holds = leaf.accepts(&observed);
                seen.push(observed);
                holds
            }
        }
    }
}

impl From<Leaf> for Condition {
    fn from(leaf: Leaf) -> Self {
        Self::Fact(leaf)
    }
}
