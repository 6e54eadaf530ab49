//! The handlers, one file an address.

use axum::http::{HeaderName, header};

pub mod wire; // what comes in: bodies and queries, read or refused
pub mod flood; // how much comes in at once
mod tag; // what an answer is known by
mod known; // what an answer says of how new it is
pub mod caller; // who asks: a session or a write key

pub mod sessions; // /v1/session
pub mod experience; // /v1/experience
pub mod live; // /v1/live
pub mod fragment; // /v1/fragment
pub mod offers; // /v1/offers/{id}/{verb}
pub mod matters; // /v1/matters/{id}/close
pub mod consent; // /v1/me/consent
pub mod shown; // /v1/shown
pub mod customers; // /v1/customers/{id}/…
pub mod vouchers; // /v1/vouchers/redeem
pub mod events; // /v1/track, /v1/page, /v1/screen, /v1/batch
pub mod assets; // /constance.js, /integrity.json, /assets/{name}
pub mod beacons; // /v1/health, /v1/reports/health
pub mod program; // /v1/program
pub mod me; // /v1/me, /v1/customers/{id}
pub mod audit; // /v1/reports/audit
pub mod metrics; // /metrics
pub mod health; // /healthz, /readyz
pub mod openapi; // /openapi.json

/// For one customer's eyes: no cache may keep it.
const PRIVATE: (HeaderName, &str) = (header::CACHE_CONTROL, "private, no-store");
