//! Rules that another tool wrote: what they mean here is what they mean to an engine of that language.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

// The customers and the house of the domain's own tests.
#[path = "../../../domain/tests/rules/chance.rs"]
mod chance;
#[allow(dead_code, reason = "the domain's tests use the rest")]
#[path = "../../../domain/tests/rules/customer.rs"]
mod customer;
#[allow(dead_code, reason = "the domain's tests use the rest")]
#[path = "../../../domain/tests/stories/house.rs"]
mod house;
#[allow(dead_code, reason = "the domain's tests use the rest")]
#[path = "../../../domain/tests/stories/story.rs"]
mod story;

mod fact; // what an engine is told of a customer
mod random; // rules that nobody chose
mod differential; // ten thousand of them, here and there
mod reading; // what is read, and what is told of the rest
