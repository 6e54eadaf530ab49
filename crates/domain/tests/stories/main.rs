//! What is true, told as stories: a readable history goes in by the public door, and what follows is compared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot be read must stop the test"
)]

mod story; // reads a history
mod house; // the program the stories are told under

mod money;
mod time;
mod profile;
mod refund;
mod matter;
mod lifecycle;
mod tier;
mod condition;
mod decision;
mod caps;
mod claim;
mod reservation;
mod stock;
mod until;
mod program;
mod flood; // too much of everything
mod laws; // what holds of every history
mod cohort; // a real one
