//! Requests over so many connections: one after another on each, or so many a second whatever comes back.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep_until;

use crate::client::Client;

pub(crate) struct Flow {
    pub(crate) address: SocketAddr,
    pub(crate) connections: usize,
    pub(crate) rate: f64,
    pub(crate) seconds: u64,
}

/// What came of a flow.
#[derive(Default)]
pub(crate) struct Done {
    /// Microseconds each answer took: where so many were to be sent a second, since it was to be sent.
    pub(crate) took: Vec<u32>,
    pub(crate) seconds: f64,
    /// Answers that were not good.
    pub(crate) failed: u64,
    /// Of them, those that say to come again.
    pub(crate) busy: u64,
}

impl Flow {
    pub(crate) async fn run(
        &self,
        request: impl Fn() -> Vec<u8> + Send + Sync + 'static,
    ) -> anyhow::Result<Done> {
        let (request, sent) = (Arc::new(request), Arc::new(AtomicU64::new(0)));
        let begun = Instant::now();
        let end = begun + Duration::from_secs(self.seconds);
        let (address, rate) = (self.address, self.rate);
        let workers: Vec<_> = (0..self.connections)
            .map(|_| {
                let (request, sent) = (Arc::clone(&request), Arc::clone(&sent));
                tokio::spawn(async move {
                    let (mut client, mut done) = (Client::open(address).await?, Done::default());
                    loop {
                        let number = sent.fetch_add(1, Ordering::Relaxed);
                        let due = match rate > 0.0 {
                            true => begun + Duration::from_secs_f64(number as f64 / rate),
                            false => Instant::now(),
                        };
                        if due >= end {
                            return anyhow::Ok(done);
                        }
                        let request = request();
                        let due = match due > Instant::now() {
                            // Timers are a millisecond late or so: that is nobody's fault.
                            true => {
                                sleep_until(due.into()).await;
                                Instant::now()
                            }
                            false => due,
                        };
                        let status = client.ask(&request).await?;
                        done.took.push(u32::try_from(due.elapsed().as_micros()).unwrap_or(u32::MAX));
                        done.failed += u64::from(status != 200);
                        done.busy += u64::from(status == 429);
                    }
                })
            })
            .collect();
        let mut all = Done::default();
        for worker in workers {
            let done = worker.await??;
            all.took.extend(done.took);
            (all.failed, all.busy) = (all.failed + done.failed, all.busy + done.busy);
        }
        all.seconds = begun.elapsed().as_secs_f64();
        Ok(all)
    }
}

impl Done {
    /// In milliseconds, and how many a second where each request holds so many.
    pub(crate) fn json(mut self, each: usize) -> Value {
        self.took.sort_unstable();
        let at = |share: f64| {
            let place = (self.took.len() as f64 * share) as usize;
            self.took.get(place.min(self.took.len().saturating_sub(1))).map(|took| f64::from(*took) / 1e3)
        };
        json!({
            "rate": self.took.len() as f64 * each as f64 / self.seconds,
            "p50": at(0.5), "p99": at(0.99), "p999": at(0.999), "most": at(1.0),
            "answers": self.took.len(), "failed": self.failed, "busy": self.busy,
        })
    }
}
