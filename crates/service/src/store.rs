//! Where events are kept. The verbs are the domain's; a second store needs no change above this line.

use async_trait::async_trait;

mod log; // what happened
mod choices; // what was chosen by chance
mod sessions; // who is speaking
mod beacons; // how the elements in pages fare
pub(crate) mod row; // how a fact is written
pub mod sqlite; // in one file

pub use beacons::Beacons;
pub use choices::{Choices, Chosen};
pub use log::{Act, Decide, Done, Kept, Log};
pub use sessions::{SessionRow, Sessions};

/// A place that keeps what happened. What it has acknowledged it never loses.
#[async_trait]
pub trait Store: Log + Choices + Sessions + Beacons {
    /// Whether it can answer.
    async fn ready(&self) -> Result<(), StoreError>;

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
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}
