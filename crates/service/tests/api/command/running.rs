//! What a service that runs does by itself, and what it does when it is told to stop.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::{PROGRAM, Service, keys, run, sign_in};

#[cfg(unix)]
#[test]
fn an_open_stream_does_not_keep_the_service_from_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let service = Service::start(folder.path(), &made);
    let headers = sign_in(&service, &made);
    let mut stream = TcpStream::connect(&service.address).unwrap();
    write!(stream, "GET /v1/live HTTP/1.1\r\nhost: corner\r\n{headers}\r\n").unwrap();
    let mut told = BufReader::new(stream);
    let mut line = String::new();
    while !line.contains("event: hello") {
        line.clear();
        assert!(told.read_line(&mut line).unwrap() > 0);
    }
    let asked = std::time::Instant::now();
    service.stop();
    assert!(asked.elapsed().as_secs() < 5, "{:?}", asked.elapsed());
    told.read_to_string(&mut line).unwrap();
}

/// An open stream of `/v1/live`, which has said hello.
struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(service: &Service, headers: &str) -> Self {
        let mut stream = TcpStream::connect(&service.address).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
        write!(stream, "GET /v1/live HTTP/1.1\r\nhost: corner\r\nconnection: close\r\n{headers}\r\n")
            .unwrap();
        let mut opened = Self(BufReader::new(stream));
        opened.hears("hello");
        opened
    }

    fn hears(&mut self, name: &str) {
        let mut line = String::new();
        while !line.contains(&format!("event: {name}")) {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_service_that_runs_forgets_by_itself_what_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let (made, program) = (keys(folder.path()), folder.path().join("program.toml"));
    let service = Service::start(folder.path(), &made);
    for (name, at) in [("old", "2024-02-01T00:00:00Z"), ("new", "2026-02-01T00:00:00Z")] {
        let body = json!({ "event": "Product Viewed", "messageId": name, "userId": "7", "timestamp": at,
            "writeKey": made["secret"] });
        assert_eq!(service.ask("POST", "/v1/track", "", &body)["new"], 1);
    }
    service.stop();

    let text = fs::read_to_string(PROGRAM).unwrap() + "\n[retention]\nbehaviour = \"400 days\"\n";
    fs::write(&program, text).unwrap();
    let service = Service::start_with(folder.path(), &made, program.to_str().unwrap(), "0");
    let key = BASE64_STANDARD.encode(format!("{}:", made["secret"].as_str().unwrap()));
    let audit =
        || service.ask("GET", "/v1/reports/audit", &format!("authorization: Basic {key}\r\n"), &Value::Null);
    let begun = std::time::Instant::now();
    while !audit()["entries"].as_array().unwrap().iter().any(|entry| entry["deed"] == "forget") {
        assert!(begun.elapsed().as_secs() < 20, "nothing was forgotten: {}", audit());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(audit()["entries"][0]["actor"], "service");
    service.stop();
    let beside = rusqlite::Connection::open(folder.path().join("corner.sqlite")).unwrap();
    let left: Vec<String> = beside
        .prepare("SELECT id FROM events")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(left, ["new"]);
}

#[cfg(unix)]
#[test]
fn an_open_page_hears_what_a_command_does_to_its_customer() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let service = Service::start(folder.path(), &made);
    let mut stream = Stream::open(&service, &sign_in(&service, &made));
    let (file, database) = (folder.path().join("orders.csv"), folder.path().join("corner.sqlite"));
    fs::write(&file, "customer_id,date,amount\ncustomer-4711,2026-02-27,120.00\n").unwrap();
    let of = ["--program", PROGRAM, "--database", database.to_str().unwrap()];
    let does = |verb: &[&str]| {
        let done = run(&[verb, &of].concat());
        assert!(done.status.success(), "{done:?}");
    };
    does(&["import", file.to_str().unwrap()]);
    stream.hears("changed");

    // A page may not report an order; whoever knows that it is true lets it in.
    let order = json!({ "type": "track", "messageId": "m-1", "userId": "customer-4711", "event": "Order Completed",
        "properties": { "order_id": "o-9", "total": 5 }, "writeKey": made["public"] });
    assert_eq!(service.ask("POST", "/v1/track", "", &order)["code"], "key_too_weak");
    does(&["quarantine", "replay", "--all", "--as-secret"]);
    stream.hears("changed");

    does(&["erase", "customer-4711"]);
    let mut rest = String::new();
    stream.0.read_to_string(&mut rest).unwrap();
    assert!(!rest.contains("event:"), "{rest}");
    service.stop();
}

#[cfg(unix)]
#[test]
fn a_service_that_is_asked_to_stop_says_so_and_serves_until_others_know() {
    let folder = tempfile::tempdir().unwrap();
    let made = keys(folder.path());
    let service = Service::start_with(folder.path(), &made, PROGRAM, "600");
    let headers = sign_in(&service, &made);
    service.tell("-TERM");
    let begun = std::time::Instant::now();
    while service.says("/readyz") != 503 {
        assert!(begun.elapsed().as_secs() < 10, "it does not say that it leaves");
    }
    let claimed = service.ask(
        "POST",
        "/v1/offers/tote/claim",
        &format!("{headers}idempotency-key: k-1\r\n"),
        &json!({ "placement": "home" }),
    );
    assert_eq!(claimed["outcome"], "claimed");
    // Asked once more, it waits no longer.
    assert!(service.stop().contains("leaving"));
}
