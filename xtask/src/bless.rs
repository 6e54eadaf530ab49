//! `cargo xtask bless`: what the tests now see becomes what they expect. Read the difference before you keep it.

use anyhow::Result;

use crate::{browser, checks, npm, pictures, shell};

pub(crate) fn run() -> Result<()> {
    checks::rust(shell::cargo().args(["test", "--workspace"]).env("UPDATE_EXPECT", "1"))?;
    npm::install()?;
    pictures::gallery()?;
    shell::run(
        browser::playwright(&["journeys", "gallery"])?.arg("--update-snapshots").env("REQUIREMENTS", "write"),
    )
}
