//! Why an offer is not given.

use std::fmt;

use crate::id::OfferId;
use crate::time::Timestamp;

/// Why an offer is not given: the first thing that stood against it, in the order in which they are asked, which is
/// the order here.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It is not for this place.
    NotHere,
    /// It has not begun.
    NotYet(Timestamp),
    /// It is over.
    Over(Timestamp),
    /// It is for known customers only.
    Unknown,
    /// It is not for this customer, and this is the first fact that is not as asked, in plain words.
    NotEligible(Option<String>),
    /// They did not allow that offers are chosen for them.
    NoConsent,
    /// The customer said "not for me", and this is when it may come back.
    Declined(Option<Timestamp>),
    /// The customer has seen it as often as one should.
    ShownEnough(u64),
    /// The customer holds a claim on it that can be used before this instant.
    Held(Timestamp),
    /// The customer has claimed it as often as one may.
    ClaimLimit(u64),
    /// The customer holds as many claims as one may.
    OpenClaims(usize),
    /// They have seen as many offers as one should.
    SeenEnough(u64),
    /// They have had trouble, and are left in peace until this instant; `None` while a complaint is open.
    Quiet(Option<Timestamp>),
    /// All are taken.
    OutOfStock,
    /// What may be spent on it today is spent.
    Paced,
    /// They are one of those who are left out, so that it can be seen what offers do.
    HeldOut,
    /// It is not expected to do any good.
    NoGain,
    /// It is too much like this one, which is listed.
    Alike(OfferId),
    /// There are better ones, and no more room.
    NoRoom,
}

impl Refusal {
    /// The step of the decision at which it was refused, in a word: for traces and reports.
    #[must_use]
    pub fn step(&self) -> &'static str {
        match self {
            Self::NotHere => "place",
            Self::NotYet(_) | Self::Over(_) => "validity",
            Self::Unknown => "known",
            Self::NotEligible(_) => "eligible",
            Self::NoConsent => "consent",
            Self::Declined(_) => "declined",
            Self::ShownEnough(_) | Self::Held(_) | Self::ClaimLimit(_) => "caps",
            Self::OpenClaims(_) | Self::SeenEnough(_) => "caps",
            Self::Quiet(_) => "quiet",
            Self::OutOfStock => "stock",
            Self::Paced => "pace",
            Self::HeldOut => "holdout",
            Self::NoGain => "gain",
            Self::Alike(_) => "theme",
            Self::NoRoom => "room",
        }
    }
}

/// Plainly, for agents, marketers and logs; it begins in small letters and goes on after the name of the offer and a
/// colon.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotHere => f.write_str("not for this place"),
            Self::NotYet(from) => write!(f, "begins at {from}"),
            Self::Over(until) => write!(f, "ended at {until}"),
            Self::Unknown => f.write_str("for known customers only"),
            Self::NotEligible(Some(finding)) => write!(f, "not for this customer: {finding}"),
            Self::NotEligible(None) => f.write_str("not for this customer"),
            Self::NoConsent => f.write_str("the customer did not allow offers to be chosen for them"),
            Self::Declined(Some(back)) => write!(f, "declined, may come back at {back}"),
            Self::Declined(None) => f.write_str("declined for good"),
            Self::ShownEnough(times) => write!(f, "shown as often as it may be: {}", often(*times)),
            Self::Held(until) => write!(f, "already held, to be used before {until}"),
            Self::ClaimLimit(times) => write!(f, "claimed as often as it may be: {}", often(*times)),
            Self::OpenClaims(claims) => write!(f, "the customer holds as many claims as one may: {claims}"),
            Self::SeenEnough(times) => {
                write!(f, "the customer is shown offers as often as one may be: {}", often(*times))
            }
            Self::Quiet(Some(until)) => write!(f, "the customer is left in peace until {until}"),
            Self::Quiet(None) => f.write_str("the customer is left in peace while a complaint is open"),
            Self::OutOfStock => f.write_str("all are taken"),
            Self::Paced => f.write_str("what may be spent on it today is spent"),
            Self::HeldOut => f.write_str("the customer is held out, to see what offers do"),
            Self::NoGain => f.write_str("showing nothing is expected to do more good"),
            Self::Alike(other) => write!(f, "too much like `{other}`, which is listed"),
            Self::NoRoom => f.write_str("no room is left"),
        }
    }
}

fn often(times: u64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}
