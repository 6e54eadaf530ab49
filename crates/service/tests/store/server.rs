//! A PostgreSQL server to test with: the one that `CONSTANCE_TEST_POSTGRES` names, or one that is started here.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::NoTls;

/// A server that stops when this is dropped, or this process ends.
pub(crate) struct Server {
    port: u16,
    folder: PathBuf,
    forget: Option<&'static str>,
    running: Option<Child>,
}

/// The address of an empty database; nothing, and a line that says so, where there is no server.
pub(crate) async fn database() -> Option<String> {
    static OWN: OnceLock<Option<Server>> = OnceLock::new();
    let server = match std::env::var("CONSTANCE_TEST_POSTGRES") {
        Ok(named) => named,
        Err(_) => match OWN.get_or_init(|| Server::start("shared", Some("forget"))) {
            Some(own) => own.url(),
            None => return None,
        },
    };
    Some(empty(&server).await)
}

/// Says that a server is not here. Where nobody reads that, on CI, it is a failure.
pub(crate) fn missing(server: &str) {
    assert!(std::env::var_os("CI").is_none(), "no {server} here, and CI needs it");
    // Around the test's own output, which is shown of failures only.
    let _ = writeln!(std::io::stderr(), "no {server} here: what is said of it was not tested");
}

/// Makes a database and says its address.
pub(crate) async fn empty(server: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let (client, connection) = tokio_postgres::connect(server, NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{name}")
}

impl Server {
    /// Starts one that forgets all when it stops, or not; nothing where PostgreSQL is not installed.
    pub(crate) fn start(name: &str, forget: Option<&'static str>) -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = target.join(format!("postgres-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let mut server = Self { port, folder, forget, running: None };
        if !server.go_on() {
            missing("PostgreSQL");
            return None;
        }
        Some(server)
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it, as for a restart.
    pub(crate) fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            drop(running.stdin.take());
            running.wait().unwrap();
        }
    }

    /// Starts it again with what it had. Says whether it runs.
    pub(crate) fn go_on(&mut self) -> bool {
        let mut start = Command::new("sh");
        start.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/store/postgres.sh")).arg(&self.folder);
        start.arg(self.port.to_string()).args(self.forget).stdin(Stdio::piped()).stdout(Stdio::piped());
        let Ok(mut running) = start.spawn() else { return false };
        let mut said = String::new();
        BufReader::new(running.stdout.take().unwrap()).read_line(&mut said).unwrap();
        if said.trim() != "ready" {
            assert_eq!(running.wait().unwrap().code(), Some(3), "the server did not start");
            return false;
        }
        self.running = Some(running);
        true
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        let _ = std::fs::remove_dir_all(&self.folder);
        let _ = std::fs::remove_file(self.folder.with_extension("log"));
    }
}
