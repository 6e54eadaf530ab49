//! A brand: its program and its keys.

use domain::program::Program;

use crate::keys::Keys;

/// A brand the service works for.
#[derive(Debug)]
pub struct Brand {
    /// Its rules.
    pub program: Program,
    /// Who may sign and report for it, and from which pages it may be asked.
    pub keys: Keys,
}
