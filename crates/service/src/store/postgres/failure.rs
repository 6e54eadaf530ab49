//! What goes wrong below a verb, before it is known which verb it was.

use tokio_postgres::error::SqlState;

use crate::store::StoreError;

/// Why work on the database did not succeed.
#[derive(Debug)]
pub(super) enum Failure {
    /// PostgreSQL said so, or could not be reached.
    Database(tokio_postgres::Error),
    /// A row of this kind is not as it was written.
    Corrupt(&'static str),
    /// The tables were made by a later version of this program.
    Newer(u32),
    /// This machine knows of no certificates that it trusts.
    Untrusting,
    /// The store has been closed.
    Closed,
    /// A bug ended the work.
    BrokenOff,
}

impl Failure {
    /// Whether the server answered, and would answer the same again.
    pub(super) fn is_final(&self) -> bool {
        let passes = [SqlState::LOCK_NOT_AVAILABLE, SqlState::T_R_DEADLOCK_DETECTED];
        matches!(self, Self::Database(error) if error.code().is_some_and(|code| !passes.contains(code)))
    }

    /// The same, told to whoever asked for `verb`.
    pub(super) fn during(self, verb: &'static str) -> StoreError {
        match self {
            Self::Database(source) if source.code() == Some(&SqlState::DISK_FULL) => {
                StoreError::NoRoom { source: Box::new(source) }
            }
            Self::Database(source) => StoreError::Database { verb, source: Box::new(source) },
            Self::Corrupt(what) => StoreError::Corrupt { what },
            Self::Newer(found) => StoreError::Newer { found },
            Self::Untrusting => {
                StoreError::Database { verb, source: "this machine trusts no certificates".into() }
            }
            Self::Closed => StoreError::Closed,
            Self::BrokenOff => StoreError::Database { verb, source: "the work was broken off".into() },
        }
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Database(error)
    }
}
