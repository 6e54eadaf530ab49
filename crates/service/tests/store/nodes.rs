//! Several nodes on one database keep the same promises as one.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::event::Event;
use domain::id::BrandId;
use domain::time::Zone;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use service::store::{Actor, Kept, Store};
use tokio::task::JoinSet;

use crate::claims::stock_is_never_oversold;
use crate::erasure::drifted;
use crate::postgres::{connect, open};
use crate::server::database;
use crate::story::{at, brand, customer, viewed};
use crate::sums::{history, who};

#[tokio::test(flavor = "multi_thread")]
async fn three_nodes_together_never_oversell() {
    let Some(url) = database().await else { return };
    stock_is_never_oversold(nodes(&url).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_three_nodes_are_told_at_once_is_kept_once() {
    let Some(url) = database().await else { return };
    let nodes = nodes(&url).await;
    let batch = |from: usize| -> Vec<Event> {
        // Each event is told three times, in another order and company each time.
        let number = |n: usize| (from + n * 7) % 300;
        (0..100).map(|n| viewed(&format!("e-{}", number(n)), &format!("c-{}", number(n) % 40), 1)).collect()
    };
    let told = (0..9).map(|turn| {
        let (node, batch) = (Arc::clone(&nodes[turn % 3]), batch(turn * 100));
        tokio::spawn(async move { node.append(&brand(), batch, at(2)).await.unwrap() })
    });
    let (mut new, mut known) = (0, 0);
    for told in told.collect::<Vec<_>>() {
        for kept in told.await.unwrap() {
            *if kept == Kept::New { &mut new } else { &mut known } += 1;
        }
    }
    assert_eq!((new, known), (300, 600));
    let client = connect(&url).await;
    let count = client.query_one("SELECT count(*), count(DISTINCT seq) FROM events", &[]).await.unwrap();
    assert_eq!((count.get::<_, i64>(0), count.get::<_, i64>(1)), (300, 300));
    assert_eq!(nodes[0].customers(&brand(), None, 100).await.unwrap().len(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_of_a_customer_never_goes_back() {
    let Some(url) = database().await else { return };
    let nodes = nodes(&url).await;
    let tells: Vec<_> = (0..60)
        .map(|n: usize| {
            let node = Arc::clone(&nodes[n % 3]);
            tokio::spawn(async move {
                node.append(&brand(), vec![viewed(&format!("e-{n}"), "ada", 1)], at(2)).await.unwrap();
                // Whoever reads after this was acknowledged sees a version that no later one undercuts.
                node.version(&brand(), &[customer("ada")]).await.unwrap()
            })
        })
        .collect();
    let mut seen = BTreeSet::new();
    for tell in tells {
        seen.insert(tell.await.unwrap());
    }
    let client = connect(&url).await;
    let order = "SELECT count(*) FROM events a JOIN events b ON a.seq < b.seq AND a.xmin::text::bigint > b.xmin::text::bigint";
    let turned: i64 = client.query_one(order, &[]).await.unwrap().get(0);
    assert_eq!(turned, 0, "numbers are given in the order of transactions, for one customer");
    assert_eq!(nodes[0].version(&brand(), &[customer("ada")]).await.unwrap(), *seen.last().unwrap());
}

#[test]
fn whatever_three_nodes_are_told_at_once_the_sums_say_what_the_log_says() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let Some(url) = runtime.block_on(database()) else { return };
    let nodes = runtime.block_on(nodes(&url));
    let stories = (history(), 1..8_usize, prop::option::of(who()));
    let case = std::cell::Cell::new(0);
    let told = |(events, batch, erased): (Vec<Event>, usize, Option<String>)| {
        let of = BrandId::new(format!("told-{}", case.replace(case.get() + 1))).unwrap();
        let drifts = runtime.block_on(async {
            let mut telling = JoinSet::new();
            for (turn, events) in events.chunks(batch).enumerate() {
                let (node, of, events) = (Arc::clone(&nodes[turn % 3]), of.clone(), events.to_vec());
                telling.spawn(async move { node.append(&of, events, at(200)).await.map(drop) });
            }
            if let Some(name) = erased {
                let (node, of) = (Arc::clone(&nodes[0]), of.clone());
                telling.spawn(async move {
                    node.erase(&of, &customer(&name), at(50), &Zone::utc(), Actor::Command).await.map(drop)
                });
            }
            while let Some(told) = telling.join_next().await {
                told.unwrap().unwrap();
            }
            drifted(&*nodes[1], &of).await
        });
        prop_assert_eq!(drifts, Vec::<&str>::new());
        Ok(())
    };
    TestRunner::new(Config { cases: 100, ..Config::default() }).run(&stories, told).unwrap();
}

async fn nodes(url: &str) -> Vec<Arc<dyn Store>> {
    vec![open(url).await, open(url).await, open(url).await]
}
