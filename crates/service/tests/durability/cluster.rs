//! Three nodes behind the nginx of `deploy/nginx.conf`, over PostgreSQL, with NATS between them. Where one of the three is not
//! installed nothing is tested, and a line says so.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use domain::id::{BrandId, CustomerId};
use service::keys::{Fresh, fresh};
use service::store;

use crate::server;
use crate::shop::Shop;

pub(crate) const NODES: usize = 3;
const NATS: &str = "/usr/sbin/nats-server";
const NGINX: &str = "/usr/sbin/nginx";

/// A process that ends when this is dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: String,
}

impl Running {
    /// Starts it, and waits until somebody answers at its address.
    fn start(command: &mut Command, address: String) -> Self {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while std::net::TcpStream::connect(&address).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "{command:?} does not answer");
            sleep(Duration::from_millis(10));
        }
        Self { child, address }
    }

    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to stop, as a supervisor does, and waits until it has.
    pub(crate) fn stop(&mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// In the order in which they end.
pub(crate) struct Cluster {
    front: String,
    _nginx: Running,
    pub(crate) nodes: Vec<Running>,
    pub(crate) nats: Running,
    database: String,
    keys: Fresh,
    folder: tempfile::TempDir,
}

impl Cluster {
    pub(crate) async fn start() -> Option<Self> {
        Self::over(server::database().await?)
    }

    pub(crate) fn over(database: String) -> Option<Self> {
        if let Some(gone) = [NATS, NGINX].into_iter().find(|program| !Path::new(program).is_file()) {
            server::missing(gone);
            return None;
        }
        let (folder, keys) =
            (tempfile::tempdir().unwrap(), fresh(&BrandId::new("corner").unwrap(), &[]).unwrap());
        fs::write(folder.path().join("keys.toml"), &keys.file).unwrap();
        let program = include_str!("../api/program.toml").replacen("stock = 1\n", "stock = 100\n", 1);
        fs::write(folder.path().join("program.toml"), program).unwrap();
        let addresses: Vec<String> = (0..NODES).map(|_| free()).collect();
        let nats = nats(&free());
        let nodes = addresses.iter().map(|at| node(folder.path(), &database, &nats.address, at)).collect();
        let front = free();
        let nginx = nginx(folder.path(), &front, &addresses);
        Some(Self { front, _nginx: nginx, nodes, nats, database, keys, folder })
    }

    pub(crate) fn start_node(&mut self, number: usize) {
        let address = self.nodes[number].address.clone();
        self.nodes[number] = node(self.folder.path(), &self.database, &self.nats.address, &address);
    }

    pub(crate) fn start_nats(&mut self) {
        self.nats = nats(&self.nats.address.clone());
    }

    /// Those who speak to nginx.
    pub(crate) fn shop(&self) -> Shop {
        Shop::of(&self.keys, self.front.clone())
    }

    /// Those who speak to one of the nodes.
    pub(crate) fn shop_at(&self, node: usize) -> Shop {
        Shop::of(&self.keys, self.nodes[node].address.clone())
    }

    /// The names of the events that were kept of customers.
    pub(crate) async fn kept(&self, customers: impl Iterator<Item = String>) -> Vec<String> {
        let store = store::open(&self.database.parse().unwrap()).await.unwrap();
        let mut kept = Vec::new();
        for customer in customers {
            let customer = CustomerId::new(customer).unwrap();
            let events = store.history(&BrandId::new("corner").unwrap(), &customer).await.unwrap();
            kept.extend(events.into_iter().map(|event| event.id.to_string()));
        }
        store.close().await;
        kept
    }
}

/// A node, and where it finds the others.
pub(crate) fn node(folder: &Path, database: &str, nats: &str, address: &str) -> Running {
    let mut serve = Command::new(env!("CARGO_BIN_EXE_constance"));
    serve.arg("serve").arg("--program").arg(folder.join("program.toml"));
    serve.arg("--keys").arg(folder.join("keys.toml")).args(["--database", database]);
    serve.args(["--nats", &format!("nats://{nats}"), "--listen", address]).env("RUST_LOG", "off");
    Running::start(&mut serve, address.to_owned())
}

fn nats(address: &str) -> Running {
    let (host, port) = address.split_once(':').unwrap();
    Running::start(Command::new(NATS).args(["-a", host, "-p", port]), address.to_owned())
}

/// The very file that is put on servers, with the addresses of here.
fn nginx(folder: &Path, front: &str, nodes: &[String]) -> Running {
    let file = include_str!("../../../../deploy/nginx.conf");
    let one = "server constance:8787 resolve max_fails=1 fail_timeout=2s;";
    assert!(file.contains(one) && file.contains("listen 8080;"));
    let all: Vec<String> = nodes.iter().map(|node| one.replace("constance:8787 resolve", node)).collect();
    let file = file.replace(one, &all.join("\n")).replace("listen 8080;", &format!("listen {front};"));
    let path = folder.join("nginx.conf");
    fs::write(&path, file).unwrap();
    // One process, which is gone when it is killed.
    let here = format!(
        "daemon off; master_process off; pid {0}/nginx.pid; error_log {0}/nginx.log;",
        folder.display()
    );
    Running::start(Command::new(NGINX).arg("-c").arg(path).args(["-g", &here]), front.to_owned())
}

/// An address that nobody listens at.
pub(crate) fn free() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}
