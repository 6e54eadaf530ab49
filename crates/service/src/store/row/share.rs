//! What the table of names says of one.

use domain::id::CustomerId;

/// Whose what happened under a name is, until when, and since when the name begins anew.
pub(crate) struct Share {
    pub(crate) owner: CustomerId,
    pub(crate) leading: CustomerId,
    pub(crate) until: i64,
    pub(crate) since: i64,
}

impl Share {
    /// A name is its owner's for all time.
    pub(crate) fn whole(owner: &CustomerId, leading: &CustomerId) -> Self {
        Self { owner: owner.clone(), leading: leading.clone(), until: i64::MAX, since: i64::MAX }
    }
}
