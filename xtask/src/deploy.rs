//! What stands in `deploy` is read by the programs it is for.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{shell, tools};

mod start; // as what stands there starts it

const UNIT: &str = "constance.service";

/// The unit by systemd, the compose file by Compose; then what both say is done. The file of nginx runs in the tests.
pub(crate) fn check() -> Result<()> {
    unit()?;
    compose()?;
    start::check()
}

/// In a root of its own, where the program it starts is where it says.
fn unit() -> Result<()> {
    let (from, root) = (shell::root().join("deploy").join(UNIT), shell::target().join("deploy/unit"));
    let (units, programs) = (root.join("etc/systemd/system"), root.join("usr/local/bin"));
    let _ = fs::remove_dir_all(&root);
    for folder in [&units, &programs, &root.join("bin"), &root.join("usr/lib/systemd")] {
        fs::create_dir_all(folder)?;
    }
    fs::copy(&from, units.join(UNIT))?;
    for program in [programs.join("constance"), root.join("bin/kill")] {
        fs::write(&program, "")?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    }
    // The units of the system that it names.
    let system = Path::new("/lib/systemd/system");
    if !system.is_dir() || !shell::has("systemd-analyze") {
        tools::apt_install("systemd-analyze is needed for this.", &["systemd"])?;
    }
    copy(system, &root.join("usr/lib/systemd/system"))?;
    let mut verify = shell::program("systemd-analyze");
    verify.arg("verify").arg(format!("--root={}", root.display())).arg(units.join(UNIT));
    let done = verify.output().context("systemd-analyze does not start")?;
    let said = String::from_utf8_lossy(&done.stderr);
    // It ends well although it ignored what it did not understand.
    let of_ours: Vec<&str> = said.lines().filter(|line| line.contains(UNIT)).collect();
    if !done.status.success() || !of_ours.is_empty() {
        bail!("deploy/{UNIT}: {said}");
    }
    Ok(())
}

fn compose() -> Result<()> {
    if !shell::has("docker-compose") {
        tools::apt_install("docker-compose is needed for this.", &["docker-compose"])?;
    }
    // What images are built from; older Compose wants it to be there, also where nothing is built.
    fs::create_dir_all(shell::target().join("dist"))?;
    let mut config = shell::program("docker-compose");
    config.args(["--file", "deploy/compose.yaml", "config", "--quiet"]).env("POSTGRES_PASSWORD", "none");
    shell::run(&mut config)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if fs::metadata(entry.path()).is_ok_and(|file| file.is_file()) {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
