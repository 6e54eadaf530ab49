//! A store that behaves as no good one should, over one that does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::event::Event;
use domain::id::{BrandId, ClaimId, CustomerId, OfferId, Placement};
use domain::person::{BondError, Person};
use domain::program::{Evidence, Tallies};
use domain::time::{Date, Timestamp};
use service::beacons::{Beacon, Counted};
use service::memory::Memory;
use service::store::sqlite::Sqlite;
use service::store::{
    Act, Beacons, Choices, Chosen, Done, Held, Kept, Log, Notice, Notices, People, Programs, Publication,
    Quarantine, SessionRow, Sessions, Store, StoreError, Versions, Vouchers,
};
use service::voucher::Handle;
use tokio::sync::Notify;

mod care; // erasing, forgetting, comparing

/// How it misbehaves.
pub(crate) enum Fault {
    /// It panics when it is asked to remember a customer.
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
impl Log for Bent {
    async fn append(
        &self,
        brand: &BrandId,
        events: Vec<Event>,
        received: Timestamp,
    ) -> Result<Vec<Kept>, StoreError> {
        self.sound.append(brand, events, received).await
    }

    async fn history(&self, brand: &BrandId, customer: &CustomerId) -> Result<Vec<Event>, StoreError> {
        self.sound.history(brand, customer).await
    }

    async fn arrivals(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
    ) -> Result<Vec<(Timestamp, Event)>, StoreError> {
        self.sound.arrivals(brand, customer).await
    }

    async fn recall(&self, brand: &BrandId, customer: &CustomerId) -> Result<Memory, StoreError> {
        match self.fault {
            Fault::Panics => panic!("a bug nobody thought of"),
            Fault::Dawdles => self.sound.recall(brand, customer).await,
        }
    }

    async fn customers(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<CustomerId>, StoreError> {
        self.sound.customers(brand, after, limit).await
    }

    async fn tallies(
        &self,
        brand: &BrandId,
        now: Timestamp,
        today: Timestamp,
    ) -> Result<Tallies, StoreError> {
        self.sound.tallies(brand, now, today).await
    }

    async fn ran_out(
        &self,
        brand: &BrandId,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<BTreeSet<OfferId>, StoreError> {
        self.sound.ran_out(brand, after, until).await
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
}

#[async_trait::async_trait]
impl Choices for Bent {
    async fn log_choices(&self, brand: &BrandId, chosen: Vec<Chosen>) -> Result<(), StoreError> {
        self.sound.log_choices(brand, chosen).await
    }

    async fn has_chosen(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        placement: &Placement,
        day: Date,
    ) -> Result<bool, StoreError> {
        self.sound.has_chosen(brand, customer, placement, day).await
    }

    async fn choices(
        &self,
        brand: &BrandId,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<Vec<Chosen>, StoreError> {
        self.sound.choices(brand, after, limit).await
    }

    async fn evidence(
        &self,
        brand: &BrandId,
        today: Timestamp,
    ) -> Result<BTreeMap<OfferId, Evidence>, StoreError> {
        self.sound.evidence(brand, today).await
    }
}

#[async_trait::async_trait]
impl Sessions for Bent {
    async fn open_session(&self, session: SessionRow) -> Result<bool, StoreError> {
        self.sound.open_session(session).await
    }

    async fn session(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<SessionRow>, StoreError> {
        self.sound.session(hash, now).await
    }

    async fn end_session(&self, hash: &[u8; 32]) -> Result<(), StoreError> {
        self.sound.end_session(hash).await
    }
}

#[async_trait::async_trait]
impl Beacons for Bent {
    async fn count(&self, brand: &BrandId, day: Date, beacon: Beacon) -> Result<(), StoreError> {
        self.sound.count(brand, day, beacon).await
    }

    async fn counted(&self, brand: &BrandId, since: Date) -> Result<Vec<Counted>, StoreError> {
        self.sound.counted(brand, since).await
    }
}

#[async_trait::async_trait]
impl Quarantine for Bent {
    async fn hold(&self, brand: &BrandId, refused: Vec<Held>, now: Timestamp) -> Result<(), StoreError> {
        self.sound.hold(brand, refused, now).await
    }

    async fn held(&self, brand: &BrandId, after: u64, limit: usize) -> Result<Vec<(u64, Held)>, StoreError> {
        self.sound.held(brand, after, limit).await
    }

    async fn mend(&self, brand: &BrandId, number: u64, held: Held) -> Result<(), StoreError> {
        self.sound.mend(brand, number, held).await
    }

    async fn let_go(&self, brand: &BrandId, numbers: Vec<u64>) -> Result<usize, StoreError> {
        self.sound.let_go(brand, numbers).await
    }
}

#[async_trait::async_trait]
impl Store for Bent {
    async fn ready(&self) -> Result<(), StoreError> {
        self.sound.ready().await
    }

    fn waiting(&self) -> usize {
        self.sound.waiting()
    }

    async fn close(&self) {
        self.sound.close().await;
    }
}

#[async_trait::async_trait]
impl Versions for Bent {
    async fn version(&self, brand: &BrandId, names: &[CustomerId]) -> Result<i64, StoreError> {
        self.sound.version(brand, names).await
    }
}

#[async_trait::async_trait]
impl Notices for Bent {
    async fn notify(&self, brand: &BrandId, notices: Vec<Notice>) -> Result<(), StoreError> {
        self.sound.notify(brand, notices).await
    }

    async fn notices(&self, after: i64) -> Result<Vec<(i64, BrandId, Notice)>, StoreError> {
        self.sound.notices(after).await
    }

    async fn pass_notices(&self, until: i64) -> Result<i64, StoreError> {
        self.sound.pass_notices(until).await
    }
}

#[async_trait::async_trait]
impl Programs for Bent {
    async fn publish(&self, brand: &BrandId, program: Publication) -> Result<String, StoreError> {
        self.sound.publish(brand, program).await
    }

    async fn version_in_force(&self, brand: &BrandId) -> Result<Option<String>, StoreError> {
        self.sound.version_in_force(brand).await
    }

    async fn program_in_force(&self, brand: &BrandId) -> Result<Option<Publication>, StoreError> {
        self.sound.program_in_force(brand).await
    }
}

#[async_trait::async_trait]
impl People for Bent {
    async fn person(&self, brand: &BrandId, name: &CustomerId) -> Result<Person, StoreError> {
        self.sound.person(brand, name).await
    }

    async fn inviters(
        &self,
        brand: &BrandId,
        friends: &BTreeSet<CustomerId>,
    ) -> Result<BTreeSet<CustomerId>, StoreError> {
        self.sound.inviters(brand, friends).await
    }

    async fn bind(
        &self,
        brand: &BrandId,
        event: Event,
        received: Timestamp,
    ) -> Result<Result<bool, BondError>, StoreError> {
        self.sound.bind(brand, event, received).await
    }
}

#[async_trait::async_trait]
impl Vouchers for Bent {
    async fn keep_vouchers(
        &self,
        brand: &BrandId,
        secret: &str,
        vouchers: Vec<(Handle, CustomerId, ClaimId)>,
    ) -> Result<(), StoreError> {
        self.sound.keep_vouchers(brand, secret, vouchers).await
    }

    async fn vouchers(
        &self,
        brand: &BrandId,
        handle: &Handle,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
        self.sound.vouchers(brand, handle).await
    }

    async fn claims_without_voucher(
        &self,
        brand: &BrandId,
        secret: &str,
    ) -> Result<Vec<(CustomerId, ClaimId)>, StoreError> {
        self.sound.claims_without_voucher(brand, secret).await
    }
}
