//! The points a customer has to spend: double entry, and a pure function of what happened, whenever it was reported.
//!
//! Every posting takes points from one [`Account`] and puts them into another, so that a customer's accounts always
//! sum to 0. Points come in lots, one for each order and each friend; a lot is pending, then active, then expired.
//! Points of an order are those of its net total: a return takes back the points of the old net total less those of
//! the new one, so that rounding cannot drift.

use crate::money::Points;
use crate::profile::Profile;
use crate::program::Program;
use crate::time::{Date, Days, Timestamp};

mod posting; // points from one account to another
mod lot; // points that came together
mod movement; // what gives points, and what takes them
mod fold; // what all of it comes to
mod statement; // the same, for people to read
mod journal; // what was told once, and is never changed

pub use fold::Ledger;
pub use journal::{Entry, Journal};
pub use lot::Lot;
pub use posting::{Account, Accounts, Cause, Posting, Source, What};
pub use statement::Line;

/// How points become spendable, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BalanceRules {
    /// Points of an order are pending for so many days; then they are active.
    pub pending_days: Days,
    /// Active points can be spent to the end of the day so many months after; `None` for ever.
    pub expire_months: Option<i32>,
    /// What a return takes back.
    pub returns: ReturnPolicy,
}

/// What a return takes back of the points an order gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReturnPolicy {
    /// Only what is still pending; the rest is forgiven.
    OnlyPending,
    /// No more than there is; the rest is forgiven.
    WithinBalance,
    /// All of it; what is not there is owed, and the next points pay it.
    #[default]
    Unlimited,
}

/// What a customer has to spend at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// Points that can be spent; below zero where more was spent or taken back than there was.
    pub active: Points,
    /// Points that can be spent later.
    pub pending: Points,
    /// How many of the pending points become active next, and from which day on. What is owed is paid first.
    pub activates: Option<(Date, Points)>,
    /// How many of the active points expire next, and the last day on which they can be spent.
    pub expires: Option<(Date, Points)>,
}

impl Balance {
    /// The balance of a customer; nothing where points only lead to tiers.
    #[must_use]
    pub fn of(program: &Program, profile: &Profile, now: Timestamp) -> Self {
        Ledger::of(program, profile, now).balance()
    }

    /// What the customer owes: the next points that become active pay it.
    #[must_use]
    pub fn debt(&self) -> Points {
        Points(self.active.0.saturating_neg().max(0))
    }
}
