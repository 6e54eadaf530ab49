//! The handlers, one file an address.

use axum::http::{HeaderName, header};

pub mod wire; // what comes in: bodies and queries, read or refused
pub mod caller; // who asks: a session or a write key

pub mod sessions; // /v1/session
pub mod experience; // /v1/experience
pub mod fragment; // /v1/fragment
pub mod offers; // /v1/offers/{id}/{verb}
pub mod consent; // /v1/me/consent
pub mod shown; // /v1/shown
pub mod events; // /v1/track, /v1/page, /v1/screen, /v1/batch
pub mod assets; // /constance.js, /assets/{name}
pub mod beacons; // /v1/health, /v1/reports/health
pub mod metrics; // /metrics
pub mod health; // /healthz, /readyz
pub mod openapi; // /openapi.json

/// For one customer's eyes: no cache may keep it.
const PRIVATE: (HeaderName, &str) = (header::CACHE_CONTROL, "private, no-store");
