//! What was acknowledged is kept, whatever happens to the process: it is killed at any moment, or finds no room.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use domain::id::{BrandId, CustomerId};
use serde_json::{Value, json};
use service::keys::fresh;
use service::store::sqlite::Sqlite;
use service::store::{Log, Store};

#[path = "durability/backup.rs"]
mod backup; // made, and put in place again
#[path = "durability/breaking.rs"]
mod breaking; // what breaks under three nodes
#[path = "durability/cluster.rs"]
mod cluster; // three nodes
#[path = "durability/http.rs"]
mod http; // how they are asked
#[path = "store/server.rs"]
mod server; // a PostgreSQL server
#[path = "durability/shop.rs"]
mod shop; // who speaks to them

const KILLS: u64 = 50;
const SENDERS: u64 = 4;

#[tokio::test]
async fn what_was_acknowledged_is_there_once_however_often_the_process_is_killed() {
    let house = House::new();
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        let mut service = house.open("exec");
        let senders: Vec<_> = (0..SENDERS)
            .map(|sender| {
                let mut line = service.line(&house);
                thread::spawn(move || {
                    let mut answered = Vec::new();
                    for number in 0.. {
                        let name = format!("{round}-{sender}-{number}");
                        match line.report(&name, &format!("customer-{}", number % 3)) {
                            Ok((200, _)) => answered.push(name),
                            Ok(other) => panic!("{other:?}"),
                            Err(_) => return answered,
                        }
                    }
                    unreachable!()
                })
            })
            .collect();
        // Spread over what a flush, a checkpoint and many of them take.
        sleep(Duration::from_millis(round * 61 % 150));
        service.child.kill().unwrap();
        service.child.wait().unwrap();
        acknowledged.extend(senders.into_iter().flat_map(|sender| sender.join().unwrap()));
    }
    assert!(acknowledged.len() as u64 > KILLS, "nothing was under way when it was killed");

    // Once more, as whoever got no answer would: what was there stays there once.
    let again: Vec<_> = acknowledged.iter().take(200).cloned().collect();
    let service = house.open("exec");
    let mut line = service.line(&house);
    for name in &again {
        let number: u64 = name.rsplit('-').next().unwrap().parse().unwrap();
        let (status, answer) = line.report(name, &format!("customer-{}", number % 3)).unwrap();
        assert_eq!((status, &answer["known"]), (200, &json!(1)), "{name}");
    }
    drop(service);

    let kept = house.kept().await;
    let missing: Vec<_> = acknowledged.iter().filter(|name| kept.get(*name) != Some(&1)).collect();
    assert!(missing.is_empty(), "acknowledged and not there once: {missing:?}");
    println!("{} acknowledged, {} kept, {KILLS} times killed", acknowledged.len(), kept.len());
}

#[tokio::test]
async fn where_there_is_no_room_it_says_so_and_goes_on_when_there_is() {
    let house = House::new();
    // No file may grow beyond so many blocks, until it is told otherwise; a process that writes on is not killed for it.
    let service = house.open("trap '' XFSZ; ulimit -S -f 1024; exec");
    let mut line = service.line(&house);
    let mut acknowledged = Vec::new();
    let refused = loop {
        let name = format!("e-{}", acknowledged.len());
        match line.report(&name, "customer-0").unwrap() {
            (200, _) => acknowledged.push(name),
            other => break other,
        }
        assert!(acknowledged.len() < 100_000, "it found room without end");
    };
    assert_eq!((refused.0, &refused.1["code"]), (507, &json!("no_room")), "{refused:?}");
    let (status, told) = line.ask("GET", "/v1/fragment?brand=corner&placement=home", &Value::Null).unwrap();
    assert_eq!(status, 200, "what is there can still be read: {told}");

    let pid = service.child.id().to_string();
    let more = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:"]).status().unwrap();
    assert!(more.success());
    for name in ["after-1", "after-2"] {
        let (status, told) = line.report(name, "customer-0").unwrap();
        assert_eq!(status, 200, "{told}");
        acknowledged.push(name.to_owned());
    }
    drop(service);
    let kept = house.kept().await;
    assert_eq!(kept.len(), acknowledged.len());
    assert!(acknowledged.iter().all(|name| kept.get(name) == Some(&1)));
}

/// A brand's files, and its database.
struct House {
    folder: tempfile::TempDir,
    secret: String,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = fresh(&BrandId::new("corner").unwrap(), &[]).unwrap();
        fs::write(folder.path().join("keys.toml"), &keys.file).unwrap();
        Self { folder, secret: keys.secret }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The service as an operator starts it, with this before it.
    fn open(&self, how: &str) -> Service {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/program.toml");
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{how} \"$0\" \"$@\""), env!("CARGO_BIN_EXE_constance"), "serve"]);
        shell.arg("--program").arg(program).arg("--keys").arg(self.file("keys.toml"));
        shell.arg("--database").arg(self.file("events.db")).args(["--listen", "127.0.0.1:0"]);
        let mut child = shell.env("RUST_LOG", "off").stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
        let address = said.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{said}"));
        Service { address: address.to_owned(), child }
    }

    /// The events in the log, and how often each.
    async fn kept(&self) -> BTreeMap<String, u32> {
        let database = self.file("events.db");
        let whole: String = rusqlite::Connection::open(&database)
            .unwrap()
            .pragma_query_value(None, "integrity_check", |row| row.get(0))
            .unwrap();
        assert_eq!(whole, "ok");
        let store = Sqlite::open(database).unwrap();
        let mut kept = BTreeMap::new();
        for customer in 0..3 {
            let customer = CustomerId::new(format!("customer-{customer}")).unwrap();
            for event in store.history(&BrandId::new("corner").unwrap(), &customer).await.unwrap() {
                *kept.entry(event.id.as_str().to_owned()).or_default() += 1;
            }
        }
        store.close().await;
        kept
    }
}

struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn line(&self, house: &House) -> Line {
        let begun = Instant::now();
        let stream = loop {
            match TcpStream::connect(&self.address) {
                Ok(stream) => break stream,
                Err(error) if begun.elapsed().as_secs() > 5 => panic!("{error}"),
                Err(_) => sleep(Duration::from_millis(10)),
            }
        };
        stream.set_nodelay(true).unwrap();
        Line { stream: BufReader::new(stream), key: http::basic(&house.secret) }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection to the service.
struct Line {
    stream: BufReader<TcpStream>,
    key: String,
}

impl Line {
    fn report(&mut self, name: &str, customer: &str) -> io::Result<(u16, Value)> {
        let event =
            json!({ "type": "track", "event": "Product Viewed", "messageId": name, "userId": customer });
        self.ask("POST", "/v1/track", &event)
    }

    fn ask(&mut self, method: &str, path: &str, body: &Value) -> io::Result<(u16, Value)> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let length = body.len();
        let key = match method {
            "POST" => format!("authorization: {}\r\n", self.key),
            _ => String::new(),
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: corner\r\n{key}\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end();
            if let Some(code) = line.strip_prefix("HTTP/1.1 ") {
                status = code[..3].parse().unwrap();
            } else if let Some(bytes) = line.strip_prefix("content-length: ") {
                length = bytes.parse().unwrap();
            } else if line.is_empty() {
                let mut body = vec![0; length];
                self.stream.read_exact(&mut body)?;
                return Ok((status, serde_json::from_slice(&body).unwrap_or_default()));
            }
        }
    }
}
