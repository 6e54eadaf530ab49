//! Why a condition holds of a customer, or does not: enough to decide it again without the customer.

use super::Condition;
use super::leaf::Leaf;
use super::observed::Observed;

/// A condition and what was observed for each of its leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation<'f> {
    rule: &'f Condition,
    observed: Vec<Observed<'f>>,
    /// Whether the condition holds.
    pub holds: bool,
}

/// A leaf, what was observed, and whether it was enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding<'f> {
    /// What was asked.
    pub leaf: &'f Leaf,
    /// What was observed.
    pub observed: Observed<'f>,
    /// Whether that is as asked.
    pub holds: bool,
}

/// A finding that a condition holds, or fails, because of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause<'f> {
    /// The finding.
    pub finding: Finding<'f>,
    /// Whether the condition asks for it; else it asks for its absence, inside a `not`.
    pub asked: bool,
}

impl<'f> Explanation<'f> {
    /// A condition, with what was observed for each of its leaves, in the order of the file. What is missing at the
    /// end was not observed, and is not as asked.
    #[must_use]
    pub fn new(rule: &'f Condition, observed: Vec<Observed<'f>>) -> Self {
        let holds = replay(rule, &observed);
        Self { rule, observed, holds }
    }

    pub(super) fn of(rule: &'f Condition, observed: Vec<Observed<'f>>, holds: bool) -> Self {
        Self { rule, observed, holds }
    }

    /// The condition.
    #[must_use]
    pub fn rule(&self) -> &'f Condition {
        self.rule
    }

    /// What was observed for each leaf, in the order of the file.
    #[must_use]
    pub fn observed(&self) -> &[Observed<'f>] {
        &self.observed
    }

    /// Whether the condition holds, decided again from what was observed and from nothing else.
    #[must_use]
    pub fn replay(&self) -> bool {
        replay(self.rule, &self.observed)
    }

    /// Every finding, in the order of the file.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding<'f>> {
        self.rule.leaves().zip(&self.observed).map(Finding::of).collect()
    }

    /// The findings that make the condition hold, or fail where it does; one that makes no difference is not among
    /// them.
    #[must_use]
    pub fn causes(&self) -> Vec<Cause<'f>> {
        let mut causes = Vec::new();
        walk(self.rule, (self.holds, true), &mut self.observed.iter(), &mut causes);
        causes
    }

    /// The first finding, in the order of the file, that makes the condition fail; `None` where it holds.
    #[must_use]
    pub fn first_failing(&self) -> Option<Finding<'f>> {
        if self.holds { None } else { self.causes().first().map(|cause| cause.finding) }
    }

    /// The findings any one of which decides: were its answer the other one, so would be the decision.
    #[must_use]
    pub fn pivots(&self) -> Vec<Finding<'f>> {
        let turned = |pivot: &Finding<'_>| {
            let holds = |leaf: &Leaf, seen: &Observed<'_>| leaf.accepts(seen) != (leaf == pivot.leaf);
            decide(self.rule, &mut self.observed.iter(), &holds) != self.holds
        };
        self.findings().into_iter().filter(turned).collect()
    }

    /// The findings that would turn the decision if something else had been observed of their fact, and what: the
    /// nearest thing past the threshold. Every leaf that asks about the same fact is asked again.
    #[must_use]
    pub fn counterfactuals(&self) -> Vec<(Finding<'f>, Observed<'f>)> {
        let turns = |finding: Finding<'f>| {
            let (fact, other) = (finding.leaf.fact(), finding.flip()?);
            let holds = |leaf: &Leaf, seen: &Observed<'_>| {
                leaf.accepts(if leaf.fact() == fact { &other } else { seen })
            };
            let turned = decide(self.rule, &mut self.observed.iter(), &holds) != self.holds;
            turned.then_some((finding, other))
        };
        self.findings().into_iter().filter_map(turns).collect()
    }
}

impl<'f> Finding<'f> {
    fn of((leaf, observed): (&'f Leaf, &Observed<'f>)) -> Self {
        Self { leaf, observed: *observed, holds: leaf.accepts(observed) }
    }

    /// The nearest thing that could be observed instead for which the answer is the other one: see [`Leaf::flip`].
    #[must_use]
    pub fn flip(&self) -> Option<Observed<'f>> {
        self.leaf.flip(&self.observed)
    }
}

fn replay(rule: &Condition, observed: &[Observed<'_>]) -> bool {
    decide(rule, &mut observed.iter(), &Leaf::accepts)
}

/// Decides a condition by what is said of each leaf and what was observed for it.
fn decide<'t, 'f: 't>(
    rule: &Condition,
    observed: &mut impl Iterator<Item = &'t Observed<'f>>,
    holds: &impl Fn(&Leaf, &Observed<'_>) -> bool,
) -> bool {
    match rule {
        // Counting, unlike `all` and `any`, passes by every leaf.
        Condition::All(parts) => parts.iter().filter(|part| !decide(part, observed, holds)).count() == 0,
        Condition::Any(parts) => parts.iter().filter(|part| decide(part, observed, holds)).count() > 0,
        Condition::Not(part) => !decide(part, observed, holds),
        Condition::Fact(leaf) => observed.next().is_some_and(|seen| holds(leaf, seen)),
    }
}

/// Says whether the condition holds, and adds what makes it be as `wanted`; a part that is not as wanted adds nothing.
fn walk<'f>(
    rule: &'f Condition,
    (wanted, asked): (bool, bool),
    observed: &mut std::slice::Iter<'_, Observed<'f>>,
    causes: &mut Vec<Cause<'f>>,
) -> bool {
    let before = causes.len();
    let mut each = |part| walk(part, (wanted, asked), observed, causes);
    let holds = match rule {
        Condition::All(parts) => parts.iter().filter(|part| !each(part)).count() == 0,
        Condition::Any(parts) => parts.iter().filter(|part| each(part)).count() > 0,
        Condition::Not(part) => !walk(part, (!wanted, !asked), observed, causes),
        Condition::Fact(leaf) => observed.next().is_some_and(|observed| {
            let finding = Finding::of((leaf, observed));
            causes.push(Cause { finding, asked });
            finding.holds
        }),
    };
    if holds != wanted {
        causes.truncate(before);
    }
    holds
}
