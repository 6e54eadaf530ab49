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
    let text = ask(address, method, path, headers, body)?;
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
    /// From where it had heard before.
    pub(crate) fn try_open(address: &str, session: &str, heard: Option<&str>) -> io::Result<Self> {
        let mut stream = connect(address)?;
        let bearer = format!("Bearer {session}");
        let mut headers = vec![("authorization", &*bearer)];
        headers.extend(heard.map(|heard| ("last-event-id", heard)));
        request(&mut stream, "GET", "/v1/live", &headers, &Value::Null)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// What is told next, and its place; nothing where the stream ends.
    pub(crate) fn next(&mut self) -> io::Result<Option<(String, String)>> {
        let (mut event, mut place) = (None, String::new());
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            if let Some(name) = line.strip_prefix("event: ") {
                event = Some(name.to_owned());
            } else if let Some(id) = line.strip_prefix("id: ") {
                id.clone_into(&mut place);
            } else if line.is_empty()
                && let Some(event) = event.take()
            {
                return Ok(Some((event, place)));
            }
        }
    }

    /// Reads until it is told this.
    pub(crate) fn hears(&mut self, wanted: &str) {
        while self.next().unwrap().unwrap_or_else(|| panic!("the stream ended before `{wanted}`")).0 != wanted
        {
        }
    }
}

/// The text of an answer, with its head.
pub(crate) fn text(address: &str, path: &str) -> io::Result<String> {
    ask(address, "GET", path, &[], &Value::Null)
}

fn ask(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> io::Result<String> {
    let mut stream = connect(address)?;
    request(&mut stream, method, path, headers, body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
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
