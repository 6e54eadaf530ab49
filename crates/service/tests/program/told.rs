//! How `constance check` tells it.

use std::process::{Command, Output};

use expect_test::expect;
use service::program::{read, report};

use super::GOOD;

#[test]
fn a_fault_shows_its_line_with_a_caret_below_it() {
    let text = GOOD.replace("stage = [\"at_risk\", \"lapsed\"]", "stage = [\"atrisk\", \"lapsed\"]");
    let faults = read(&text).unwrap_err();
    expect![[r#"
        program.toml:64:14: offer `dessert`: `for.all.stage` names a stage that there is not: `atrisk`
           |
        64 |   { stage = ["atrisk", "lapsed"] },
           |              ^^^^^^^^
            help: write `"at_risk"`; there are `prospect`, `new`, `active`, `loyal`, `at_risk`, `lapsed` and `won_back`

        1 fault in program.toml
    "#]].assert_eq(&report::faults("program.toml", &text, &faults));
}

#[test]
fn of_a_long_line_the_part_around_the_caret_is_shown() {
    let text = GOOD
        .replace("text.en = \"Written each morning.\"", &format!("text.en = \"{} \\q\"", "word ".repeat(60)));
    let faults = read(&text).unwrap_err();
    expect![[r#"
        program.toml:50:314: this is not TOML: a `\` in a text begins a special character, and this is none
           |
        50 | …rd word word word word  \q"
           |                           ^
            help: write `\\` for a `\`

        1 fault in program.toml
    "#]]
    .assert_eq(&report::faults("program.toml", &text, &faults));
}

#[test]
fn a_machine_is_told_the_same_in_json() {
    let faults = read(&GOOD.replace("open_claims = 3", "open_claims = 0")).unwrap_err();
    expect![[r#"
        {
          "faults": [
            {
              "column": 15,
              "file": "program.toml",
              "instead": "write `open_claims = 1`",
              "line": 44,
              "wrong": "`[caps]`: `open_claims` must be at least 1, not 0"
            }
          ],
          "ok": false
        }
    "#]]
    .assert_eq(&format!("{:#}\n", report::faults_json("program.toml", &faults)));
}

#[test]
fn a_sound_program_is_summed_up_with_whom_each_offer_can_reach() {
    let program = read(GOOD).unwrap();
    expect![[r#"
        program.toml is sound.

        brand       Brasserie Lune (brasserie), EUR, Europe/Paris
        languages   English, French
        tiers       Crescent from 0, Full moon from 200
        placements  home 4, till 2
        offers      3

        who it can reach  prospect  new  active  loyal  at_risk  lapsed  won_back  tiers
        menu                 x       x     x       x       x       x        x      all, and visitors
        dessert              -       -     -       -       x       x        -      all
        cellar               -       x     x       x       x       x        x      full
        offers in all        1       2     2       2       3       3        2
    "#]]
    .assert_eq(&report::summary("program.toml", &program));
}

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_constance")).arg("check").args(arguments).output().unwrap()
}

#[test]
fn the_command_ends_with_0_for_a_sound_file_1_for_a_broken_one_and_2_for_none() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program");
    let (good, broken, none) = (
        check(&[&format!("{folder}/good.toml")]),
        check(&[&format!("{folder}/told.rs")]),
        check(&["none.toml"]),
    );
    assert_eq!([&good, &broken, &none].map(|output| output.status.code()), [Some(0), Some(1), Some(2)]);
    assert!(String::from_utf8(good.stdout).unwrap().contains("good.toml is sound."));
    assert!(String::from_utf8(broken.stdout).unwrap().contains("told.rs:1:1: this is not TOML"));
    assert!(String::from_utf8(none.stderr).unwrap().starts_with("error: cannot read none.toml"));
}

#[test]
fn the_command_speaks_json_to_machines() {
    let output = check(&["--json", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/good.toml")]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&said["ok"], &said["offers"][1]["stages"][0]), (&true.into(), &"at_risk".into()));
}
