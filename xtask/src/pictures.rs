//! `cargo xtask screenshots`: the pictures of the documents, taken of the demo. `cargo xtask gallery`: every state the
//! element can be in, as a page to look at; what is seen becomes what the journeys compare with.

use anyhow::Result;

use crate::{browser, demo, shell, web};

pub(crate) fn run() -> Result<()> {
    web::build(false)?;
    demo::build()?;
    shell::run(browser::playwright()?.args(["--project", "pictures"]))
}

pub(crate) fn gallery() -> Result<()> {
    web::build(true)?;
    demo::build()?;
    shell::run(browser::playwright()?.args(["--project", "gallery"]).env("GALLERY", "write"))
}
