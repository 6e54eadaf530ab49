//! Where events are kept. The verbs are the domain's; a second store needs no change above this line.

use async_trait::async_trait;

mod log; // what happened
mod people; // who is who
mod vouchers; // whose claim a voucher is of
mod glance; // what a decision is made from
mod choices; // what was chosen by chance
mod sessions; // who is speaking
mod programs; // what was published
mod versions; // how far the log has come
mod notices; // what happened in other processes
mod beacons; // how the elements in pages fare
mod quarantine; // what was refused
mod care; // what leaves: who asked to be erased, and what is old
mod audit; // what was done with it, by whom
mod sums; // what is kept beside the log
pub(crate) mod row; // how a fact is written
mod learnt; // what choices taught, remembered
pub mod sqlite; // in one file
pub mod postgres; // on a server that several share
mod place; // where it is
mod transfer; // from one place to another

pub use audit::{Actor, Audit, AuditEntry, Deed, Noted};
pub use beacons::Beacons;
pub use care::{Aged, Beside, BookKind, Booked, Care, Erasure, Erasures, Forgotten, Swept};
pub use choices::{Choices, Chosen};
pub use glance::{Glance, Look};
pub use log::{Act, Decide, Done, Kept, Log};
pub use notices::{Notice, Notices};
pub use people::People;
pub use place::{NoPlace, Place, open};
pub use programs::{Programs, Publication, Publisher};
pub use quarantine::{Held, Quarantine};
pub use sessions::{SessionRow, Sessions};
pub use sums::{Drift, Sums};
pub use transfer::{Moved, TransferError, transfer};
pub use versions::Versions;
pub use vouchers::Vouchers;

/// A place that keeps what happened. What it has acknowledged it never loses.
#[async_trait]
pub trait Store:
    Log
    + People
    + Vouchers
    + Choices
    + Sessions
    + Beacons
    + Quarantine
    + Versions
    + Notices
    + Programs
    + Care
    + Audit
    + Sums
{
    /// What a decision is made from.
    async fn glance(&self, look: &Look) -> Result<Glance, StoreError> {
        glance::piece_by_piece(self, look).await
    }

    /// Whether it can answer.
    async fn ready(&self) -> Result<(), StoreError>;

    /// How many pieces of work wait to be written.
    fn waiting(&self) -> usize;

    /// Finishes what it has accepted and lets go of the database. Every verb answers [`StoreError::Closed`] after it.
    async fn close(&self);
}

/// What went wrong in a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database answered with an error.
    #[error("the database failed while it was to {verb}")]
    Database {
        /// What was being done.
        verb: &'static str,
        /// What the database said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row is not as it was written.
    #[error("a stored {what} cannot be read")]
    Corrupt {
        /// What kind of row.
        what: &'static str,
    },
    /// A later version of this program wrote the database.
    #[error(
        "the database was written by a later version (step {found}); start that version, or restore a backup"
    )]
    Newer {
        /// The step of its tables.
        found: u32,
    },
    /// There is no room for what was to be kept. Nothing of it was, and it can be sent again.
    #[error("the database has no room left; make some, and it goes on by itself")]
    NoRoom {
        /// What the database said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Too much is waiting to be kept. Nothing of what was brought was, and it can be sent again.
    #[error("too much is waiting to be kept")]
    Busy,
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}
