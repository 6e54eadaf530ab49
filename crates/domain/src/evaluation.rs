//! What was chosen by chance, looked back on: what a way of choosing earns, what an offer does, and whether there is
//! enough to say so. Read in this order.
//!
//! The estimates are those of off-policy evaluation: each choice is weighed by how much likelier another way of
//! choosing would have made it. See Horvitz and Thompson (1952) for the first of them, Swaminathan and Joachims (2015)
//! for the self-normalised one and Kish (1965) for the effective sample size.

pub mod trial; // one choice, how likely it was, and what came of it
pub mod interval; // how sure one can be
pub mod verdict; // whether there is enough to say anything
pub mod estimate; // what a way of choosing would have earned
pub mod comparison; // those who were given against those held out
pub mod policy; // ways of choosing

/// A number of a log that is not as it must be.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{field} `{value}`: {rule}")]
pub struct InvalidTrial {
    /// Which.
    pub field: &'static str,
    /// What it is.
    pub value: f64,
    /// What it must be.
    pub rule: &'static str,
}
