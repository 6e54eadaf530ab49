//! `cargo xtask demo`: the demo brand's shop with its offers, on this machine.

use std::path::PathBuf;

use anyhow::Result;

use crate::{shell, web};

/// Tells the demo where its program and histories are.
pub(crate) const HOME: &str = "CONSTANCE_DEMO_HOME";

/// Where the demo answers.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8787)]
    port: u16,
}

/// Builds what is not built yet and becomes the demo, so that Ctrl-C reaches it and nothing else.
pub(crate) fn run(options: &Options) -> Result<()> {
    web::build(false)?;
    build()?;
    let mut demo = shell::program(shell::development_builds()?.join("constance-demo"));
    demo.args(["--port", &options.port.to_string()]).env(HOME, shell::root());
    shell::become_program(&mut demo)
}

/// Builds the demo's program and the command `constance`.
pub(crate) fn build() -> Result<()> {
    shell::run(shell::cargo().args([
        "build",
        "--package",
        "constance-demo",
        "--package",
        "constance-service",
    ]))
}

/// Builds the demo's program as for a release, and says where it is.
pub(crate) fn build_release() -> Result<PathBuf> {
    shell::run(shell::cargo().args(["build", "--release", "--package", "constance-demo"]))?;
    let builds = shell::development_builds()?;
    Ok(builds.with_file_name("release").join("constance-demo"))
}
