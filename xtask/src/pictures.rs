//! `cargo xtask screenshots`: the pictures of the documents, taken of the demo. `cargo xtask gallery`: every state the
//! element can be in, as a page to look at; what is seen becomes what the journeys compare with.

use anyhow::Result;

use crate::{browser, shell};

pub(crate) fn run() -> Result<()> {
    shell::run(&mut browser::playwright(&["pictures"])?)
}

pub(crate) fn gallery() -> Result<()> {
    // One after the other: all are written into one file.
    shell::run(browser::playwright(&["gallery"])?.arg("--workers=1").env("GALLERY", "write"))
}
