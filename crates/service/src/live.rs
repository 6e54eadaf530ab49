//! What has changed, told at once to whoever listens, on this node and on the others. What is told carries no content:
//! whoever hears it asks for the experience as always. What nobody here is told of, this node looks for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use domain::id::{BrandId, CustomerId};
use tokio::sync::Notify;
use tokio::sync::mpsc::{Receiver, Sender, channel};

mod ear; // what one reader has yet to hear
mod hub; // who listens
mod place; // how far a reader has heard
mod reader; // one open stream
mod bell; // rung by commands
mod watch; // what other processes did, and stock that comes back
mod stock; // what is left of offers of which there are only so many
pub mod nats; // other nodes

pub use bell::Bell;
pub use reader::{Beginning, Listener, Reader, Told};
pub use watch::Watch;

pub(crate) use stock::Stock;

use hub::Hub;

/// So many words for other nodes wait at most. Beyond them is said that there was more.
const WORDS: usize = 4_096;

/// Tells what has changed.
pub struct Live {
    hub: Hub,
    far: OnceLock<Sender<Word>>,
    /// Words for other nodes were lost: there were too many.
    lost: AtomicBool,
    /// Other nodes are within reach.
    reaches: AtomicBool,
    /// A program was published on another node.
    published: Notify,
}

/// What one node tells another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Something about a customer changed.
    Changed(BrandId, CustomerId),
    /// A session of a customer ended.
    Ended(BrandId, CustomerId),
    /// Something for everyone changed.
    Everyone(BrandId),
    /// Another program is in force.
    Published(BrandId),
}

impl Live {
    /// For a node that no other one is called like.
    #[must_use]
    pub fn new(node: u64) -> Arc<Self> {
        Self::with_room_for(node, hub::FULL)
    }

    /// The same, with room for so many streams.
    #[must_use]
    pub fn with_room_for(node: u64, streams: usize) -> Arc<Self> {
        let (far, lost, reaches) = (OnceLock::new(), AtomicBool::default(), AtomicBool::default());
        Arc::new(Self { hub: Hub::new(node, streams), far, lost, reaches, published: Notify::new() })
    }

    /// Tells whoever listens for a customer that something about them changed. To be called after the store has
    /// answered: who hears it asks at once.
    pub fn changed(&self, brand: &BrandId, customer: &CustomerId) {
        self.tell(Word::Changed(brand.clone(), customer.clone()));
    }

    /// Ends the streams of a customer whose session has ended. To be called after the store has answered.
    pub fn ended(&self, brand: &BrandId, customer: &CustomerId) {
        self.tell(Word::Ended(brand.clone(), customer.clone()));
    }

    /// Tells everyone who listens at a brand. Each hears it within a second, not all at once: they will all ask.
    pub fn everyone(&self, brand: &BrandId) {
        self.tell(Word::Everyone(brand.clone()));
    }

    /// Tells everyone who listens at a brand, and the other nodes that they are to read its program again.
    pub fn publish(&self, brand: &BrandId) {
        self.hub.everyone(brand);
        self.send(Word::Published(brand.clone()));
    }

    /// Tells everyone who listens at a brand on this node: each node finds out for itself what was published.
    pub fn renewed(&self, brand: &BrandId) {
        self.hub.everyone(brand);
    }

    /// Ends all streams. None begins after it.
    pub fn close(&self) {
        self.hub.close();
    }

    /// Done when another node said that it published a program, now or since this was last asked.
    pub async fn published(&self) {
        self.published.notified().await;
    }

    /// Whether other nodes are within reach; `None` where there are none.
    #[must_use]
    pub fn reaches_others(&self) -> Option<bool> {
        self.far.get().map(|_| self.reaches.load(Ordering::Relaxed))
    }

    fn tell(&self, word: Word) {
        self.hear(&word);
        self.send(word);
    }

    /// Tells on this node only.
    fn hear(&self, word: &Word) {
        match word {
            Word::Changed(brand, customer) => self.hub.changed(brand, customer),
            Word::Ended(brand, customer) => self.hub.session(brand, customer),
            Word::Everyone(brand) => self.hub.everyone(brand),
            // Whoever listens is told once the program is there.
            Word::Published(_) => self.published.notify_one(),
        }
    }

    /// Tells all who listen on this node: they may have missed something.
    fn may_have_missed(&self) {
        self.hub.all();
        self.published.notify_one();
    }

    fn send(&self, word: Word) {
        if self.far.get().is_some_and(|far| far.try_send(word).is_err()) {
            self.lost.store(true, Ordering::Relaxed);
        }
    }

    /// What is to be told to other nodes, from now on; `None` where somebody tells them already.
    fn words(&self) -> Option<Receiver<Word>> {
        let (far, words) = channel(WORDS);
        self.far.set(far).ok().map(|()| words)
    }

    /// Whether words were lost since this was last asked.
    fn has_lost_words(&self) -> bool {
        self.lost.swap(false, Ordering::Relaxed)
    }
}
