//! What breaks under three nodes while they are used, and what is nevertheless true.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cluster::{Cluster, NODES};
use crate::http::{Stream, send};
use crate::server::{self, Server};
use crate::shop::{Said, Shop, again};

const SENDERS: usize = 4;

/// How long each thing stays broken, and whole.
const WHILE: Duration = Duration::from_millis(700);

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_acknowledged_is_lost_or_given_twice_when_a_node_the_database_or_the_messenger_fails()
 {
    let Some(mut postgres) = Server::start("cluster", None) else { return };
    let Some(mut cluster) = Cluster::over(server::empty(&postgres.url()).await) else { return };
    let (stop, shop) = (AtomicBool::new(false), cluster.shop());
    let (acknowledged, claimed) = thread::scope(|scope| {
        let (shop, stop) = (&shop, &stop);
        let senders: Vec<_> =
            (0..SENDERS).map(|sender| scope.spawn(move || looks_until(stop, shop, sender))).collect();
        let claimants: Vec<_> = (0..20)
            .map(|group| scope.spawn(move || claims_of(shop, group, Duration::from_millis(350))))
            .collect();
        sleep(WHILE);
        cluster.nodes[0].kill();
        sleep(WHILE);
        cluster.start_node(0);
        postgres.stop();
        sleep(WHILE);
        assert!(postgres.go_on());
        sleep(WHILE);
        cluster.nats.kill();
        sleep(WHILE);
        cluster.start_nats();
        sleep(WHILE);
        let claimed: Vec<_> = claimants.into_iter().flat_map(|group| group.join().unwrap()).collect();
        stop.store(true, Ordering::Relaxed);
        let acknowledged: Vec<String> =
            senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect();
        (acknowledged, claimed)
    });
    assert!(acknowledged.len() > 100, "only {} were taken in", acknowledged.len());
    let kept = cluster.kept((0..SENDERS).map(|sender| format!("customer-{sender}"))).await;
    let missing: Vec<_> =
        acknowledged.iter().filter(|name| kept.iter().filter(|kept| kept == name).count() != 1).collect();
    assert!(missing.is_empty(), "acknowledged and not there once: {missing:?}");

    a_hundred_of_two_hundred(&claimed);
    let kept = cluster.kept(claimed.iter().map(|(name, ..)| name.clone())).await;
    assert_eq!(kept.len(), 100, "as many as were told that they have one");
    println!("{} acknowledged, {} claimed", acknowledged.len(), kept.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_vouchers_two_hundred_claimants_at_three_nodes_get_a_hundred() {
    let Some(cluster) = Cluster::start().await else { return };
    let shop = &cluster.shop();
    let claimed: Vec<_> = thread::scope(|scope| {
        let claimants: Vec<_> =
            (0..20).map(|group| scope.spawn(move || claims_of(shop, group, Duration::ZERO))).collect();
        claimants.into_iter().flat_map(|group| group.join().unwrap()).collect()
    });
    a_hundred_of_two_hundred(&claimed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_hears_what_happened_at_another_node_while_nobody_could_tell_it() {
    let Some(mut cluster) = Cluster::start().await else { return };
    let (here, there) = (cluster.shop_at(0), cluster.shop_at(1));
    let session = there.session("7");
    let mut stream = Stream::try_open(&there.address, &session, None).unwrap();
    stream.hears("hello");
    assert_eq!(here.orders("o-1", "7").unwrap().0, 200);
    stream.hears("changed");

    cluster.nats.kill();
    assert_eq!(here.orders("o-2", "7").unwrap().0, 200, "without a messenger it goes on");
    cluster.start_nats();
    stream.hears("changed");
    assert_eq!(there.points(&session), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_catches_up_by_itself_when_its_node_is_killed_and_when_the_database_restarts() {
    let Some(mut postgres) = Server::start("listened", None) else { return };
    let Some(mut cluster) = Cluster::over(server::empty(&postgres.url()).await) else { return };
    let shop = cluster.shop();
    let session = shop.session("7");
    let shown = AtomicU64::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            shop.listens(&session, |points| {
                shown.store(points, Ordering::Relaxed);
                points == 40
            });
        });
        let with_the_page = until(|| (0..NODES).find(|node| listeners(&cluster.shop_at(*node)) > 0));
        let shows = |points| until(|| (shown.load(Ordering::Relaxed) == points).then_some(()));
        assert_eq!(shop.orders("o-1", "7").unwrap().0, 200);
        shows(10);

        cluster.nodes[with_the_page].kill();
        again(&[200], || shop.orders("o-2", "7"));
        shows(20);
        cluster.start_node(with_the_page);

        postgres.stop();
        let (status, _) = shop.orders("o-3", "7").unwrap();
        assert!(status >= 500, "{status} without a database");
        assert!(postgres.go_on());
        again(&[200], || shop.orders("o-3", "7"));
        shows(30);

        cluster.nats.kill();
        cluster.start_nats();
        again(&[200], || shop.orders("o-4", "7"));
        shows(40);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_are_replaced_one_after_the_other_and_nobody_who_asks_only_once_notices() {
    let Some(mut cluster) = Cluster::start().await else { return };
    let (stop, shop) = (AtomicBool::new(false), cluster.shop());
    let session = shop.session("7");
    let (asked, failed) = thread::scope(|scope| {
        let (shop, stop, session) = (&shop, &stop, &session);
        let once = move |who: usize, number: usize| -> Said {
            let name = format!("{who}-{number}");
            match who {
                0 | 1 => shop.looks(&name, &format!("customer-{who}")),
                2 => shop.signs_in(&name),
                3 => shop.claims(session, &name),
                _ => {
                    send(&shop.address, "GET", "/v1/fragment?brand=corner&placement=home", &[], &Value::Null)
                }
            }
        };
        let clients: Vec<_> = (0..5)
            .map(|who| {
                scope.spawn(move || {
                    let (mut asked, mut failed) = (0, Vec::new());
                    while !stop.load(Ordering::Relaxed) {
                        match once(who, asked) {
                            Ok((200 | 201 | 409, _)) => {}
                            other => failed.push(format!("{who}: {other:?}")),
                        }
                        asked += 1;
                        sleep(Duration::from_millis(2));
                    }
                    (asked, failed)
                })
            })
            .collect();
        for node in 0..NODES {
            cluster.nodes[node].stop();
            cluster.start_node(node);
        }
        stop.store(true, Ordering::Relaxed);
        let each = clients.into_iter().map(|client| client.join().unwrap());
        each.fold((0, Vec::new()), |(asked, failed), (more, also)| (asked + more, [failed, also].concat()))
    });
    assert!(asked > 100, "only {asked} were asked");
    assert!(failed.is_empty(), "{} of {asked} failed: {:?}", failed.len(), &failed[..failed.len().min(5)]);
    println!("{asked} asked once");
}

/// Reports as SDKs do: again, under the same name, until it is acknowledged. Gives the names that were.
fn looks_until(stop: &AtomicBool, shop: &Shop, sender: usize) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0.. {
        let name = format!("{sender}-{number}");
        loop {
            if stop.load(Ordering::Relaxed) {
                return acknowledged;
            }
            match shop.looks(&name, &format!("customer-{sender}")) {
                Ok((200, _)) => break,
                _ => sleep(Duration::from_millis(20)),
            }
        }
        acknowledged.push(name);
    }
    acknowledged
}

/// Ten customers claim, each again under the same name until it is known what came of it, with a pause after each. Gives
/// their names, the status and what was said.
fn claims_of(shop: &Shop, group: usize, pause: Duration) -> Vec<(String, u16, Value)> {
    let claim = |one| {
        let name = format!("c-{group}-{one}");
        let session = shop.session(&name);
        let (status, said) = again(&[200, 201, 409], || shop.claims(&session, &name));
        sleep(pause);
        (name, status, said)
    };
    (0..10).map(claim).collect()
}

fn a_hundred_of_two_hundred(claimed: &[(String, u16, Value)]) {
    let (won, lost): (Vec<_>, Vec<_>) = claimed.iter().partition(|(_, status, _)| *status < 300);
    assert_eq!((won.len(), lost.len()), (100, 100));
    let codes: BTreeSet<_> =
        won.iter().map(|(.., said)| said["experience"]["claims"][0]["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 100, "each has a voucher of their own");
    assert!(lost.iter().all(|(.., said)| said["code"] == "out_of_stock"), "{:?}", lost[0]);
}

/// How many listen at a node.
fn listeners(node: &Shop) -> u64 {
    let text = crate::http::text(&node.address, "/metrics").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("constance_live_streams "));
    line.unwrap().parse().unwrap()
}

/// Waits until there is something.
fn until<T>(look: impl Fn() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it never came");
        sleep(Duration::from_millis(20));
    }
}
