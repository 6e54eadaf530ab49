//! What goes wrong below a verb, before it is known which verb it was.

use crate::store::StoreError;

/// Why work on the database did not succeed.
#[derive(Debug)]
pub(super) enum Failure {
    /// SQLite said so.
    Database(rusqlite::Error),
    /// A row of this kind is not as it was written.
    Corrupt(&'static str),
    /// The file was written by a later version of this program.
    Newer(u32),
}

impl Failure {
    /// The same, told to whoever asked for `verb`.
    pub(super) fn during(self, verb: &'static str) -> StoreError {
        match self {
            Self::Database(source) => StoreError::Database { verb, source: Box::new(source) },
            Self::Corrupt(what) => StoreError::Corrupt { what },
            Self::Newer(found) => StoreError::Newer { found },
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}
