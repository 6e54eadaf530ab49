//! Whatever is in the file, the answer is a program or faults with a place: never a panic, never silence.

use proptest::prelude::*;
use service::program::{read_bytes, report};

use super::GOOD;

/// Something done to a file's bytes or lines.
#[derive(Debug, Clone)]
enum Edit {
    Put(usize, u8),
    Drop(usize, usize),
    Copy(usize, usize, usize),
    DropLine(usize),
    MoveLine(usize, usize),
    Word(usize, &'static str),
}

const WORDS: [&str; 14] = [
    "{",
    "}",
    "[",
    "]]",
    "\"",
    "=",
    "'''",
    "-1",
    "99999999999999999999",
    "1998-02-30",
    "\r",
    "é",
    "for = 1\n",
    "\u{feff}",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..GOOD.len();
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Edit::Put(at, byte)),
        (at.clone(), 1..40_usize).prop_map(|(at, length)| Edit::Drop(at, length)),
        (at.clone(), 1..80_usize, at.clone()).prop_map(|(from, length, to)| Edit::Copy(from, length, to)),
        (0..100_usize).prop_map(Edit::DropLine),
        (0..100_usize, 0..100_usize).prop_map(|(from, to)| Edit::MoveLine(from, to)),
        (at, proptest::sample::select(&WORDS[..])).prop_map(|(at, word)| Edit::Word(at, word)),
    ]
}

fn apply(mut bytes: Vec<u8>, edit: &Edit) -> Vec<u8> {
    let within = |at: usize, bytes: &[u8]| at.min(bytes.len());
    match *edit {
        Edit::Put(at, byte) => bytes.iter_mut().skip(at).take(1).for_each(|old| *old = byte),
        Edit::Drop(at, length) => drop(bytes.drain(within(at, &bytes)..within(at + length, &bytes))),
        Edit::Copy(from, length, to) => {
            let copy = bytes[within(from, &bytes)..within(from + length, &bytes)].to_vec();
            let to = within(to, &bytes);
            bytes.splice(to..to, copy);
        }
        Edit::DropLine(_) | Edit::MoveLine(..) => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (Edit::DropLine(from) | Edit::MoveLine(from, _)) = *edit else { return bytes };
            let line = if from < lines.len() { lines.remove(from) } else { &[] };
            if let Edit::MoveLine(_, to) = *edit {
                lines.insert(to.min(lines.len()), line);
            }
            return lines.concat();
        }
        Edit::Word(at, word) => {
            let at = within(at, &bytes);
            bytes.splice(at..at, word.bytes());
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_file_is_a_program_or_has_faults_with_a_place(edits in prop::collection::vec(edit(), 1..6)) {
        let bytes = edits.iter().fold(GOOD.as_bytes().to_vec(), apply);
        if let Err(faults) = read_bytes(&bytes) {
            let text = String::from_utf8_lossy(&bytes);
            let lines = text.matches('\n').count() + 1;
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.is_sorted_by_key(|fault| fault.line));
            for fault in &faults {
                prop_assert!((1..=lines).contains(&fault.line) && fault.column >= 1 && fault.width >= 1, "{:?}", fault);
                prop_assert!(!fault.wrong.is_empty() && !fault.instead.is_empty(), "{:?}", fault);
            }
            prop_assert!(!report::faults("program.toml", &text, &faults).is_empty());
        }
    }
}

#[test]
fn a_rule_nested_beyond_reason_is_a_fault_and_no_overflow() {
    let deep = format!("for = {}{{ stage = \"new\" }}{}", "{ not = ".repeat(20_000), " }".repeat(20_000));
    let text = GOOD.replace("for = { tier_at_least = \"full\" }", &deep);
    assert!(service::program::read(&text).is_err());
}
