//! A brand's programs, as they were published.

use async_trait::async_trait;
use domain::id::BrandId;
use domain::time::Timestamp;

use super::StoreError;

/// Keeps programs. Of a brand's the newest is in force.
#[async_trait]
pub trait Programs: Send + Sync + 'static {
    /// Keeps a program, and says which version is in force then. One that is in force already is not kept twice; nor,
    /// where it comes from [`Publisher::File`], one that ever was.
    async fn publish(&self, brand: &BrandId, program: Publication) -> Result<String, StoreError>;

    /// The version in force, where one was published.
    async fn version_in_force(&self, brand: &BrandId) -> Result<Option<String>, StoreError>;

    /// The program in force, where one was published.
    async fn program_in_force(&self, brand: &BrandId) -> Result<Option<Publication>, StoreError>;
}

/// A program, as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its version: a hash of the text.
    pub version: String,
    /// The program file.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Publisher,
}

/// Who publishes a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publisher {
    /// The file that the service was started with.
    File,
    /// Whoever has this key.
    Key(String),
}

impl Publisher {
    /// As it is kept: `file`, or `key` and the beginning of the hash by which the keys file lists it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File => "file".to_owned(),
            Self::Key(name) => format!("key {name}"),
        }
    }

    /// As it was kept.
    #[must_use]
    pub fn named(name: &str) -> Self {
        name.strip_prefix("key ").map_or(Self::File, |key| Self::Key(key.to_owned()))
    }
}
