//! How much of what is reported is held in memory at once. Beyond it whoever reports is told to come again: a flood
//! costs what it may cost, and no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;

use super::wire;
use crate::error::Error;

/// The bytes of bodies that are held until they are answered. What is read of them takes a few times as much.
const MOST: usize = 32 * 1024 * 1024;

/// All that is held.
#[derive(Clone, Default)]
pub struct Flood(Arc<AtomicUsize>);

/// What one request holds of it, until it is answered.
struct Held {
    of: Flood,
    bytes: AtomicUsize,
    too_much: AtomicBool,
}

/// Counts a body as it comes in, not as long as it is said to be: nobody takes up room by a promise.
///
/// # Errors
/// [`Error::Busy`] where it would be too much.
pub async fn bounded(State(flood): State<Flood>, request: Request, next: Next) -> Result<Response, Error> {
    let held = Arc::new(Held { of: flood, bytes: AtomicUsize::new(0), too_much: AtomicBool::new(false) });
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        // It is read as a whole, and what comes out of it is as much as is taken at most.
        held.take(wire::MOST)?;
    }
    let counted = Arc::clone(&held);
    let request = request.map(|body| {
        let chunks = body.into_data_stream();
        Body::from_stream(chunks.map(move |chunk| {
            let chunk = chunk.map_err(axum::BoxError::from)?;
            counted.take(chunk.len()).map(|()| chunk).map_err(axum::BoxError::from)
        }))
    });
    let response = next.run(request).await;
    match held.too_much.load(Ordering::Relaxed) {
        true => Err(Error::Busy),
        false => Ok(response),
    }
}

impl Held {
    fn take(&self, bytes: usize) -> Result<(), Error> {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        if self.of.0.fetch_add(bytes, Ordering::Relaxed) + bytes > MOST {
            self.too_much.store(true, Ordering::Relaxed);
            return Err(Error::Busy);
        }
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.of.0.fetch_sub(self.bytes.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}
