//! Any text as a rule: in a program that is sound but for it, and as JSONLogic.
#![no_main]

use std::sync::LazyLock;

use domain::program::Program;
use libfuzzer_sys::fuzz_target;
use service::program::jsonlogic;

/// A program that is sound once its last offer has a rule.
const PROGRAM: &str = include_str!("program.toml");

static SOUND: LazyLock<Program> = LazyLock::new(|| {
    let read = service::program::read(&format!("{PROGRAM}{{ stage = [\"new\"] }}\n"));
    read.unwrap_or_else(|faults| panic!("the program is not sound: {faults:?}"))
});

fuzz_target!(|rule: &str| {
    fuzzed::program(format!("{PROGRAM}{rule}\n").as_bytes());
    if let Ok(condition) = jsonlogic::read(rule, SOUND.points.currency()) {
        fuzzed::condition(&SOUND, &condition);
    }
});
