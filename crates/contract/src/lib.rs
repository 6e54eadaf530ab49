//! What is said: the types on the wire of v1, and nothing that acts.
//!
//! The promise: within v1 a field is never renamed, never changes its meaning and never becomes required; unknown
//! fields are ignored by whoever reads. Texts are ready to show: words, numbers, money and dates were formatted by
//! the service in the language that [`experience::Experience::locale`] names. `examples/` holds one file per message.
#![forbid(unsafe_code)]

pub mod event; // what happened, going up
pub mod session; // who is speaking
pub mod experience; // what is shown, coming down
pub mod words; // the words of the interface
pub mod act; // claim, decline, undo
pub mod consent; // what a customer allows
pub mod shown; // what a customer saw
pub mod people; // what an agent sees and says of a customer
pub mod voucher; // what a till is handed
pub mod me; // what is kept of a customer
pub mod audit; // what was done with it
pub mod health; // how the elements in pages fare
pub mod program; // what is in force
pub mod problem; // what went wrong
pub mod openapi; // all of it, for other languages
