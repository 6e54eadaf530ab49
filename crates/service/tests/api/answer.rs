//! What the service answered.

use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// Null where it is no JSON.
    pub(crate) json: Value,
}

impl Answer {
    /// The ids of the offers shown, best first.
    pub(crate) fn offers(&self) -> Vec<&str> {
        ids(&self.json["experience"]["offers"], "id")
    }

    /// The offers claimed, newest first.
    pub(crate) fn claims(&self) -> Vec<&str> {
        ids(&self.json["experience"]["claims"], "offer")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Its status and code, if it is a problem document as it should be.
    #[track_caller]
    pub(crate) fn problem(&self) -> (u16, &str) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        assert_eq!(self.json["status"], self.status.as_u16());
        assert!(self.json["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{}", self.text);
        (self.status.as_u16(), self.json["code"].as_str().unwrap())
    }
}

fn ids<'a>(list: &'a Value, name: &str) -> Vec<&'a str> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|entry| entry[name].as_str()).collect()
}
