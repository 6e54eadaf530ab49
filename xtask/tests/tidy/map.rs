//! The documents are true: what they name is there, and what is there they name.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{settle, tree};

#[test]
fn every_path_in_the_documents_exists() {
    let tops = tree::folders_in(".");
    let mut complaints = Vec::new();
    for document in tree::files_below(".").iter().filter(|file| file.ends_with(".md")) {
        for path in quoted(&tree::read(document)) {
            let top = path.split('/').next().unwrap();
            let of_ours = path.contains('/') && tops.iter().any(|name| name == top);
            let pattern = path.contains(['<', '{', '*', '…', ' ']);
            let there = tree::root().join(&path).exists();
            if of_ours && !pattern && !there {
                complaints.push(format!("{document} names `{path}`, which is not there"));
            }
        }
    }
    settle(complaints);
}

#[test]
fn every_crate_and_folder_is_on_the_map() {
    let map = quoted(&tree::read("ARCHITECTURE.md"));
    let tops = tree::folders_in(".").into_iter().filter(|name| name != "crates");
    let crates = tree::folders_in("crates").into_iter().map(|name| format!("crates/{name}"));
    let missing = tops.chain(crates).filter(|place| !map.contains(place));
    settle(missing.map(|place| format!("ARCHITECTURE.md says nothing of `{place}`")));
}

#[test]
fn the_router_and_the_openapi_document_say_the_same() {
    let served = served();
    let described = described();
    assert!(served.len() > 5, "the routes were not found in router.rs");
    let untold = served.iter().filter(|route| !described.iter().any(|other| matches(route, other)));
    let empty = described.iter().filter(|route| !served.iter().any(|other| matches(other, route)));
    settle(untold.map(|route| format!("{route} is served but not in openapi.json")));
    settle(empty.map(|route| format!("{route} is in openapi.json but not served")));
}

#[test]
fn every_decision_says_why_and_what_follows() {
    let decisions = tree::files_below("docs/decisions");
    assert!(!decisions.is_empty());
    for file in decisions {
        let text = tree::read(&file);
        for part in ["**Status:**", "\n## Context", "\n## Decision", "\n## Consequences"] {
            assert!(text.contains(part), "{file} has no {}", part.trim());
        }
    }
}

#[test]
fn the_tests_and_ci_are_the_same_command() {
    for file in [".ci/run", "CONTRIBUTING.md", "README.md"] {
        assert!(tree::read(file).contains("cargo xtask test"), "{file} does not say `cargo xtask test`");
    }
    assert!(
        tree::read(".github/workflows/ci.yml").contains("run: .ci/run"),
        "the workflow runs something else"
    );
}

/// What stands between backticks on one line.
fn quoted(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        found
            .extend(line.split('`').skip(1).step_by(2).map(|quoted| quoted.trim_end_matches('/').to_owned()));
    }
    found
}

/// `POST /v1/session`, for each method of each route in the router.
fn served() -> BTreeSet<String> {
    let router = tree::read("crates/service/src/router.rs");
    let mut found = BTreeSet::new();
    for route in router.split(".route(\"").skip(1) {
        let (path, rest) = route.split_once('"').unwrap();
        // Up to the end of the call; formatting may have broken it over lines.
        let handlers =
            rest.split(".route(").next().unwrap().split(".layer(").next().unwrap().split(';').next().unwrap();
        for method in METHODS.iter().filter(|method| handlers.contains(&format!("{method}("))) {
            found.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    found
}

/// `POST /v1/session`, for each operation in the document.
fn described() -> BTreeSet<String> {
    let document: Value = serde_json::from_str(&tree::read("crates/contract/openapi.json")).unwrap();
    let mut found = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in METHODS.iter().filter(|method| operations.get(method).is_some()) {
            found.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    found
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Whether the router's route answers the described one: a parameter of the router may stand for a fixed word.
fn matches(served: &str, described: &str) -> bool {
    let (served, described): (Vec<_>, Vec<_>) = (served.split('/').collect(), described.split('/').collect());
    served.len() == described.len()
        && served.iter().zip(&described).all(|(own, other)| own == other || own.starts_with('{'))
}
