//! The binary itself, as an operator starts it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

#[cfg(unix)]
mod running; // what it does by itself, and when it is told to stop

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/program.toml");

fn constance(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_constance"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(args: &[&str]) -> Output {
    constance(args).output().unwrap()
}

fn keys(folder: &Path) -> Value {
    let out = folder.to_str().unwrap();
    let made =
        run(&["keys", "--brand", "corner", "--origin", "https://corner.example", "--out", out, "--json"]);
    assert!(made.status.success(), "{made:?}");
    serde_json::from_slice(&made.stdout).unwrap()
}

/// The service on a port that was free, stopped when it is dropped.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(folder: &Path, keys: &Value) -> Self {
        Self::start_with(folder, keys, PROGRAM, "0")
    }

    /// With a program, and so many seconds to leave in.
    fn start_with(folder: &Path, keys: &Value, program: &str, leave: &str) -> Self {
        let database = folder.join("corner.sqlite");
        let files = ["--keys", keys["keys"].as_str().unwrap(), "--database", database.to_str().unwrap()];
        let clock = ["--listen", "127.0.0.1:0", "--clock", "2026-03-01T12:00:00Z", "--leave", leave];
        let args = [&["serve", "--program", program][..], &files, &clock].concat();
        let mut child = constance(&args).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line}"));
        Self { address: address.to_owned(), child }
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: corner\r\nconnection: close\r\n{headers}\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap_or_else(|_| panic!("{answer}"))
    }

    /// The status of an answer.
    fn says(&self, path: &str) -> u16 {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: corner\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer["HTTP/1.1 ".len()..][..3].parse().unwrap()
    }

    fn tell(&self, signal: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }

    fn stop(mut self) -> String {
        self.tell("-TERM");
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert!(self.child.wait().unwrap().success(), "{log}");
        log
    }
}

/// The header of a session.
fn sign_in(service: &Service, keys: &Value) -> String {
    let key = ["--key", keys["identity_key"].as_str().unwrap(), "--kid", keys["kid"].as_str().unwrap()];
    let signed = run(&[&["token", "--brand", "corner", "--customer", "customer-4711"][..], &key].concat());
    let token = String::from_utf8(signed.stdout).unwrap();
    let body = json!({ "brand": "corner", "token": token.trim() });
    let session = service.ask("POST", "/v1/session", "", &body)["session"].as_str().unwrap().to_owned();
    format!("authorization: Bearer {session}\r\n")
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn keys_are_for_their_owner_only_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    for file in ["keys", "identity_key"].map(|name| made[name].as_str().unwrap()) {
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).unwrap().permissions()) & 0o777,
            0o600
        );
    }
    let before = fs::read_to_string(folder.path().join("keys.toml")).unwrap();
    let out = folder.path().to_str().unwrap();
    let again = run(&["keys", "--brand", "corner", "--origin", "https://corner.example", "--out", out]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("keys.toml")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn whoever_could_read_the_keys_can_read_them_after_a_change_and_nobody_else_can() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let file = Path::new(made["keys"].as_str().unwrap());
    // Given to the service's group, as far as we may.
    let _ = chown(file, None, Some(10_001));
    fs::set_permissions(file, fs::Permissions::from_mode(0o640)).unwrap();
    let may = || fs::metadata(file).map(|file| (file.uid(), file.gid(), file.mode() & 0o777)).unwrap();
    let before = may();
    assert_eq!(before.2, 0o640);
    let added = run(&["keys", "add", "--keys", file.to_str().unwrap(), "--kind", "public", "--json"]);
    assert!(added.status.success(), "{added:?}");
    assert_eq!(may(), before);
}

#[cfg(unix)]
#[test]
fn what_was_claimed_is_still_claimed_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let sign_in = |service: &Service| sign_in(service, &made);

    let service = Service::start(folder.path(), &made);
    let headers = format!("{}idempotency-key: k-1\r\n", sign_in(&service));
    let claimed = service.ask("POST", "/v1/offers/tote/claim", &headers, &json!({ "placement": "home" }));
    assert_eq!(claimed["outcome"], "claimed");
    let log = service.stop();
    assert!(log.contains("stopping") && !log.contains("customer-4711"), "{log}");

    let service = Service::start(folder.path(), &made);
    let body = json!({ "placement": "home" });
    let again = service.ask(
        "POST",
        "/v1/offers/tote/claim",
        &format!("{}idempotency-key: k-1\r\n", sign_in(&service)),
        &body,
    );
    assert_eq!(again["outcome"], "claimed");
    service.stop();
}

#[cfg(unix)]
#[test]
fn keys_are_read_again_when_the_service_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let service = Service::start(folder.path(), &made);
    let report = |key: &str| {
        let body = json!({ "type": "page", "messageId": "m-1", "userId": "7", "writeKey": key });
        service.ask("POST", "/v1/page", "", &body)["code"].clone()
    };
    let path = made["keys"].as_str().unwrap();
    let added: Value =
        serde_json::from_slice(&run(&["keys", "add", "--keys", path, "--kind", "public", "--json"]).stdout)
            .unwrap();
    let added = added["key"].as_str().unwrap();
    assert_eq!(report(added), "key_refused");
    service.tell("-HUP");
    let begun = std::time::Instant::now();
    while report(added) == "key_refused" {
        assert!(begun.elapsed().as_secs() < 10, "the new key is not known");
    }
    // One that is retired is refused from then on.
    let listed = run(&["keys", "list", "--keys", path, "--json"]).stdout;
    let listed: Vec<Value> =
        serde_json::Deserializer::from_slice(&listed).into_iter().map(Result::unwrap).collect();
    let kinds: Vec<&str> = listed.iter().map(|key| key["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["public", "secret", "public", "identity", "voucher"]);
    let (old, first) = (made["public"].as_str().unwrap(), listed[0]["name"].as_str().unwrap());
    assert_eq!(report(old), Value::Null);
    assert!(run(&["keys", "retire", "--keys", path, first]).status.success());
    service.tell("-HUP");
    let begun = std::time::Instant::now();
    while report(old) != "key_refused" {
        assert!(begun.elapsed().as_secs() < 10, "the old key is still good");
    }
    assert_eq!(report(added), Value::Null);
    // What cannot be used changes nothing.
    fs::write(path, "brand = 7").unwrap();
    service.tell("-HUP");
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(report(added), Value::Null);
    assert!(service.stop().contains("keys stay as they were"));
}

#[cfg(unix)]
#[test]
fn who_signs_identities_can_be_changed_while_the_service_runs() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let service = Service::start(folder.path(), &made);
    let path = made["keys"].as_str().unwrap();
    let signed = |kid: &str, key: &str| {
        let key = ["--key", key, "--kid", kid];
        let signed =
            run(&[&["token", "--brand", "corner", "--customer", "customer-4711"][..], &key].concat());
        json!({ "brand": "corner", "token": String::from_utf8(signed.stdout).unwrap().trim() })
    };
    let lets_in = |kid: &str, key: &str| {
        service.ask("POST", "/v1/session", "", &signed(kid, key))["session"].is_string()
    };
    let added = run(&["keys", "add", "--keys", path, "--kind", "identity", "--json"]).stdout;
    let added: Value = serde_json::from_slice(&added).unwrap();
    let new = (added["name"].as_str().unwrap(), added["identity_key"].as_str().unwrap());
    let old = (made["kid"].as_str().unwrap(), made["identity_key"].as_str().unwrap());
    assert!(lets_in(old.0, old.1) && !lets_in(new.0, new.1));
    service.tell("-HUP");
    let begun = std::time::Instant::now();
    while !lets_in(new.0, new.1) {
        assert!(begun.elapsed().as_secs() < 10, "the new key is not known");
    }
    assert!(lets_in(old.0, old.1), "both are good");
    assert!(run(&["keys", "retire", "--keys", path, old.0]).status.success());
    service.tell("-HUP");
    let begun = std::time::Instant::now();
    while lets_in(old.0, old.1) {
        assert!(begun.elapsed().as_secs() < 10, "the old key is still good");
    }
    assert!(lets_in(new.0, new.1));
    service.stop();
}

#[test]
fn what_is_wrong_at_the_start_is_said_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let (keys, missing) = (made["keys"].as_str().unwrap(), folder.path().join("missing.toml"));
    let broken = folder.path().join("broken.toml");
    fs::write(&broken, "brand = 7\n").unwrap();
    let database = folder.path().join("none").join("corner.sqlite");
    let database = ["--database", database.to_str().unwrap(), "--listen", "127.0.0.1:0"];
    let serve = |program: &str, keys: &str| {
        let tried = run(&[&["serve", "--program", program, "--keys", keys][..], &database].concat());
        assert_eq!(tried.status.code(), Some(2));
        String::from_utf8(tried.stderr).unwrap()
    };
    let [programs, sets] = [PROGRAM, keys].map(|file| format!("{file},{file}"));
    for (program, keys, said) in [
        (&*programs, keys, "error: brand `corner` is given twice with --program"),
        (PROGRAM, &*sets, "error: brand `corner` is given twice with --keys"),
        (missing.to_str().unwrap(), keys, "error: cannot read "),
        (PROGRAM, missing.to_str().unwrap(), "error: cannot read "),
        (broken.to_str().unwrap(), keys, "broken.toml:1:"),
        (PROGRAM, broken.to_str().unwrap(), "broken.toml: line 1: "),
        (PROGRAM, keys, "error: cannot use the database "),
    ] {
        let error = serve(program, keys);
        assert!(error.contains(said), "{said}: {error}");
        assert!(error.lines().all(|line| line.starts_with("error: ")), "{error}");
    }
    let empty = folder.path().to_str().unwrap();
    let tried = ["serve", "--program", PROGRAM, "--keys", keys, "--assets", empty];
    let said = String::from_utf8(run(&[&tried[..], &database].concat()).stderr).unwrap();
    assert!(said.starts_with(&format!("error: cannot read the folder `assets` in {empty}: ")), "{said}");
}
