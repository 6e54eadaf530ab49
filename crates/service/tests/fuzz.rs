//! What the fuzz targets ask of any input, asked of their seeds: so they are true of those, and never out of date.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(unreachable_pub, reason = "a crate of its own where it is fuzzed")]
#[path = "../../../fuzz/src/lib.rs"]
mod fuzzed;

use std::fs;
use std::path::Path;

use service::program::{jsonlogic, read};

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let seeds: Vec<Vec<u8>> = files.collect();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

#[test]
fn every_seed_of_a_program_is_read_or_refused_with_a_place() {
    seeds("program").iter().for_each(|seed| fuzzed::program(seed));
}

#[test]
fn every_seed_of_a_rule_decides_the_same_twice() {
    let sound = concat!(include_str!("../../../fuzz/fuzz_targets/program.toml"), "{ stage = [\"new\"] }\n");
    let program = read(sound).unwrap();
    let mut read = 0;
    for seed in seeds("rule") {
        let rule = String::from_utf8_lossy(&seed);
        let whole = format!("{}{rule}\n", include_str!("../../../fuzz/fuzz_targets/program.toml"));
        fuzzed::program(whole.as_bytes());
        if let Ok(condition) = jsonlogic::read(&rule, program.points.currency()) {
            fuzzed::condition(&program, &condition);
            read += 1;
        }
    }
    assert!(read > 0, "none of the seeds is JSONLogic");
}
