//! What must hold of every program file and every rule, whatever is in it.

use domain::condition::Condition;
use domain::decision::{Situation, Slot, Visit};
use domain::id::CustomerId;
use domain::offer::Audience;
use domain::profile::Profile;
use domain::program::{Program, Tallies};
use domain::time::Timestamp;
use service::program::{read_bytes, report};

/// Reads a program file and reports on it: faults that point into the file, or a program that decides.
pub fn program(bytes: &[u8]) {
    match read_bytes(bytes) {
        Ok(program) => {
            assert!(!report::summary("program.toml", &program).is_empty());
            assert!(report::summary_json(&program).is_object());
            decides(&program);
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused in silence");
            let text = String::from_utf8_lossy(bytes);
            let lines = text.lines().count().max(1);
            for fault in &faults {
                assert!((1..=lines + 1).contains(&fault.line) && fault.column > 0 && fault.width > 0);
            }
            assert!(!report::faults("program.toml", &text, &faults).is_empty());
            assert!(report::faults_json("program.toml", &faults).is_object());
        }
    }
}

/// Asks a condition about a customer of whom nothing is known, and asks why: what decides, decides; what is said to turn
/// the answer of a leaf, turns it.
pub fn condition(program: &Program, condition: &Condition) {
    met(program, |situation| {
        let facts = situation.facts();
        let why = condition.check(&facts);
        assert_eq!([why.holds, why.replay()], [condition.holds(&facts); 2], "{condition:?}");
        assert_eq!(why.first_failing().is_none(), why.holds, "{condition:?}");
        for finding in why.findings() {
            if let Some(other) = finding.flip() {
                assert_ne!(finding.leaf.accepts(&other), finding.holds, "{finding:?} and {other:?}");
            }
        }
        assert!(why.pivots().len() <= why.findings().len());
        assert!(why.counterfactuals().len() <= why.findings().len());
    });
}

fn decides(program: &Program) {
    for offer in &program.offers {
        if let Audience::Customers(rule) = &offer.audience {
            condition(program, rule);
        }
    }
    met(program, |situation| {
        for placement in program.placements.keys() {
            let slot = Slot { placement: placement.clone(), limit: None, seed: 1 };
            let decision = situation.decide(&slot, &Tallies::new());
            assert_eq!(decision, situation.decide(&slot, &Tallies::new()));
        }
    });
}

fn met(program: &Program, ask: impl FnOnce(&Situation<'_>)) {
    let (nothing, Ok(customer)) = (Profile::default(), CustomerId::new("ada")) else { return };
    ask(&Situation::of(program, customer, &nothing, Visit::default(), Timestamp::UNIX_EPOCH));
}
