//! The audit trail: what was done with what is kept of customers, by whom and when.

use async_trait::async_trait;
use domain::id::{BrandId, CustomerId};
use domain::time::Timestamp;

use super::StoreError;

/// Keeps the audit trail. It is only added to.
#[async_trait]
pub trait Audit: Send + Sync + 'static {
    /// Adds an entry.
    async fn note(&self, brand: &BrandId, entry: Noted) -> Result<(), StoreError>;

    /// The entries before a number, newest first, so many at most; where a customer is named, those about them.
    async fn noted(
        &self,
        brand: &BrandId,
        about: Option<&CustomerId>,
        before: Option<u64>,
        limit: usize,
    ) -> Result<Vec<AuditEntry>, StoreError>;
}

/// An entry to be kept. The store hashes whom it is about; nobody's name may be in its details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done.
    pub deed: Deed,
    /// Whom it was about, if somebody.
    pub subject: Option<CustomerId>,
    /// What else there is to say: figures, never a name.
    pub details: String,
}

/// An entry as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number: later ones are higher.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done.
    pub deed: Deed,
    /// Whom it was about, hashed.
    pub subject: Option<[u8; 32]>,
    /// What else there is to say.
    pub details: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$of])* $variant,)* }

        impl $name {
            /// Its word, as it is kept and told.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The one with this word.
            #[must_use]
            pub fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Who did something.
    Actor {
        /// The customer, with a session.
        Customer = "customer",
        /// A server of the brand, with a secret key.
        SecretKey = "secret_key",
        /// An agent of the brand.
        Agent = "agent",
        /// Whoever runs the service, with the command.
        Command = "command",
        /// The service by itself.
        Service = "service",
    }
}

words! {
    /// What was done.
    Deed {
        /// Two customers were found to be one.
        Merge = "merge",
        /// They were found not to be.
        Unmerge = "unmerge",
        /// A customer was erased.
        Erase = "erase",
        /// What is kept of a customer was handed out.
        Export = "export",
        /// A program was published.
        Publish = "publish",
        /// What was old was forgotten.
        Forget = "forget",
        /// The keys were changed.
        Keys = "keys",
        /// Messages were taken in that had been refused.
        Replay = "replay",
        /// Kept sums were written anew.
        Rebuild = "rebuild",
    }
}
