//! What `docs/program.md` says is so.

use service::program::{read, report};

use super::told;

const MANUAL: &str = include_str!("../../../../docs/program.md");

/// The text of every block of a kind, in order.
fn blocks(kind: &str) -> Vec<&'static str> {
    let fence = format!("```{kind}\n");
    let opened = MANUAL.split(&fence).skip(1);
    opened.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn its_pieces_put_together_are_a_program_that_is_accepted() {
    let text = blocks("toml").join("\n");
    let program = read(&text).unwrap_or_else(|faults| panic!("{}", told(&faults)));
    assert_eq!(program.offers.len(), 2);
    assert!(report::summary("program.toml", &program).ends_with(blocks("text")[0]));
}

#[test]
fn the_fault_it_shows_is_told_just_so() {
    let text = blocks("toml").join("\n").replace("[\"at_risk\"]", "[\"atrisk\"]");
    let faults = read(&text).expect_err("a stage that there is not");
    assert_eq!(report::faults("program.toml", &text, &faults), blocks("text")[1]);
}

#[test]
fn every_condition_in_its_tables_can_be_written_so() {
    let conditions: Vec<&str> =
        MANUAL.lines().filter_map(|line| line.strip_prefix("| `{")?.split('`').next()).collect();
    for word in ["all", "any", "not", "jsonlogic"].into_iter().chain(domain::condition::WORDS) {
        let begins = format!(" {word} = ");
        assert!(conditions.iter().any(|condition| condition.starts_with(&begins)), "{word}");
    }
    for condition in conditions {
        let text =
            blocks("toml").join("\n").replacen("for = \"everyone\"", &format!("for = {{{condition}"), 1);
        if let Err(faults) = read(&text) {
            panic!("{condition}: {}", told(&faults));
        }
    }
}
