//! `cargo xtask bless`: what the tests now see becomes what they expect. Read the difference before you keep it.

use anyhow::Result;

use crate::{browser, npm, shell};

pub(crate) fn run() -> Result<()> {
    shell::run(shell::cargo().args(["test", "--workspace"]).env("UPDATE_EXPECT", "1"))?;
    npm::install()?;
    shell::run(browser::playwright(&["journeys"])?.arg("--update-snapshots").env("REQUIREMENTS", "write"))
}
