//! Nodes that tell each other what changed, over a NATS server. Where there is none on the machine, nothing is tested, and a
//! line says so.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::id::{BrandId, CustomerId};
use service::live::nats;
use tokio::time::{sleep, timeout};

use crate::app::TestApp;
use crate::stream::{LONG, Stream};

const MARCH: &str = "2026-02-27T10:00:00Z";

struct Server {
    port: u16,
    running: Option<Child>,
}

impl Server {
    /// A server on a free port; none where it is not installed.
    fn start() -> Option<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let mut server = Self { port, running: None };
        server.again().then_some(server)
    }

    /// Starts it on its port and waits until it answers.
    fn again(&mut self) -> bool {
        let path = ["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"];
        let Some(path) = path.into_iter().find(|path| Path::new(path).is_file()) else {
            assert!(std::env::var_os("CI").is_none(), "no NATS server here, and CI needs it");
            // Around the test's own output, which is shown of failures only.
            let _ =
                writeln!(std::io::stderr(), "no NATS server here: what nodes tell each other was not tested");
            return false;
        };
        let mut server = Command::new(path);
        server.args(["-a", "127.0.0.1", "-p", &self.port.to_string()]);
        self.running = Some(server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        })
    }

    fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().unwrap();
            running.wait().unwrap();
        }
    }

    /// Two nodes over one store, which tell each other.
    async fn two_nodes(&self) -> (TestApp, TestApp) {
        let here = TestApp::new();
        let there = here.beside();
        for node in [&here, &there] {
            self.joins(node).await;
        }
        // Until each knows the other.
        let mut ear = there.as_customer("somebody").await.listens().await;
        let (brand, name) = (BrandId::new("corner").unwrap(), CustomerId::new("somebody").unwrap());
        timeout(LONG, async {
            loop {
                here.live().changed(&brand, &name);
                if timeout(Duration::from_millis(100), ear.hears("changed")).await.is_ok() {
                    return;
                }
            }
        })
        .await
        .unwrap();
        // And until what each is told once it has connected was told.
        sleep(Duration::from_millis(1500)).await;
        (here, there)
    }

    async fn joins(&self, node: &TestApp) {
        let url = format!("nats://127.0.0.1:{}", self.port);
        nats::join(node.live(), vec![BrandId::new("corner").unwrap()], &url).await.unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

#[tokio::test]
async fn what_changes_on_one_node_is_heard_on_the_other() {
    let Some(server) = Server::start() else { return };
    let (here, there) = server.two_nodes().await;
    let (phone, shop) = (there.as_customer("7").await, here.as_customer("7").await);
    let mut stream = phone.listens().await;
    here.order("7", "o-1", "120.00", MARCH).await;
    stream.hears("changed").await;
    shop.acts("claim", "tote", "k-1").await;
    stream.hears("changed").await;
    // Once, not once more as an echo.
    let mut own = shop.listens().await;
    shop.acts("undo", "tote", "k-2").await;
    own.hears("changed").await;
    own.is_quiet().await;
    stream.hears("changed").await;
    // The last one, to everyone.
    here.as_customer("8").await.acts("claim", "signed-copy", "k-1").await;
    stream.hears("changed").await;
}

#[tokio::test]
async fn a_session_that_ends_on_one_node_ends_its_streams_on_the_other() {
    let Some(server) = Server::start() else { return };
    let (here, there) = server.two_nodes().await;
    let mut session = here.as_customer("7").await;
    session.app = &there;
    let mut stream = session.listens().await;
    session.app = &here;
    assert_eq!(session.signs_out().await.status, 204);
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_program_that_is_published_on_one_node_is_in_force_on_the_other() {
    let Some(server) = Server::start() else { return };
    let (here, there) = server.two_nodes().await;
    let following = tokio::spawn(service::publication::follow(there.service().clone()));
    let customer = there.as_customer("7").await;
    let mut stream = customer.listens().await;
    let text = include_str!("program.toml").replace("A linen tote", "A canvas tote");
    assert_eq!(here.publishes(&text).await.status, 200);
    stream.hears("changed").await;
    assert!(customer.sees("home").await.text.contains("A canvas tote"));
    following.abort();
}

#[tokio::test]
async fn each_node_goes_on_alone_while_there_is_no_server_and_all_are_told_when_it_is_back() {
    let Some(mut server) = Server::start() else { return };
    let (here, there) = server.two_nodes().await;
    let mut near = here.as_customer("7").await.listens().await;
    let mut far = there.as_customer("7").await.listens().await;
    let mut other = there.as_customer("8").await.listens().await;
    reaches_others(&here, 1).await;
    server.stop();
    reaches_others(&here, 0).await;
    here.order("7", "o-1", "120.00", MARCH).await;
    near.hears("changed").await;
    far.is_quiet().await;
    assert!(server.again());
    for stream in [&mut near, &mut far, &mut other] {
        stream.hears("changed").await;
    }
    reaches_others(&here, 1).await;
    // Words that waited may come after it.
    drain(&mut far).await;
    here.order("7", "o-2", "120.00", MARCH).await;
    far.hears("changed").await;
    other.is_quiet().await;
}

#[tokio::test]
async fn a_node_starts_without_a_server_and_finds_it_later() {
    let Some(mut server) = Server::start() else { return };
    server.stop();
    let here = TestApp::new();
    let there = here.beside();
    for node in [&here, &there] {
        server.joins(node).await;
    }
    let mut stream = there.as_customer("7").await.listens().await;
    assert!(server.again());
    stream.hears("changed").await;
    drain(&mut stream).await;
    here.order("7", "o-1", "120.00", MARCH).await;
    stream.hears("changed").await;
}

/// Waits until the metrics say so.
async fn reaches_others(node: &TestApp, connected: u8) {
    let line = format!("constance_nats_connected {connected}\n");
    let says = async || node.get("/metrics", &[]).await.text.contains(&line);
    timeout(LONG, async {
        while !says().await {
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
}

async fn drain(stream: &mut Stream) {
    while timeout(Duration::from_secs(2), stream.next()).await.is_ok() {}
}
