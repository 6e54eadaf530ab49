//! Requests, each over a connection of its own, and a stream that is read as it comes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

/// Nothing that is waited for takes so long.
const LONG: Duration = Duration::from_secs(20);

/// A write key, as it is sent.
pub(crate) fn basic(key: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{key}:")))
}

/// Asks, and gives the status and what was answered.
pub(crate) fn send(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> io::Result<(u16, Value)> {
    let mut stream = connect(address)?;
    request(&mut stream, method, path, headers, body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let text = String::from_utf8_lossy(&answer);
    let (head, body) = text.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = head.get(9..12).and_then(|code| code.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    // Between the lengths of its pieces, where it came in pieces.
    let json = body.find('{').and_then(|from| body.rfind('}').map(|to| &body[from..=to])).unwrap_or("null");
    let whole: String = json.split("\r\n").step_by(2).collect();
    Ok((status, serde_json::from_str(&whole).unwrap_or_default()))
}

/// An open `/v1/live`.
pub(crate) struct Stream(BufReader<TcpStream>);

impl Stream {
    pub(crate) fn open(address: &str, session: &str) -> Self {
        let mut stream = connect(address).unwrap();
        let bearer = format!("Bearer {session}");
        request(&mut stream, "GET", "/v1/live", &[("authorization", &bearer)], &Value::Null).unwrap();
        Self(BufReader::new(stream))
    }

    /// Reads until it is told this.
    pub(crate) fn hears(&mut self, wanted: &str) {
        let mut line = String::new();
        while line.trim_end() != format!("event: {wanted}") {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended before `{wanted}`");
        }
    }
}

fn connect(address: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(LONG))?;
    Ok(stream)
}

fn request(
    stream: &mut TcpStream,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> io::Result<()> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: corner\r\nconnection: close\r\n{headers}\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes())
}
