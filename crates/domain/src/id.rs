//! The names of things. Each is a string of its own type, checked where it is made.

use std::fmt;
use std::sync::Arc;

/// Why a text is no name: it is empty, too long or holds a control character.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than [`MAX_BYTES`].
    #[error("must be at most {MAX_BYTES} bytes long")]
    TooLong,
    /// A control character, such as a line break.
    #[error("must not contain control characters")]
    Control,
    /// Not of the form that slugs have.
    #[error("must be a slug: lower-case letters, digits and hyphens, starting with a letter")]
    NotASlug,
}

/// The longest name that is accepted, in bytes.
pub const MAX_BYTES: usize = 200;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident by $check:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text as a name.
            ///
            /// # Errors
            /// See [`InvalidId`].
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                $check(&text)?;
                Ok(Self(text.into()))
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// A customer, by the name the brand gave them. Never shown, logged or put into a URL.
    CustomerId by opaque;
    /// An event. Two reports of the same id are one event, whatever they say.
    EventId by opaque;
    /// An order of the brand's shop.
    OrderId by opaque;
    /// A claim: one offer taken by one customer.
    ClaimId by opaque;
    /// A product of the brand's shop.
    ProductId by opaque;
    /// A kind of product, by the brand's name for it.
    Category by opaque;
    /// A payment in points.
    SpendingId by opaque;
    /// A matter a customer raised with the brand.
    ContactId by opaque;
    /// The name of a behaviour, such as `Product Viewed`.
    BehaviourName by opaque;
    /// A brand.
    BrandId by slug;
    /// An offer of a program.
    OfferId by slug;
    /// A tier of a program's ladder.
    TierId by slug;
    /// A benefit of a tier.
    BenefitId by slug;
    /// What offers have in common that should not be listed side by side, such as `discount`.
    Theme by slug;
    /// A named place on a surface where offers are shown.
    Placement by slug;
    /// A language of the program, as a lower-case BCP 47 tag such as `en` or `fr-ca`.
    Locale by slug;
}

fn opaque(text: &str) -> Result<(), InvalidId> {
    if text.trim().is_empty() {
        Err(InvalidId::Empty)
    } else if text.len() > MAX_BYTES {
        Err(InvalidId::TooLong)
    } else if text.chars().any(char::is_control) {
        Err(InvalidId::Control)
    } else {
        Ok(())
    }
}

fn slug(text: &str) -> Result<(), InvalidId> {
    opaque(text)?;
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(legal) {
        Ok(())
    } else {
        Err(InvalidId::NotASlug)
    }
}
