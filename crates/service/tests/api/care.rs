//! What an operator does for customers with the command: erase, forget, rebuild, and read the audit.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/program.toml");

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// A database with three orders of two customers.
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.import();
        place
    }

    fn import(&self) -> Value {
        let file = self.folder.path().join("orders.csv");
        let rows = "customer_id,date,amount\ncustomer-7,2025-01-02,10.00\ncustomer-7,2025-03-02,20.00\ncustomer-8,2025-01-02,5.00\n";
        fs::write(&file, rows).unwrap();
        // Where no row is new the command says so with its status.
        let done = self.run(&["import", file.to_str().unwrap(), "--json"]);
        serde_json::from_slice(&done.stdout).unwrap()
    }

    fn database(&self) -> String {
        self.folder.path().join("corner.sqlite").to_str().unwrap().to_owned()
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_constance"))
            .args(args)
            .env("CONSTANCE_PROGRAM", PROGRAM)
            .env("CONSTANCE_DATABASE", self.database())
            .output()
            .unwrap()
    }

    fn says(&self, args: &[&str]) -> Value {
        let done = self.run(&[args, &["--json"]].concat());
        assert!(done.status.success(), "{args:?}: {done:?}");
        serde_json::from_slice(&done.stdout).unwrap()
    }
}

#[test]
fn who_is_erased_stays_so_through_an_import_and_a_restored_backup() {
    let place = Place::new();
    let backup = place.folder.path().join("backup.sqlite");
    fs::copy(place.database(), &backup).unwrap();
    assert_eq!(place.says(&["erase", "customer-7"]), json!({ "names": 1, "events": 2 }));
    let again = place.import();
    assert_eq!((&again["new"], &again["known"], &again["rejected"]), (&json!(0), &json!(1), &json!(2)));

    let list = place.run(&["erase", "--list"]);
    let (list, kept) = (String::from_utf8(list.stdout).unwrap(), place.folder.path().join("erased.json"));
    assert!(!list.contains("customer") && list.contains("\"at\""), "{list}");
    fs::write(&kept, &list).unwrap();
    fs::copy(&backup, place.database()).unwrap();
    assert_eq!(place.import()["known"], 3, "they are back");
    assert_eq!(place.says(&["erase", "--again", kept.to_str().unwrap()]), json!({ "names": 1, "events": 2 }));
    assert_eq!(place.import()["rejected"], 2);

    let other = Place::new();
    let refused = other.run(&["erase", "--again", kept.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let error = String::from_utf8(refused.stderr).unwrap();
    assert!(error.contains("--again is of another database"), "{error}");
}

#[test]
fn what_is_old_is_forgotten_once() {
    let place = Place::new();
    let program = place.folder.path().join("program.toml");
    let text = fs::read_to_string(PROGRAM).unwrap() + "\n[retention]\ncustomers = \"13 months\"\n";
    fs::write(&program, text).unwrap();
    let args = ["forget", "--program", program.to_str().unwrap(), "--at", "2026-03-05T00:00:00Z"];
    assert_eq!(place.says(&args), json!({ "events": 1, "customers": 1, "others": 0 }));
    assert_eq!(place.says(&args), json!({ "events": 0, "customers": 0, "others": 0 }));
    let audit = place.says(&["audit", "list"]);
    assert_eq!(audit["entries"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&audit["entries"][0]["deed"], &audit["entries"][0]["actor"]),
        (&json!("forget"), &json!("command"))
    );
}

#[test]
fn the_audit_is_listed_and_finds_a_customer() {
    let place = Place::new();
    for customer in ["customer-7", "customer-8"] {
        place.says(&["erase", customer]);
    }
    assert_eq!(place.says(&["audit", "list"])["entries"].as_array().unwrap().len(), 2);
    let about = place.says(&["audit", "list", "--customer", "customer-7"]);
    assert_eq!(about["entries"].as_array().unwrap().len(), 1);
    let lines = String::from_utf8(place.run(&["audit", "list"]).stdout).unwrap();
    assert!(lines.lines().all(|line| line.contains("command") && line.contains("erase")), "{lines}");
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn a_sum_that_drifted_is_found_and_mended() {
    let place = Place::new();
    let check = |expected: i32| {
        let done = place.run(&["rebuild", "--check"]);
        assert_eq!(done.status.code(), Some(expected), "{done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    check(0);
    damage(Path::new(&place.database()));
    assert!(check(1).contains("invitations: 1 rows, 1 not as the log says"));
    let mended = place.says(&["rebuild"]);
    assert_eq!(mended["mended"], true);
    check(0);
    let audit = place.says(&["audit", "list"]);
    assert_eq!(audit["entries"][0]["deed"], "rebuild");
}

/// An invitation that nobody ever reported.
fn damage(database: &Path) {
    let beside = rusqlite::Connection::open(database).unwrap();
    let insert =
        "INSERT INTO invitations (brand, friend, inviter, at) VALUES ('corner', 'customer-7', 'nobody', 0)";
    beside.execute(insert, []).unwrap();
}

#[test]
fn what_is_to_be_erased_is_said_in_one_way() {
    let place = Place::new();
    for (args, said) in [
        (&["erase"][..], "required"),
        (&["erase", "customer-7", "--list"], "cannot be used with"),
        (&["erase", " "], "error: --customer must not be empty"),
        (&["erase", "customer-7", "--database", "none.sqlite"], "error: cannot read none.sqlite"),
        (&["rebuild", "--database", "none.sqlite"], "error: cannot read none.sqlite"),
        (&["erase", "--again", PROGRAM], "error: --again is not what --list printed"),
    ] {
        let done = place.run(args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        let error = String::from_utf8(done.stderr).unwrap();
        assert!(error.contains(said), "{args:?}: {error}");
    }
}
