//! Forecasts against numbers that others have published or computed, each with its source, and against laws that hold
//! of all of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod published; // parameters and histories that were published, and the measure of "equal"
mod cdnow; // the purchases of the CDNOW cohort
mod pareto; // the Pareto/NBD model, for comparison

mod histories; // from days to three numbers
mod values; // what the models say of one customer
mod likelihood; // what they say of all
mod estimates; // which parameters fit
mod spending; // how much is spent
mod counts; // how likely so many purchases are
mod stress; // where others overflow
mod laws; // what holds of every history
mod holdout; // forecasts against what happened
