//! Three nodes behind the nginx of `deploy/nginx.conf`, over PostgreSQL, with NATS between them; and what breaks, under load.
//! Where one of the three is not installed nothing is tested, and a line says so.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use domain::id::{BrandId, CustomerId};
use serde_json::{Value, json};
use service::identity::{Claims, sign};
use service::keys::{Fresh, fresh, signing_key};
use service::store;

use crate::http::{Stream, send};
use crate::server::{self, Server};

const NODES: usize = 3;
const SENDERS: usize = 4;
const NATS: &str = "/usr/sbin/nats-server";
const NGINX: &str = "/usr/sbin/nginx";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_acknowledged_is_lost_when_a_node_the_database_or_the_messenger_fails() {
    let Some(mut postgres) = Server::start("cluster", None) else { return missing("PostgreSQL") };
    let Some(mut cluster) = Cluster::over(server::empty(&postgres.url()).await) else { return };
    let stop = AtomicBool::new(false);
    let (front, key) = (cluster.front.clone(), cluster.keys.secret.clone());
    let acknowledged = thread::scope(|scope| {
        let (front, key, stop) = (&front, &key, &stop);
        let senders: Vec<_> =
            (0..SENDERS).map(|sender| scope.spawn(move || report_until(front, key, sender, stop))).collect();
        sleep(Duration::from_millis(700));
        cluster.nodes[0].kill();
        sleep(Duration::from_millis(700));
        cluster.start_node(0);
        postgres.stop();
        sleep(Duration::from_millis(700));
        assert!(postgres.go_on());
        sleep(Duration::from_millis(700));
        cluster.nats.kill();
        sleep(Duration::from_millis(700));
        cluster.start_nats();
        sleep(Duration::from_millis(700));
        stop.store(true, Ordering::Relaxed);
        senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect::<Vec<String>>()
    });
    assert!(acknowledged.len() > 100, "only {} were taken in", acknowledged.len());

    let kept = cluster.kept().await;
    let missing: Vec<_> =
        acknowledged.iter().filter(|name| kept.iter().filter(|kept| kept == name).count() != 1).collect();
    assert!(missing.is_empty(), "acknowledged and not there once: {missing:?}");
    println!("{} acknowledged, {} kept", acknowledged.len(), kept.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_vouchers_two_hundred_claimants_at_three_nodes_get_a_hundred() {
    let Some(cluster) = Cluster::start().await else { return };
    let outcomes: Vec<(u16, Value)> = thread::scope(|scope| {
        let cluster = &cluster;
        let claimants: Vec<_> = (0..20)
            .map(|group| {
                scope.spawn(move || (0..10).map(|one| cluster.claims(&format!("c-{group}-{one}"))).collect())
            })
            .collect();
        claimants.into_iter().flat_map(|group| -> Vec<(u16, Value)> { group.join().unwrap() }).collect()
    });
    let of = |wanted: u16| outcomes.iter().filter(|(status, _)| *status == wanted).count();
    assert_eq!((of(201), of(409)), (100, 100), "{:?}", outcomes.iter().find(|(status, _)| *status > 409));
    let lost = outcomes.iter().find(|(status, _)| *status == 409).unwrap();
    assert_eq!(lost.1["code"], "out_of_stock");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_hears_what_happened_at_another_node_while_nobody_could_tell_it() {
    let Some(mut cluster) = Cluster::start().await else { return };
    let session = cluster.session("7");
    let mut stream = Stream::open(&cluster.nodes[1].address, &session);
    stream.hears("hello");
    let order = |name: &str| {
        json!({ "type": "track", "event": "Order Completed", "messageId": name, "userId": "7",
            "properties": { "order_id": name, "total": "10.00" } })
    };
    let (status, _) = cluster.report(&cluster.nodes[0].address, &order("o-1"));
    assert_eq!(status, 200);
    stream.hears("changed");

    cluster.nats.kill();
    let (status, _) = cluster.report(&cluster.nodes[0].address, &order("o-2"));
    assert_eq!(status, 200, "without a messenger it goes on");
    cluster.start_nats();
    stream.hears("changed");
    let (_, seen) = cluster.sees(&cluster.nodes[1].address, &session);
    assert_eq!(seen["experience"]["standing"]["points"], 20);
}

/// Reports as SDKs do: again, under the same name, until it is acknowledged. Gives the names that were.
fn report_until(front: &str, key: &str, sender: usize, stop: &AtomicBool) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0.. {
        let name = format!("{sender}-{number}");
        let event = json!({ "type": "track", "event": "Product Viewed", "messageId": name,
            "userId": format!("customer-{sender}"), "timestamp": "2026-02-01T00:00:00Z" });
        loop {
            if stop.load(Ordering::Relaxed) {
                return acknowledged;
            }
            match send(front, "POST", "/v1/track", &[("authorization", &crate::http::basic(key))], &event) {
                Ok((200, _)) => break,
                _ => sleep(Duration::from_millis(20)),
            }
        }
        acknowledged.push(name);
    }
    acknowledged
}

/// A process that ends when this is dropped.
struct Running {
    child: Child,
    address: String,
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

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// In the order in which they end.
struct Cluster {
    front: String,
    _nginx: Running,
    nodes: Vec<Running>,
    nats: Running,
    database: String,
    keys: Fresh,
    folder: tempfile::TempDir,
}

impl Cluster {
    async fn start() -> Option<Self> {
        Self::over(server::database().await?)
    }

    fn over(database: String) -> Option<Self> {
        if let Some(gone) = [NATS, NGINX].into_iter().find(|program| !Path::new(program).is_file()) {
            missing(gone);
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

    fn start_node(&mut self, number: usize) {
        let address = self.nodes[number].address.clone();
        self.nodes[number] = node(self.folder.path(), &self.database, &self.nats.address, &address);
    }

    fn start_nats(&mut self) {
        self.nats = nats(&self.nats.address.clone());
    }

    fn report(&self, address: &str, event: &Value) -> (u16, Value) {
        send(
            address,
            "POST",
            "/v1/track",
            &[("authorization", &crate::http::basic(&self.keys.secret))],
            event,
        )
        .unwrap()
    }

    fn session(&self, customer: &str) -> String {
        let (brand, who) = (BrandId::new("corner").unwrap(), CustomerId::new(customer).unwrap());
        let claims = Claims::new(&brand, &who, format!("t-{customer}"), domain::time::Timestamp::now());
        let token = sign(&signing_key(&self.keys.identity).unwrap(), &self.keys.kid, &claims);
        let body = json!({ "brand": "corner", "token": token });
        let (status, opened) = send(&self.front, "POST", "/v1/session", &[], &body).unwrap();
        assert_eq!(status, 200, "{opened}");
        opened["session"].as_str().unwrap().to_owned()
    }

    fn sees(&self, address: &str, session: &str) -> (u16, Value) {
        let bearer = format!("Bearer {session}");
        send(address, "GET", "/v1/experience?placement=home", &[("authorization", &bearer)], &Value::Null)
            .unwrap()
    }

    /// Claims the offer of which there are so many.
    fn claims(&self, customer: &str) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.session(customer));
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", customer)];
        let body = json!({ "placement": "home" });
        send(&self.front, "POST", "/v1/offers/signed-copy/claim", &headers, &body).unwrap()
    }

    /// The events in the log.
    async fn kept(&self) -> Vec<String> {
        let store = store::open(&self.database.parse().unwrap()).await.unwrap();
        let mut kept = Vec::new();
        for sender in 0..SENDERS {
            let customer = CustomerId::new(format!("customer-{sender}")).unwrap();
            let events = store.history(&BrandId::new("corner").unwrap(), &customer).await.unwrap();
            kept.extend(events.into_iter().map(|event| event.id.to_string()));
        }
        store.close().await;
        kept
    }
}

fn node(folder: &Path, database: &str, nats: &str, address: &str) -> Running {
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
    let one = "server constance:8787 max_fails=1 fail_timeout=2s;";
    assert!(file.contains(one) && file.contains("listen 8080;"));
    let all: Vec<String> = nodes.iter().map(|node| one.replace("constance:8787", node)).collect();
    let file = file.replace(one, &all.join("\n")).replace("listen 8080;", &format!("listen {front};"));
    let path = folder.join("nginx.conf");
    fs::write(&path, file).unwrap();
    let here = format!("daemon off; pid {0}/nginx.pid; error_log {0}/nginx.log;", folder.display());
    Running::start(Command::new(NGINX).arg("-c").arg(path).args(["-g", &here]), front.to_owned())
}

fn missing(program: &str) {
    // Around the test's own output, which is shown of failures only.
    let _ = writeln!(std::io::stderr(), "no {program} here: three nodes were not tested");
}

/// An address that nobody listens at.
fn free() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}
