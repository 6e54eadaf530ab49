//! The service from outside: the real router over a real store, each test with its own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod app; // the service under test, and those who ask it
mod answer; // what it answered
mod stream; // what it tells
mod bent; // a store that behaves badly

mod session; // /v1/session
mod identity; // tokens that must not open one
mod experience; // /v1/experience
mod privacy; // what is left out where others may see the screen
mod live; // /v1/live
mod elsewhere; // what happened to others, or in another process
mod nodes; // several nodes that tell each other
mod tag; // what was answered before
mod publication; // /v1/program
mod fragment; // /v1/fragment
mod offers; // /v1/offers/{id}/...
mod shown; // /v1/shown
mod people; // visitors who come to be known, customers who are merged
mod agents; // /v1/customers/{id}/...
mod till; // /v1/vouchers/redeem, benefits
mod matters; // /v1/matters/{id}/close
mod consent; // /v1/me/consent
mod me; // /v1/me, /v1/customers/{id}, /v1/reports/audit
mod care; // erase, forget, rebuild, audit
mod choices; // what chance chose
mod door; // what SDKs send, and how
mod quarantine; // what was refused
mod desk; // what an operator does with it, and with keys
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
mod pressure; // more than can be taken in
mod serve; // starting, and stopping in good order
mod command; // the binary itself
