//! What went wrong: the problem document of RFC 9457, with a code that never changes its meaning.

use serde::{Deserialize, Serialize};

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Always `about:blank`: the code says which.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Which problem it is.
    pub code: Code,
    /// What went wrong here and what to do about it.
    pub detail: String,
    /// The fields at fault, where it was the request's body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Where: `properties.total`.
    pub field: String,
    /// What stood there, shortened.
    pub value: String,
    /// What should.
    pub rule: String,
}

/// The problems there are. Codes are added, never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The request is not as it should be; `errors` says where.
    Invalid,
    /// There is no such brand here.
    UnknownBrand,
    /// The brand has no such placement.
    UnknownPlacement,
    /// The program has no such offer.
    UnknownOffer,
    /// There is nothing at this address.
    NotFound,
    /// The address does not know this method.
    MethodNotAllowed,
    /// A session is needed, or the one given has ended.
    SessionNeeded,
    /// The identity token is not one of this brand's, or no longer.
    IdentityRefused,
    /// The write key is missing or not one of this brand's.
    KeyRefused,
    /// This key may not report this.
    KeyTooWeak,
    /// The page's origin is not one of the brand's.
    OriginRefused,
    /// The offer is not for this customer now.
    NotOffered,
    /// All are taken.
    OutOfStock,
    /// The customer has it as often as one may.
    LimitReached,
    /// There is nothing to take back.
    NothingToUndo,
    /// No voucher has this code.
    UnknownVoucher,
    /// The voucher has been used, given back or has run out.
    VoucherEnded,
    /// The tier does not give this benefit, or not any more.
    NoBenefit,
    /// These two customers cannot be merged, or parted.
    MergeRefused,
    /// The idempotency key was used for something else.
    KeyReused,
    /// The body is larger than is taken.
    TooLarge,
    /// It took too long.
    Timeout,
    /// More is being sent than can be kept in time; `Retry-After` says when to send it again.
    Busy,
    /// The disk is full. Nothing was kept; `Retry-After` says when to send it again.
    NoRoom,
    /// The service is at fault; the log knows more.
    Internal,
}
