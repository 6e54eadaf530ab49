//! Messages from a file of JSON lines.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use expect_test::expect;
use serde_json::{Value, json};

use super::PROGRAM;

const LINES: &str = r#"{"type":"track","event":"Order Completed","messageId":"o-1","userId":"ada","timestamp":"1998-03-01T12:00:00Z","properties":{"order_id":"1","total":12.5}}
{"type":"page","messageId":"p-1","anonymousId":"b-1","originalTimestamp":"1998-03-01T11:00:00Z","sentAt":"2031-01-01T00:00:00Z"}

{"type":"identify","messageId":"i-1","userId":"ada","anonymousId":"b-1","timestamp":"1998-03-01T11:30:00Z","traits":{"email":"ada@quartet.example"}}
{"type":"track","event":"Tea Poured","userId":"ada","timestamp":"1998-03-02T12:00:00Z"}
{"type":"track","event":"Tea Poured","userId":"ada","timestamp":"1998-03-02T12:00:00Z"}
{"type":"page","messageId":"p-2","userId":"ada"}
{"type":"track","event":"Order Completed","messageId":"o-2","userId":"ada","timestamp":"1998-03-05T12:00:00Z","properties":{"order_id":"2","total":"12,50"}}
once upon a time
"#;

#[test]
fn messages_are_imported_line_by_line_and_again_without_harm() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("events.jsonl"), LINES).unwrap();
    let output = import(folder.path(), &["events.jsonl"]);
    expect![[r#"
        line 7, timestamp ``: must be given: the file does not say when it came
        line 8, properties.total `12,50`: must be a plain decimal number, such as 12.50
        line 9, message `once upon a time`: must be an object that names no field twice
    "#]]
    .assert_eq(&String::from_utf8(output.stderr).unwrap());
    let seen = preview(folder.path(), "ada");
    assert_eq!(seen["relationship"]["stage"], "new", "{seen:#}");

    let again = report(&import(folder.path(), &["events.jsonl", "--json"]));
    let counts = ["rows", "new", "known", "rejected", "customers"].map(|name| again[name].as_u64().unwrap());
    assert_eq!(counts, [8, 0, 5, 3, 2]);
    assert_eq!((&again["from"], &again["to"]), (&json!("1998-03-01"), &json!("1998-03-02")));

    // Put right, the rejected lines are imported as they are.
    let rejects = fs::read_to_string(folder.path().join("events.rejects.jsonl")).unwrap();
    let mended = rejects.replace(r#""total":"12,50""#, r#""total":12.5"#);
    fs::write(folder.path().join("mended.jsonl"), mended.lines().nth(1).unwrap()).unwrap();
    assert_eq!(report(&import(folder.path(), &["mended.jsonl", "--json"]))["new"], 1);
}

#[cfg(unix)]
#[test]
fn an_import_that_was_interrupted_goes_on_where_it_was() {
    let line = |n: u64| {
        json!({ "type": "track", "event": "Order Completed", "messageId": format!("o-{n}"), "userId": format!("c-{}", n % 500),
                "timestamp": "1998-03-01T12:00:00Z", "properties": { "order_id": n, "total": 1 } })
    };
    let lines: Vec<String> = (0..MANY).map(|n| line(n).to_string()).collect();
    interrupted("orders.jsonl", &lines.join("\n"));
    let rows: Vec<String> = (0..MANY).map(|n| format!("c-{},1998-03-01,{}", n % 500, n % 7)).collect();
    interrupted("orders.csv", &format!("customer_id,date,amount\n{}", rows.join("\n")));
}

/// So many orders are in a file whose import is interrupted.
#[cfg(unix)]
const MANY: u64 = 60_000;

#[cfg(unix)]
fn interrupted(file: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), text).unwrap();
    let mut import_that_is_cut = command(folder.path(), &[file]).stdout(Stdio::null()).spawn().unwrap();
    let kept = folder.path().join("events.sqlite-wal");
    while fs::metadata(&kept).map_or(0, |file| file.len()) < 1_000_000 {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    import_that_is_cut.kill().unwrap();
    import_that_is_cut.wait().unwrap();

    let rest = report(&import(folder.path(), &[file, "--json"]));
    let (new, known) = (rest["new"].as_u64().unwrap(), rest["known"].as_u64().unwrap());
    assert_eq!(new + known, MANY, "{file}");
    assert!(new > 0 && known > 0, "it was cut too early or too late: {new} new, {known} known");
    assert_eq!(report(&import(folder.path(), &[file, "--json"]))["known"], MANY);
}

fn import(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn command(folder: &Path, args: &[&str]) -> Command {
    fs::write(folder.join("program.toml"), PROGRAM).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.current_dir(folder).env_clear();
    command.args(["import", "--program", "program.toml", "--database", "events.sqlite"]).args(args);
    command
}

fn preview(folder: &Path, customer: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.current_dir(folder).env_clear();
    command.args(["preview", customer, "--program", "program.toml", "--database", "events.sqlite", "--json"]);
    command.args(["--at", "1998-03-10T12:00:00Z"]);
    report(&command.output().unwrap())
}

fn report(output: &Output) -> Value {
    let mut said = String::new();
    (&*output.stdout).read_to_string(&mut said).unwrap();
    serde_json::from_str(&said).unwrap_or_else(|_| panic!("{output:?}"))
}
