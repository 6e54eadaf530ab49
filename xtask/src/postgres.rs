//! The PostgreSQL server that the tests of the second store run against: one for all of them.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::{env, fs, io};

use anyhow::{Context, Result, bail};

use crate::{shell, tools};

/// The tests find the address of the server here.
pub(crate) const VARIABLE: &str = "CONSTANCE_TEST_POSTGRES";

/// How the script ends where PostgreSQL is not installed.
const NOT_INSTALLED: i32 = 3;

/// A server that runs until this is dropped.
pub(crate) struct Server {
    pub(crate) url: String,
    running: Option<Child>,
}

/// The server that the variable names, or one that is started here. Debian's is installed where there is none.
pub(crate) fn server() -> Result<Server> {
    if let Ok(url) = env::var(VARIABLE) {
        return Ok(Server { url, running: None });
    }
    installed("postgres", "off")
}

/// One to measure: what it has acknowledged it has flushed.
pub(crate) fn that_flushes() -> Result<Server> {
    installed("postgres-bench", "on")
}

fn installed(name: &str, fsync: &str) -> Result<Server> {
    if let Some(server) = start(name, fsync)? {
        return Ok(server);
    }
    tools::apt_install(
        &format!("No PostgreSQL: install it, or name a server with {VARIABLE}."),
        &["postgresql"],
    )?;
    start(name, fsync)?.context("PostgreSQL was installed, and cannot be found")
}

fn start(name: &str, fsync: &str) -> Result<Option<Server>> {
    let folder = shell::target().join(name);
    if let Err(error) = fs::remove_dir_all(&folder)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error.into());
    }
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut script = shell::program("sh");
    script.arg("crates/service/tests/store/postgres.sh").arg(&folder).arg(port.to_string());
    script.args(["forget", fsync]);
    let mut running = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut said = String::new();
    BufReader::new(running.stdout.take().context("it says nothing")?).read_line(&mut said)?;
    if said.trim() == "ready" {
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        return Ok(Some(Server { url, running: Some(running) }));
    }
    match running.wait()?.code() {
        Some(NOT_INSTALLED) => Ok(None),
        _ => bail!("PostgreSQL does not start; its log is {}.log", shell::shown(&folder)),
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            // It stops when nobody holds its input any more.
            drop(running.stdin.take());
            let _ = running.wait();
        }
    }
}
