//! Who listens, and when they hear: from the answer to a report until every stream of its customer has been told.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use crate::At;
use crate::client::Client;
use crate::flow::Done;
use crate::house;
use crate::reports::Reports;

/// So many streams has each who listens.
const EACH: u64 = 5;

/// After this long nobody is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// So many are opened at the same time.
const DOORS: usize = 64;

pub(crate) async fn listen(at: &At, streams: u64) -> anyhow::Result<()> {
    let (told, mut heard) = mpsc::unbounded_channel();
    let doors = Arc::new(tokio::sync::Semaphore::new(DOORS));
    let opened: Vec<_> = (0..streams)
        .map(|number| {
            let (session, address) = (number / EACH, at.address);
            let (told, doors) = (told.clone(), Arc::clone(&doors));
            tokio::spawn(async move {
                let door = doors.acquire_owned().await?;
                let mut stream = Client::open(address).await?;
                let token = house::token(session);
                let request =
                    format!("GET /v1/live HTTP/1.1\r\nhost: load\r\nauthorization: Bearer {token}\r\n\r\n");
                let (status, _) = stream.begin(request.as_bytes()).await?;
                anyhow::ensure!(status == 200, "a stream was answered with {status}");
                while stream.line().await? != "event: hello" {}
                drop(door);
                tokio::spawn(async move {
                    while let Ok(line) = stream.line().await {
                        if line == "event: changed" && told.send((session, Instant::now())).is_err() {
                            return;
                        }
                    }
                });
                anyhow::Ok(())
            })
        })
        .collect();
    for stream in opened {
        stream.await??;
    }
    let (reports, mut client) = (Reports::of(at, 1)?, Client::open(at.address).await?);
    let (mut done, begun) = (Done::default(), Instant::now());
    let pause = Duration::from_secs_f64(1.0 / at.rate);
    let mut accepted = HashMap::<u64, (Instant, u64)>::new();
    for number in 0.. {
        if begun.elapsed().as_secs() >= at.seconds {
            break;
        }
        let session = house::draw(number) % (streams / EACH);
        if let Entry::Vacant(next) = accepted.entry(session) {
            let status = client.ask(&reports.of_customer(&house::speaker(session, at.customers))).await?;
            anyhow::ensure!(status == 200, "a report was answered with {status}");
            next.insert((Instant::now(), EACH));
        }
        sleep(pause).await;
        while let Ok(one) = heard.try_recv() {
            note(&mut accepted, &mut done, one);
        }
    }
    while !accepted.is_empty()
        && let Ok(Some(one)) = timeout(PATIENCE, heard.recv()).await
    {
        note(&mut accepted, &mut done, one);
    }
    done.failed = accepted.values().map(|(_, left)| left).sum();
    done.seconds = begun.elapsed().as_secs_f64();
    println!("{}", done.json(1));
    Ok(())
}

fn note(accepted: &mut HashMap<u64, (Instant, u64)>, done: &mut Done, (session, at): (u64, Instant)) {
    if let Some((since, left)) = accepted.get_mut(&session) {
        let took = at.saturating_duration_since(*since).as_micros();
        done.took.push(u32::try_from(took).unwrap_or(u32::MAX));
        *left -= 1;
        if *left == 0 {
            accepted.remove(&session);
        }
    }
}
