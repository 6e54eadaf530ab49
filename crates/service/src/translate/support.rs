//! Which of the findings an offer is shown for: those its condition holds because of, and no others.

use domain::condition::{Condition, Finding};

/// A finding that a condition holds because of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Support<'f> {
    /// What was found.
    pub finding: &'f Finding,
    /// Whether the offer asks for it; else it asks for its absence, inside a `not`.
    pub asked: bool,
}

/// The findings that make a condition hold, in the order of the file. `findings` is the trace of that condition:
/// one for each of its leaves, in order.
pub(super) fn support<'f>(condition: &Condition, findings: &'f [Finding]) -> Vec<Support<'f>> {
    let mut found = Vec::new();
    walk(condition, true, &mut findings.iter(), &mut found);
    found
}

/// Says whether the condition holds, and adds what makes it be as `wanted`; a part that is not as wanted adds nothing.
fn walk<'f>(
    condition: &Condition,
    wanted: bool,
    findings: &mut std::slice::Iter<'f, Finding>,
    found: &mut Vec<Support<'f>>,
) -> bool {
    let before = found.len();
    // Each part is walked, whatever the ones before it said: the trace has a finding for every leaf.
    let mut each = |part: &Condition| walk(part, wanted, findings, found);
    let holds = match condition {
        Condition::All(parts) => parts.iter().filter(|part| !each(part)).count() == 0,
        Condition::Any(parts) => parts.iter().filter(|part| each(part)).count() > 0,
        Condition::Not(part) => !walk(part, !wanted, findings, found),
        Condition::Fact(_) => findings.next().is_some_and(|finding| {
            found.push(Support { finding, asked: wanted });
            finding.holds
        }),
    };
    if holds != wanted {
        found.truncate(before);
    }
    holds
}
