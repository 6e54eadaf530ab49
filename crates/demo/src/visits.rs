//! Who is signed in to the shop: a cookie of the shop's own, which the service never sees.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::CustomerId;
use service::keys::random;

const COOKIE: &str = "aubade";

/// The visits under way, kept in memory: when the shop is started again everyone is signed out.
#[derive(Default)]
pub struct Visits(Mutex<HashMap<String, CustomerId>>);

impl Visits {
    /// Begins a visit, under a new name, and ends the one before it: the value of the `Set-Cookie` header, or nothing
    /// where the machine has no random numbers.
    #[must_use]
    pub fn begin(&self, headers: &HeaderMap, customer: CustomerId) -> Option<String> {
        let id = BASE64_URL_SAFE_NO_PAD.encode(random().ok()?);
        let cookie = format!("{COOKIE}={id}; Path=/; HttpOnly; SameSite=Lax");
        let _ = self.end(headers);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, customer);
        Some(cookie)
    }

    /// Ends the visit of whoever asks: the value of the `Set-Cookie` header.
    #[must_use]
    pub fn end(&self, headers: &HeaderMap) -> String {
        if let Some(id) = id(headers) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        }
        format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
    }

    /// The customer who asks, if they are signed in.
    #[must_use]
    pub fn who(&self, headers: &HeaderMap) -> Option<CustomerId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id(headers)?).cloned()
    }
}

fn id(headers: &HeaderMap) -> Option<&str> {
    let pairs = headers.get(header::COOKIE)?.to_str().ok()?.split(';');
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}
