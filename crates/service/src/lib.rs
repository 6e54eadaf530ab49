//! What happens: facts come in at the door and are kept; decisions are made from them and go out over HTTP.
//! Read in this order.
#![forbid(unsafe_code)]

pub mod program; // a brand's program file, read and checked
pub mod keys; // a brand's keys: who may sign, who may report
pub mod brand; // a brand: its program and its keys

pub mod door; // what was reported, parsed once
pub mod ingest; // what was reported, kept once
pub mod quarantine; // what was refused, kept until it is put right
pub mod import; // histories from a file, through the same door
pub mod memory; // what is remembered of a customer
pub mod store; // where events are kept

pub mod evaluation; // what choices were worth
pub mod lifecycle; // what a file of purchases says about the customers in it

pub mod words; // the words of the interface, numbers and dates, in every language
pub mod voucher; // codes a till can check
pub mod translate; // from a decision to what is shown
pub mod act; // claim, decline, undo
pub mod till; // a voucher is accepted, a benefit is used
pub mod matter; // what is in progress, closed

mod hex; // names of hashes
pub mod clock; // the time
pub mod identity; // tokens the brand signed
pub mod session; // who is speaking
pub mod visit; // who is looking around
pub mod error; // what went wrong, outside and inside

pub mod ask; // what is asked for
pub mod consent; // what a customer allows, kept
pub mod impressions; // what customers saw, kept
pub mod fragment; // what is shown, for a page's server to put in
pub mod beacons; // how the elements in pages fare, counted
pub mod metrics; // what this process has counted
pub mod export; // everything that is kept of a customer
pub mod care; // what is forgotten because it is old
pub mod audit; // what was done with what is kept, told
pub mod choices; // what was chosen by chance, kept
pub mod people; // who is who
pub mod timeline; // what happened to one customer
pub mod preview; // what one customer sees, and why
pub mod live; // what has changed, told at once
pub mod app; // everything a request needs
pub mod publication; // a program that changes while the service runs
pub mod assets; // what a page loads
pub mod http; // the handlers, one file an address
pub mod router; // every route on one screen
pub mod serve; // start, stop

pub mod cli; // the command
