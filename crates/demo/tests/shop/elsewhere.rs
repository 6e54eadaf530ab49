//! The binary, while another process works with its database.

use std::io::{BufRead, BufReader, Lines, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use domain::id::{BrandId, CustomerId};
use serde_json::json;
use service::store::{self, Notice, Place};

use crate::open::LONG;

#[tokio::test]
async fn the_desk_hears_of_what_another_process_did() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("maison.sqlite");
    let demo = Demo::start(&database);
    let mut stream = demo.listens("157");
    stream.hears("hello");
    let (maison, regular) = (BrandId::new("maison").unwrap(), CustomerId::new("157").unwrap());
    let elsewhere = store::open(&Place::file(database)).await.unwrap();
    elsewhere.notify(&maison, vec![Notice::Changed(regular)]).await.unwrap();
    stream.hears("changed");
}

/// The demo in a process of its own, as long as this is kept.
struct Demo {
    process: Child,
    address: String,
}

/// A stream of its desk.
struct Stream(Lines<BufReader<TcpStream>>);

impl Demo {
    fn start(database: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_constance-demo"));
        command.args(["--port", "0", "--database"]).arg(database).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address =
            said.find_map(|line| Some(line.split_once("http://")?.1.trim_end_matches('/').to_owned()));
        Self { process, address: address.unwrap() }
    }

    fn listens(&self, customer: &str) -> Stream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        let (body, host) = (json!({ "customer": customer }).to_string(), &self.address);
        let length = body.len();
        let head = format!(
            "POST /shop/desk/live HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: {length}"
        );
        write!(stream, "{head}\r\n\r\n{body}").unwrap();
        Stream(BufReader::new(stream).lines())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Stream {
    /// Reads on until this is told.
    fn hears(&mut self, event: &str) {
        let told = format!("event: {event}");
        assert!(self.0.by_ref().map(Result::unwrap).any(|line| line == told), "{event}");
    }
}
