//! The service from outside: the real router over a real store, each test with its own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod app; // the service under test, and those who ask it
mod answer; // what it answered
mod bent; // a store that behaves badly

mod session; // /v1/session
mod identity; // tokens that must not open one
mod experience; // /v1/experience
mod privacy; // what is left out where others may see the screen
mod fragment; // /v1/fragment
mod offers; // /v1/offers/{id}/...
mod shown; // /v1/shown
mod consent; // /v1/me/consent
mod choices; // what chance chose
mod events; // /v1/track, /v1/batch
mod circle; // customers who bring customers along
mod told; // what is told, from the door to the screen
mod surface; // where and how a customer is met
mod odd; // events that are late, early, doubled, or about nothing known
mod assets; // /constance.js, /assets/...
mod beacons; // /v1/health, /v1/reports/health
mod metrics; // /metrics
mod health; // /healthz, /readyz
mod openapi; // /openapi.json
mod cors; // pages of other people
mod problems; // what went wrong, in words
mod secrets; // what must not get out
mod keys; // the keys file
mod serve; // starting, and stopping in good order
mod command; // the binary itself
