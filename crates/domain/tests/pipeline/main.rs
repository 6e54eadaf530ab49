//! Every step of a decision: what is asked of an offer before it is shown, and how those that may be are compared.
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

mod told; // what is listed, and why the rest is not
mod order; // which refusal is the first
mod caps;
mod quiet;
mod consent;
mod holdout;
mod pace;
mod rank;
mod chance;
mod theme;
mod choice;
mod index; // what is passed over is what would be refused
mod words; // refusals in plain English
