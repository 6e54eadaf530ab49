//! Points and tiers, in Helsinki: what is earned, spent, given back and kept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot be read must stop the test"
)]
#![allow(dead_code, reason = "the stories' own tests use the rest of what they share")]

#[path = "../stories/house.rs"]
mod house; // the program the stories are told under
#[path = "../stories/story.rs"]
mod story; // reads a history

mod helsinki; // what most of them change in it

mod ledger; // what is earned, spent and given back
mod expiry; // until when it can be spent
mod journal; // what was told
mod ledger_laws; // what holds of every ledger
mod earning; // what earns points
mod tiers; // how long a tier is held
mod landing; // where one lands
mod reversal; // what a return does to a tier
mod tier_laws; // what holds of every tier
mod benefits; // what a tier gives, so many times
mod referral; // whom a customer brought along
