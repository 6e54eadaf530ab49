//! Rules over a thousand customers nobody chose: what a rule says of itself must be so of all of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot be read must stop the test"
)]

#[allow(dead_code, reason = "the stories use the rest")]
#[path = "../stories/house.rs"]
mod house;
#[allow(dead_code, reason = "the stories use the rest")]
#[path = "../stories/story.rs"]
mod story;

mod chance; // numbers that nobody chose, the same each time
mod customer; // a thousand customers
mod rule; // rules over every leaf
mod observed; // what each leaf sees
mod explanation; // replayed, turned, blamed
mod turn; // when time alone turns it
mod facts; // what may be looked at, and nothing else
mod text; // in plain words
