//! Whose events are whose: visitors who come to be known, and customers whom an agent finds to be one.
#![allow(clippy::unwrap_used, reason = "a story that cannot be read must stop the test")]

mod story; // reads who did what, and tells whose it is
mod visitors; // a browser, and those who use it
mod merges; // what an agent says, and takes back
mod laws; // what holds of every story
