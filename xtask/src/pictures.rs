//! `cargo xtask screenshots`: the pictures of the documents, taken of the demo.

use anyhow::Result;

use crate::{browser, demo, shell, web};

pub(crate) fn run() -> Result<()> {
    web::build(false)?;
    demo::build()?;
    shell::run(browser::playwright()?.args(["--project", "pictures"]))
}
