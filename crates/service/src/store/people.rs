//! Who is who: names that are one person.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::event::Event;
use domain::id::{BrandId, CustomerId};
use domain::person::{BondError, Person};
use domain::time::Timestamp;

use super::StoreError;

/// Knows which names are one person: see [`domain::person`]. What the facts of identity lead to is kept in the step that
/// keeps the facts.
#[async_trait]
pub trait People: Send + Sync + 'static {
    /// Who goes by a name. Under an anonymous name that is the visitor who has not said who they are, never who was
    /// identified before: whoever sits at the device now is not to be shown them.
    async fn person(&self, brand: &BrandId, name: &CustomerId) -> Result<Person, StoreError>;

    /// Who invited any of these customers, under whatever name of theirs, by the names under which they did.
    async fn inviters(
        &self,
        brand: &BrandId,
        friends: &BTreeSet<CustomerId>,
    ) -> Result<BTreeSet<CustomerId>, StoreError>;

    /// Keeps what an agent says of two names, a merge or its undoing, if it may be said and changes anything; says
    /// whether it did. Nothing else comes between.
    async fn bind(
        &self,
        brand: &BrandId,
        event: Event,
        received: Timestamp,
    ) -> Result<Result<bool, BondError>, StoreError>;
}
