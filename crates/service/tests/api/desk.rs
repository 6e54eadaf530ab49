//! What an operator does with keys and with what was refused: the commands themselves.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/program.toml");

fn constance(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.current_dir(folder).env_clear().env("CONSTANCE_PROGRAM", PROGRAM);
    command.env("CONSTANCE_DATABASE", "corner.sqlite").env("CONSTANCE_KEYS", "keys.toml");
    command.args(args).output().unwrap()
}

fn said(folder: &Path, args: &[&str]) -> String {
    let output = constance(folder, args);
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn told(folder: &Path, args: &[&str]) -> Vec<Value> {
    let said = said(folder, &[args, &["--json"]].concat());
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder in whose database three messages were refused: two by one rule, and an order from a page.
async fn refused() -> tempfile::TempDir {
    use crate::app::{TestApp, basic, order_completed};
    use service::store::Store;
    use service::store::sqlite::Sqlite;

    let folder = tempfile::tempdir().unwrap();
    let store = std::sync::Arc::new(Sqlite::open(folder.path().join("corner.sqlite")).unwrap());
    let app = TestApp::with(store.clone());
    let order = |id, total| order_completed("7", id, total, "2026-02-20T10:00:00Z");
    app.reports(order("o-1", "12,50")).await;
    app.reports(order("o-2", "13,50")).await;
    app.post("/v1/track", &[("authorization", &basic(&app.keys().public))], order("o-3", "14.50")).await;
    store.close().await;
    folder
}

#[tokio::test]
async fn refused_messages_are_listed_shown_fixed_replayed_and_dropped() {
    let folder = refused().await;
    let folder = folder.path();
    let list = said(folder, &["quarantine", "list"]);
    let rules: Vec<_> = list.lines().filter_map(|line| line.split_once("  ").map(|_| line)).collect();
    assert_eq!(rules.len(), 3, "{list}");
    assert!(
        rules[0].contains("secret  Order Completed: properties.total `12,50` must be a plain decimal"),
        "{list}"
    );

    let listed = told(folder, &["quarantine", "list"]);
    let numbers: Vec<String> = listed.iter().map(|held| held["number"].to_string()).collect();
    let one = &*numbers[0];
    assert_eq!(told(folder, &["quarantine", "show", one])[0]["message"]["userId"], "7");
    assert_eq!(told(folder, &["quarantine", "list", "--rule", "secret key"]).len(), 1);

    let again = said(folder, &["quarantine", "replay", "--all", "--rule", "plain decimal"]);
    assert!(again.ends_with("0 new, 0 known, 2 still refused\n"), "{again}");
    said(folder, &["quarantine", "fix", one, "--set", "properties.total=12.50"]);
    let done = said(folder, &["quarantine", "replay", one]);
    assert_eq!(done, "1 new, 0 known, 0 still refused\n");
    let two = ["quarantine", "replay", &numbers[1], "--set", "properties.total=13.50"];
    assert_eq!(told(folder, &two), [json!({ "new": 1, "known": 0, "refused": 0 })]);

    let three = ["quarantine", "replay", &numbers[2]];
    assert_eq!(told(folder, &three), [json!({ "new": 0, "known": 0, "refused": 1 })]);
    assert_eq!(told(folder, &["quarantine", "list"]).len(), 1);
    let vouched = ["quarantine", "replay", &numbers[2], "--as-secret"];
    assert_eq!(told(folder, &vouched), [json!({ "new": 1, "known": 0, "refused": 0 })]);
    assert!(told(folder, &["quarantine", "list"]).is_empty());
}

#[tokio::test]
async fn what_is_dropped_is_gone_and_what_is_not_there_is_said_so() {
    let folder = refused().await;
    let folder = folder.path();
    let missing = constance(folder, &["quarantine", "show", "4711"]);
    assert_eq!(missing.status.code(), Some(2));
    let error = String::from_utf8(missing.stderr).unwrap();
    assert!(error.starts_with("error: no refused message of brand `corner` has the number 4711"), "{error}");
    assert_eq!(constance(folder, &["quarantine", "drop"]).status.code(), Some(2));
    assert_eq!(said(folder, &["quarantine", "drop", "--all", "--rule", "secret key"]), "1 dropped\n");
    assert_eq!(said(folder, &["quarantine", "drop", "--all"]), "2 dropped\n");
    assert_eq!(said(folder, &["quarantine", "list"]), "");
}

#[test]
fn write_keys_are_added_beside_the_others_and_retired_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    said(folder, &["keys", "--brand", "corner", "--origin", "https://corner.example", "--out", "."]);
    let before = fs::read_to_string(folder.join("keys.toml")).unwrap();
    let is_write = |key: &Value| key["kind"] == "public" || key["kind"] == "secret";
    let write = || told(folder, &["keys", "list"]).into_iter().filter(is_write).collect::<Vec<_>>();
    let old = write();
    let kinds: Vec<_> = old.iter().map(|key| key["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["public", "secret"]);

    let added = told(folder, &["keys", "add", "--kind", "secret"]).remove(0);
    assert!(added["key"].as_str().unwrap().starts_with("sk_"));
    assert_eq!(write()[2], json!({ "name": added["name"], "kind": "secret" }));
    let text = fs::read_to_string(folder.join("keys.toml")).unwrap();
    assert!(text.starts_with(before.trim_end()) && !text.contains(added["key"].as_str().unwrap()), "{text}");

    said(folder, &["keys", "retire", old[1]["name"].as_str().unwrap()]);
    let left: Vec<_> = write().iter().map(|key| key["name"].clone()).collect();
    assert_eq!(left, [old[0]["name"].clone(), added["name"].clone()]);
    let text = fs::read_to_string(folder.join("keys.toml")).unwrap();
    assert!(text.contains("# Who may report events"), "what people wrote stays: {text}");
    let again = constance(folder, &["keys", "retire", old[1]["name"].as_str().unwrap()]);
    assert_eq!(again.status.code(), Some(2));
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(
            &fs::metadata(folder.join("keys.toml")).unwrap().permissions()
        ) & 0o777,
        0o600
    );
}
