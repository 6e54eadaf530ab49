//! What is started to be measured, and ends with us.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::shell;

/// A process that listens, ended when it is dropped.
pub(super) struct Service {
    child: Child,
    pub(super) address: String,
}

impl Service {
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://").map(str::to_owned);
        Ok(Self { child, address: address.context("a service that did not start")? })
    }

    /// One that only answers.
    pub(super) fn echo() -> Result<Self> {
        Self::start(open_files("examples/load").arg("echo"))
    }

    /// Megabytes that were resident at most, where the machine says so.
    pub(super) fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes.map_or("?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program of the release build with as many open files as the machine allows: streams take one each.
pub(super) fn open_files(name: &str) -> Command {
    match cfg!(unix) {
        true => {
            let mut command = Command::new("sh");
            command.args(["-c", r#"ulimit -n "$(ulimit -H -n)"; exec "$0" "$@""#]).arg(release(name));
            command
        }
        false => Command::new(release(name)),
    }
}

pub(super) fn release(name: &str) -> PathBuf {
    shell::target().join("release").join(name)
}
