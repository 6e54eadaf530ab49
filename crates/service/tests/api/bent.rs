//! A store that behaves as no good one should, over one that does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::program::Taken;
use domain::time::Timestamp;
use service::store::sqlite::Sqlite;
use service::store::{Act, Done, Kept, SessionRow, Store, StoreError};
use tokio::sync::Notify;

/// How it misbehaves.
pub(crate) enum Fault {
    /// It panics when it is asked for a history.
    Panics,
    /// The first act waits until another one has been done.
    Dawdles,
}

/// A store with a fault.
pub(crate) struct Bent {
    sound: Sqlite,
    fault: Fault,
    waited: AtomicBool,
    overtaken: Notify,
}

impl Bent {
    pub(crate) fn by(fault: Fault) -> Arc<Self> {
        let sound = Sqlite::in_memory().unwrap();
        Arc::new(Self { sound, fault, waited: AtomicBool::new(false), overtaken: Notify::new() })
    }
}

#[async_trait::async_trait]
impl Store for Bent {
    async fn append(
        &self,
        brand: &BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError> {
        self.sound.append(brand, events, received).await
    }

    async fn history(&self, brand: &BrandId, customer: &CustomerId) -> Result<Vec<Event>, StoreError> {
        match self.fault {
            Fault::Panics => panic!("a bug nobody thought of"),
            Fault::Dawdles => self.sound.history(brand, customer).await,
        }
    }

    async fn taken(&self, brand: &BrandId, now: Timestamp) -> Result<Taken, StoreError> {
        self.sound.taken(brand, now).await
    }

    async fn act(&self, act: Act) -> Result<Done, StoreError> {
        if matches!(self.fault, Fault::Dawdles) && !self.waited.swap(true, Ordering::SeqCst) {
            self.overtaken.notified().await;
            return self.sound.act(act).await;
        }
        let done = self.sound.act(act).await;
        self.overtaken.notify_one();
        done
    }

    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        self.sound.customers(brand, after, limit).await
    }

    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError> {
        self.sound.open_session(session).await
    }

    async fn session(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError> {
        self.sound.session(hash, now).await
    }

    async fn end_session(&self, hash: &[u8; 32]) -> Result<(), StoreError> {
        self.sound.end_session(hash).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.sound.ready().await
    }

    async fn close(&self) {
        self.sound.close().await;
    }
}
