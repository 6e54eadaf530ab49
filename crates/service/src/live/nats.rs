//! Other nodes, by NATS: what is told here is told there. It keeps nothing. Without it a node goes on alone, and when it
//! is back, everyone who listens is told once: they may have missed something.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use async_nats::{Client, ConnectOptions, Event, Message, Subscriber};
use domain::id::{BrandId, CustomerId};
use futures_util::StreamExt;
use tokio::sync::Notify;
use tokio::sync::mpsc::Receiver;

use super::{Live, Word};

/// What a server is given to let the whole cluster know what a node listens to.
const SETTLING: Duration = Duration::from_millis(250);

/// Why a node cannot tell others.
#[derive(Debug, thiserror::Error)]
pub enum NatsError {
    /// The address is none, or what it says of who connects is refused.
    #[error("cannot connect: {0}")]
    Connect(#[from] async_nats::ConnectError),
    /// The connection is gone already.
    #[error("cannot listen: {0}")]
    Subscribe(#[from] async_nats::SubscribeError),
    /// Somebody tells others already.
    #[error("this node is connected already")]
    Twice,
}

/// Tells other nodes what this one tells of these brands, and the other way round, as long as the process lives. It
/// comes back by itself, however long the server is away.
///
/// # Errors
/// [`NatsError`]. That nobody answers is none.
pub async fn join(live: &Arc<Live>, brands: Vec<BrandId>, url: &str) -> Result<(), NatsError> {
    let back = Arc::new(Notify::new());
    let options = {
        let (back, live) = (Arc::clone(&back), Arc::clone(live));
        let heard = move |event| {
            match event {
                Event::Connected => {
                    live.reaches.store(true, Ordering::Relaxed);
                    back.notify_one();
                }
                // More came than could be read.
                Event::SlowConsumer(_) => back.notify_one(),
                Event::Disconnected => {
                    live.reaches.store(false, Ordering::Relaxed);
                    tracing::warn!("other nodes are out of reach");
                }
                _ => {}
            }
            std::future::ready(())
        };
        ConnectOptions::new().name("constance").no_echo().retry_on_initial_connect().event_callback(heard)
    };
    let client = options.connect(url).await?;
    let heard = client.subscribe("constance.*.*").await?;
    let words = live.words().ok_or(NatsError::Twice)?;
    tokio::spawn(Wire { live: Arc::clone(live), brands, client, words, heard, back }.run());
    Ok(())
}

struct Wire {
    live: Arc<Live>,
    brands: Vec<BrandId>,
    client: Client,
    words: Receiver<Word>,
    heard: Subscriber,
    back: Arc<Notify>,
}

impl Wire {
    async fn run(mut self) {
        loop {
            tokio::select! {
                Some(word) = self.words.recv() => self.pass(word).await,
                Some(message) = self.heard.next() => {
                    if let Some(word) = read(&message) {
                        self.live.hear(&word);
                    }
                }
                () = self.back.notified() => self.catch_up().await,
                else => return,
            }
        }
    }

    async fn pass(&self, word: Word) {
        self.publish(word).await;
        if self.live.has_lost_words() {
            for brand in &self.brands {
                self.publish(Word::Everyone(brand.clone())).await;
            }
        }
    }

    async fn publish(&self, word: Word) {
        let (subject, name) = match word {
            Word::Changed(brand, customer) => (format!("constance.{brand}.changed"), customer.to_string()),
            Word::Ended(brand, customer) => (format!("constance.{brand}.ended"), customer.to_string()),
            Word::Everyone(brand) => (format!("constance.{brand}.everyone"), String::new()),
            Word::Published(brand) => (format!("constance.{brand}.published"), String::new()),
        };
        if let Err(error) = self.client.publish(subject, name.into()).await {
            tracing::warn!(%error, "other nodes were not told");
        }
    }

    async fn catch_up(&self) {
        tracing::info!("other nodes are within reach");
        if self.client.flush().await.is_ok() {
            tokio::time::sleep(SETTLING).await;
        }
        self.live.may_have_missed();
    }
}

/// What another node told; nothing where it is of a kind that a later version knows.
fn read(message: &Message) -> Option<Word> {
    let (brand, what) = message.subject.strip_prefix("constance.")?.split_once('.')?;
    let brand = BrandId::new(brand).ok()?;
    let customer = || CustomerId::new(std::str::from_utf8(&message.payload).ok()?).ok();
    match what {
        "changed" => Some(Word::Changed(brand, customer()?)),
        "ended" => Some(Word::Ended(brand, customer()?)),
        "everyone" => Some(Word::Everyone(brand)),
        "published" => Some(Word::Published(brand)),
        _ => None,
    }
}
