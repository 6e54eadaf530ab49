//! `cargo xtask bless`: what the tests now see becomes what they expect. Read the difference before you keep it.

use anyhow::Result;

use crate::{browser, demo, npm, shell, web};

pub(crate) fn run() -> Result<()> {
    shell::run(shell::cargo().args(["test", "--workspace"]).env("UPDATE_EXPECT", "1"))?;
    web::build(true)?;
    demo::build()?;
    npm::install()?;
    shell::run(
        browser::playwright()?
            .args(["--project", "journeys", "--update-snapshots"])
            .env("REQUIREMENTS", "write"),
    )
}
