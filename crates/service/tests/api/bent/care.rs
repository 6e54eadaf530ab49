//! Of erasing, forgetting and comparing it does what a good one does.

use domain::id::{BrandId, CustomerId};
use domain::retention::Limits;
use domain::time::{Timestamp, Zone};
use service::store::{
    Actor, Aged, Audit, AuditEntry, Beside, Booked, Care, Drift, Erasure, Erasures, Forgotten, Noted,
    StoreError, Sums, Swept,
};

use super::Bent;

#[async_trait::async_trait]
impl Care for Bent {
    async fn erase(
        &self,
        brand: &BrandId,
        customer: &CustomerId,
        at: Timestamp,
        zone: &Zone,
        actor: Actor,
    ) -> Result<Erasure, StoreError> {
        self.sound.erase(brand, customer, at, zone, actor).await
    }

    async fn erasures(&self, brand: &BrandId) -> Result<Erasures, StoreError> {
        self.sound.erasures(brand).await
    }

    async fn erase_again(
        &self,
        brand: &BrandId,
        erasures: &Erasures,
        zone: &Zone,
    ) -> Result<Option<Erasure>, StoreError> {
        self.sound.erase_again(brand, erasures, zone).await
    }

    async fn aged(
        &self,
        brand: &BrandId,
        kind: Aged,
        from: Timestamp,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Timestamp, CustomerId)>, StoreError> {
        self.sound.aged(brand, kind, from, before, limit).await
    }

    async fn silent(
        &self,
        brand: &BrandId,
        before: Timestamp,
        after: Option<&CustomerId>,
        limit: usize,
    ) -> Result<(Vec<CustomerId>, Option<CustomerId>), StoreError> {
        self.sound.silent(brand, before, after, limit).await
    }

    async fn forget(
        &self,
        brand: &BrandId,
        customers: Vec<CustomerId>,
        limits: &Limits,
        zone: &Zone,
        most: usize,
    ) -> Result<Forgotten, StoreError> {
        self.sound.forget(brand, customers, limits, zone, most).await
    }

    async fn sweep(&self, brand: &BrandId, limits: &Swept, most: usize) -> Result<usize, StoreError> {
        self.sound.sweep(brand, limits, most).await
    }

    async fn beside(&self, brand: &BrandId, names: &[CustomerId]) -> Result<Beside, StoreError> {
        self.sound.beside(brand, names).await
    }

    async fn books(&self, brand: &BrandId) -> Result<Vec<Booked>, StoreError> {
        self.sound.books(brand).await
    }
}

#[async_trait::async_trait]
impl Audit for Bent {
    async fn note(&self, brand: &BrandId, entry: Noted) -> Result<(), StoreError> {
        self.sound.note(brand, entry).await
    }

    async fn noted(
        &self,
        brand: &BrandId,
        about: Option<&CustomerId>,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        self.sound.noted(brand, about, before, limit).await
    }
}

#[async_trait::async_trait]
impl Sums for Bent {
    async fn brands(&self) -> Result<Vec<BrandId>, StoreError> {
        self.sound.brands().await
    }

    async fn rebuild(&self, brand: &BrandId, mend: bool) -> Result<Vec<Drift>, StoreError> {
        self.sound.rebuild(brand, mend).await
    }
}
