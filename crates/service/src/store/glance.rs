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
    /// The version of them at the same moment; 0 where nobody was asked for.
    pub version: i64,
    /// As [`Log::tallies`](super::Log::tallies) says it.
    pub tallies: Tallies,
    /// As [`Choices::has_chosen`](super::Choices::has_chosen) says it; `false` where it was not asked.
    pub has_chosen: bool,
}

/// The same from one verb after another, for a store that has no shorter way.
pub(super) async fn piece_by_piece<S: Store + ?Sized>(store: &S, look: &Look) -> Result<Glance, StoreError> {
    let Look { brand, customer, now, today, choice } = look;
    let remembered = async {
        let Some(customer) = customer else { return Ok((0, None)) };
        // Before what it is the version of: what comes between is then heard of once more rather than never.
        let names: Vec<_> = store.person(brand, customer).await?.names.into_keys().collect();
        let version = store.version(brand, &names).await?;
        Ok((version, Some(store.recall(brand, customer).await?)))
    };
    let chosen = async {
        match (customer, choice) {
            (Some(customer), Some((placement, day))) => {
                store.has_chosen(brand, customer, placement, *day).await
            }
            _ => Ok(false),
        }
    };
    let ((version, memory), tallies, has_chosen) =
        tokio::try_join!(remembered, store.tallies(brand, *now, *today), chosen)?;
    Ok(Glance { memory, version, tallies, has_chosen })
}
