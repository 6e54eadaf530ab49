//! What a decision is made from, read at one go: everybody who opens a page waits for it.

use domain::id::{BrandId, CustomerId, Placement};
use domain::program::Tallies;
use domain::time::{Date, Timestamp};

use super::{Store, StoreError};
use crate::memory::Memory;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Look {
    /// Of which brand.
    pub brand: BrandId,
    /// Of whom; of a visitor nothing is remembered.
    pub customer: Option<CustomerId>,
    /// As of when what is taken is counted.
    pub now: Timestamp,
    /// When that day began.
    pub today: Timestamp,
    /// Where, and on which day, a choice may have been kept.
    pub choice: Option<(Placement, Date)>,
}

/// What there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// As [`Log::recall`](super::Log::recall) says it.
    pub memory: Option<Memory>,
    /// As [`Log::tallies`](super::Log::tallies) says it.
    pub tallies: Tallies,
    /// As [`Choices::has_chosen`](super::Choices::has_chosen) says it; `false` where it was not asked.
    pub has_chosen: bool,
}

/// The same from one verb after another, for a store that has no shorter way.
pub(super) async fn piece_by_piece<S: Store + ?Sized>(store: &S, look: &Look) -> Result<Glance, StoreError> {
    let Look { brand, customer, now, today, choice } = look;
    let remembered = async {
        match customer {
            Some(customer) => store.recall(brand, customer).await.map(Some),
            None => Ok(None),
        }
    };
    let chosen = async {
        match (customer, choice) {
            (Some(customer), Some((placement, day))) => {
                store.has_chosen(brand, customer, placement, *day).await
            }
            _ => Ok(false),
        }
    };
    let (memory, tallies, has_chosen) =
        tokio::try_join!(remembered, store.tallies(brand, *now, *today), chosen)?;
    Ok(Glance { memory, tallies, has_chosen })
}
