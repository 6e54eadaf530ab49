//! What is true: from something a customer did to the offers that fit them. Read in this order.
//!
//! Nothing here does I/O, reads a clock, draws a random number or can be serialized: events, a program and an
//! instant come in, decisions with their reasons go out. The wire has its own words, in `crates/contract`.
#![forbid(unsafe_code)]

pub mod id; // the names of things
pub mod money; // amounts, currencies, points
pub mod time; // instants, days, the program's zone

pub mod event; // what happened
pub mod person; // whom it happened to: names that are one person
pub mod profile; // what is known because of it
pub mod matter; // what they began and nobody has ended
pub mod surface; // where it is met
pub mod lifecycle; // where the relationship stands
pub mod forecast; // what is to be expected of it
pub mod ledger; // the points it has to spend
pub mod tier; // what it has earned
pub mod referral; // whom it brought along
pub mod condition; // what an offer may ask of a customer
pub mod offer; // what could be given
pub mod retention; // how long what happened is kept
pub mod program; // one brand's rules as a whole
pub mod claim; // a customer takes an offer
pub mod benefit; // a customer uses what a tier gives
pub mod decision; // what is given, here, now, and why
pub mod evaluation; // what it was worth
