//! Who may know whom, by what the manifests say.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use super::{settle, tree};

/// What a member may use in its product code.
struct Row {
    member: &'static str,
    ours: &'static [&'static str],
    /// `None` is: any.
    others: Option<&'static [&'static str]>,
}

const MAY_USE: [Row; 6] = [
    Row {
        member: "constance-domain",
        ours: &[],
        others: Some(&["iso_currency", "jiff", "libm", "sha2", "thiserror"]),
    },
    Row { member: "constance-contract", ours: &[], others: Some(&["serde", "serde_json"]) },
    Row { member: "constance", ours: &["constance-contract"], others: Some(WIDGET) },
    Row {
        member: "constance-service",
        ours: &["constance", "constance-contract", "constance-domain"],
        others: None,
    },
    Row {
        member: "constance-demo",
        ours: &["constance-contract", "constance-domain", "constance-service"],
        others: None,
    },
    Row { member: "xtask", ours: &[], others: None },
];

/// Every one of these is downloaded by visitors.
const WIDGET: &[&str] = &[
    "gloo-timers",
    "js-sys",
    "serde",
    "serde-wasm-bindgen",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "yew",
];

#[test]
fn no_arrow_runs_back() {
    let packages = packages();
    let members: BTreeSet<_> = packages.keys().map(String::as_str).collect();
    let expected: BTreeSet<_> = MAY_USE.iter().map(|row| row.member).collect();
    assert_eq!(members, expected, "a member without its row in MAY_USE, or a row without its member");

    let mut complaints = Vec::new();
    for Row { member, ours, others } in MAY_USE {
        let allowed = |used: &str| match others {
            _ if members.contains(used) => ours.contains(&used),
            Some(others) => others.contains(&used),
            None => true,
        };
        let wrong = packages[member].iter().filter(|used| !allowed(used));
        complaints.extend(wrong.map(|used| format!("`{member}` must not use `{used}`: see ARCHITECTURE.md")));
    }
    settle(complaints);
}

#[test]
fn visitors_download_one_gloo() {
    let lock = tree::read("Cargo.lock");
    let names = lock.lines().filter(|line| line.starts_with("name = \"gloo"));
    let mut seen = BTreeSet::new();
    let twice = names.filter(|name| !seen.insert(*name));
    settle(
        twice.map(|name| {
            format!("{name} is in Cargo.lock in two versions; both would travel to every visitor")
        }),
    );
}

/// What each member uses to run: not to be built, and not to be tested.
fn packages() -> BTreeMap<String, Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(tree::root());
    let output = cargo.output().unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages.map(|package| (text(&package["name"]), used_by(package))).collect()
}

fn used_by(package: &Value) -> Vec<String> {
    let dependencies = package["dependencies"].as_array().unwrap().iter();
    dependencies.filter(|used| used["kind"].is_null()).map(|used| text(&used["name"])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
