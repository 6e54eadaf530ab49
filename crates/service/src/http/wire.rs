//! What comes in, read or refused in our own words.

use std::io::Read;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// The largest body of a report, in bytes: the 500 KB that SDKs send at once, and what is around them.
pub const MOST: usize = 512 * 1024;

/// A JSON body.
#[derive(Debug)]
pub struct Wire<T>(pub T);

/// A JSON body that is sent as text: a page may send that without its browser asking first.
#[derive(Debug)]
pub struct Plain<T>(pub T);

/// The body of a report, as it was sent: JSON, plain or compressed with gzip. What it is said to be does not matter: pages
/// call it text, so that their browser need not ask first, and a client that compresses it a form.
#[derive(Debug)]
pub struct Posted(pub Bytes);

/// A program file.
#[derive(Debug)]
pub struct ProgramFile(pub Bytes);

/// The query of the address.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Wire<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is(request.headers(), "application/json") {
            return Err(Error::NotJson);
        }
        read(&body(request, state).await?).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Plain<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is(request.headers(), "text/plain") {
            return Err(Error::NotText);
        }
        read(&body(request, state).await?).map(Self)
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let headers = request.headers();
        let encoding = headers.get(header::CONTENT_ENCODING).map(|name| name.as_bytes().to_ascii_lowercase());
        match encoding.as_deref() {
            None | Some(b"" | b"identity") => body(request, state).await.map(Self),
            Some(b"gzip" | b"x-gzip") => unpacked(&body(request, state).await?).map(Self),
            Some(_) => Err(Error::Encoding),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for ProgramFile {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let headers = request.headers();
        if !is(headers, "application/toml") && !is(headers, "text/plain") {
            return Err(Error::NotProgram);
        }
        body(request, state).await.map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let query = Query::try_from_uri(&parts.uri);
        query.map(|Query(params)| Self(params)).map_err(|rejection| {
            let text = rejection.body_text();
            Error::field("query", "", text.rsplit(": ").next().unwrap_or(&text))
        })
    }
}

/// A few bytes can be pressed out of many: what counts is what comes out, and no more of it is made than is taken.
fn unpacked(packed: &[u8]) -> Result<Bytes, Error> {
    let mut plain = Vec::with_capacity(packed.len() * 4);
    let read = MultiGzDecoder::new(packed).take(MOST as u64 + 1).read_to_end(&mut plain);
    match read {
        Ok(length) if length > MOST => Err(Error::TooLarge),
        Ok(_) => Ok(plain.into()),
        Err(_) => Err(Error::field("body", "", "must be gzip, as its header says")),
    }
}

async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Interrupted,
    })
}

fn is(headers: &HeaderMap, wanted: &str) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted)
}

/// What is wrong with a body that could not be read at all.
pub(super) fn unreadable(error: &serde_json::Error) -> Error {
    let told = error.to_string();
    Error::field("body", "", told.rsplit_once(", expected ").map_or(&*told, |(_, rest)| rest))
}

/// Reads JSON; a refusal names the path of the field at fault.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, told) = (error.path().to_string(), error.inner().to_string());
        // Not what stood there, which may be long and is known to whoever sent it.
        let rule =
            told.rsplit_once(", expected ").map_or(told.clone(), |(_, rest)| format!("expected {rest}"));
        let missing = rule.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        let field = match (path.as_str(), missing) {
            (".", Some(name)) => name.to_owned(),
            (path, Some(name)) => format!("{path}.{name}"),
            (".", None) => "body".to_owned(),
            (path, None) => path.to_owned(),
        };
        Error::field(&field, "", &rule)
    })?;
    json.end().map_err(|error| Error::field("body", "", &error.to_string()))?;
    Ok(value)
}
