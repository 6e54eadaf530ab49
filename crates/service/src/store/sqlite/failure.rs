//! What goes wrong below a verb, before it is known which verb it was.

use rusqlite::ffi;

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
            Self::Database(source) if is_for_want_of_room(&source) => {
                StoreError::NoRoom { source: Box::new(source) }
            }
            Self::Database(source) => StoreError::Database { verb, source: Box::new(source) },
            Self::Corrupt(what) => StoreError::Corrupt { what },
            Self::Newer(found) => StoreError::Newer { found },
        }
    }
}

/// Whether the disk is full, or may not be filled further.
pub(super) fn is_for_want_of_room(error: &rusqlite::Error) -> bool {
    let wanting = [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMSIZE];
    error.sqlite_error().is_some_and(|error| wanting.contains(&error.extended_code))
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}
