//! Running other programs, and where things are.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::{env, fs};

use anyhow::{Context, Result, bail};

/// The root of the workspace: where cargo found this package now, which need not be where it was compiled.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let own = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&own).parent().map(Path::to_owned).unwrap_or_default()
    });
    &ROOT
}

/// Where builds go that are not cargo's own: always `target/` of this workspace.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The text of a file of the workspace.
pub(crate) fn read(path: &str) -> Result<String> {
    let file = root().join(path);
    fs::read_to_string(&file).with_context(|| format!("cannot read {}", shown(&file)))
}

/// Where cargo put this very program, and so puts the workspace's other development builds.
pub(crate) fn development_builds() -> Result<PathBuf> {
    let own = env::current_exe().context("this program cannot find itself")?;
    own.parent().map(Path::to_owned).context("this program has no folder")
}

/// A program started in the root of the workspace, with nothing to read from the terminal.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    for (variable, _) in env::vars_os() {
        if set_by_cargo_run(&variable.to_string_lossy()) {
            command.env_remove(variable);
        }
    }
    command
}

/// The cargo that runs us, without what it told us about ourselves.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end and says so; an error names the command line and how it ended.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    eprintln!("  $ {}", line(command));
    let status = command.status().with_context(|| not_there(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// The same, and hears each line that is printed.
pub(crate) fn run_heard(command: &mut Command, mut hears: impl FnMut(&str)) -> Result<()> {
    eprintln!("  $ {}", line(command));
    let mut running = command.stdout(Stdio::piped()).spawn().with_context(|| not_there(command))?;
    for printed in running.stdout.take().into_iter().flat_map(|printed| BufReader::new(printed).split(b'\n'))
    {
        let printed = printed?;
        let text = String::from_utf8_lossy(&printed);
        println!("{text}");
        hears(&text);
    }
    match running.wait()? {
        status if status.success() => Ok(()),
        status => bail!("`{}` failed ({status})", line(command)),
    }
}

/// Replaces this program: signals and the exit code are the other's from here on. Returns only on failure.
#[cfg(unix)]
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    eprintln!("  $ {}", line(command));
    Err(command.exec()).with_context(|| not_there(command))
}

/// Runs to the end in our place.
#[cfg(not(unix))]
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    run(command)
}

/// Runs to the end without a word; `Some` with what it printed when it went well.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Says what is not checked here, and why. Where nobody reads that, on CI, it is a failure.
pub(crate) fn skip(what: &str, why: impl Display) -> Result<()> {
    if env::var_os("CI").is_some() {
        bail!("{what}: not checked. {why:#}");
    }
    eprintln!("{what}: not checked. {why:#}");
    Ok(())
}

/// Whether a program of this name can be started.
pub(crate) fn has(name: &str) -> bool {
    ask(program(name).arg("--version")).is_some()
}

/// Whether we may install things for the whole machine.
pub(crate) fn is_root() -> bool {
    ask(program("id").arg("-u")).is_some_and(|id| id == "0")
}

/// A path as a person in the workspace would write it.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    let arguments = command.get_args().map(|argument| shown(Path::new(argument)));
    std::iter::once(name.into_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn not_there(command: &Command) -> String {
    format!("`{}` cannot be started: is it installed and in PATH?", command.get_program().to_string_lossy())
}

/// `cargo run` describes the package it runs; left in place, that would describe the wrong one to the next cargo.
fn set_by_cargo_run(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
        .iter()
        .any(|start| variable.starts_with(start))
}
