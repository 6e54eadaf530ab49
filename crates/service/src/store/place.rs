//! Where a database is: in a file, or on a server.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use super::postgres::Postgres;
use super::sqlite::Sqlite;
use super::{Store, StoreError};

/// Where a database is. What it displays holds no password.
#[derive(Clone, PartialEq, Eq)]
pub struct Place(Kind);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    File(PathBuf),
    Server(String),
}

/// Why a text is no place.
#[derive(Debug, thiserror::Error)]
#[error(
    "must be a file, or the address of a PostgreSQL database such as postgres://user:password@host:5432/name: {0}"
)]
pub struct NoPlace(Box<dyn std::error::Error + Send + Sync>);

/// Opens a database, and brings its tables up to date. A file is made where there is none.
///
/// # Errors
/// What is wrong with it.
pub async fn open(place: &Place) -> Result<Arc<dyn Store>, StoreError> {
    Ok(match &place.0 {
        Kind::File(path) => Arc::new(Sqlite::open(path)?),
        Kind::Server(url) => Arc::new(Postgres::open(url).await?),
    })
}

impl Place {
    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Kind::File(path.into()))
    }

    /// The file, where it is in one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::File(path) => Some(path),
            Kind::Server(_) => None,
        }
    }

    /// The address of the server, with what it takes to be let in.
    pub(super) fn url(&self) -> Option<&str> {
        match &self.0 {
            Kind::File(_) => None,
            Kind::Server(url) => Some(url),
        }
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    /// `postgres://…` is a server; all else is a file, with `sqlite:` before it or without.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            text.parse::<tokio_postgres::Config>().map_err(|error| NoPlace(Box::new(error)))?;
            return Ok(Self(Kind::Server(text.to_owned())));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        if path.is_empty() { Err(NoPlace("it is empty".into())) } else { Ok(Self::file(path)) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File(path) => path.display().fmt(f),
            Kind::Server(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let address = rest.split('?').next().unwrap_or_default();
                write!(f, "{scheme}://{}", address.rsplit_once('@').map_or(address, |(_, address)| address))
            }
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
