//! Points from one account to another.

use std::borrow::Cow;

use crate::id::{CustomerId, OrderId, SpendingId};
use crate::money::Points;
use crate::referral::Side;
use crate::time::Timestamp;

/// Where a customer's points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Account {
    /// With the brand: below zero by all that was earned, less what was taken back.
    Program,
    /// Earned, and not yet to be spent.
    Pending,
    /// To be spent.
    Active,
    /// Spent.
    Spent,
    /// Lost, because they were not spent in time.
    Expired,
    /// Below zero by what the customer owes.
    Debt,
    /// Below zero by what a return should have taken back, and did not.
    Forgiven,
}

/// Points that went from one account to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting<'p> {
    /// Why.
    pub cause: Cause<'p>,
    /// The account that has fewer now.
    pub from: Account,
    /// The account that has more now.
    pub to: Account,
    /// How many, above zero.
    pub points: Points,
}

/// Why points moved. Causes are ordered by instant, and at one instant by what happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause<'p> {
    /// When it took effect.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
    /// Which points, or which payment.
    pub source: Source<'p>,
}

/// What happened to points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// An order gave them.
    Earned,
    /// A friend's first order gave them.
    Rewarded,
    /// They can be spent from now on.
    Activated,
    /// They can no longer be spent.
    Expired,
    /// They went back with what was returned of an order.
    Returned,
    /// Something was paid with them.
    Spent,
}

/// Where points come from or went to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source<'p> {
    /// An order of the customer.
    Order(Cow<'p, OrderId>),
    /// An invitation: the customer's side of it, and who is on the other.
    Referral(Side, Cow<'p, CustomerId>),
    /// A payment in points.
    Spending(Cow<'p, SpendingId>),
}

/// What is on each account. Wide enough that no number of postings overflows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accounts([i128; 7]);

impl Posting<'_> {
    /// The same, with names of its own.
    #[must_use]
    pub fn into_owned(self) -> Posting<'static> {
        let Self { cause: Cause { at, what, source }, from, to, points } = self;
        let source = match source {
            Source::Order(id) => Source::Order(Cow::Owned(id.into_owned())),
            Source::Referral(side, id) => Source::Referral(side, Cow::Owned(id.into_owned())),
            Source::Spending(id) => Source::Spending(Cow::Owned(id.into_owned())),
        };
        Posting { cause: Cause { at, what, source }, from, to, points }
    }
}

impl Accounts {
    /// What postings come to.
    #[must_use]
    pub fn of<'a>(postings: impl IntoIterator<Item = &'a Posting<'a>>) -> Self {
        let mut accounts = Self::default();
        postings.into_iter().for_each(|posting| accounts.post(posting));
        accounts
    }

    /// What is on an account.
    #[must_use]
    pub fn on(&self, account: Account) -> i128 {
        self.0[account as usize]
    }

    /// What is on all of them together: 0.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.0.iter().sum()
    }

    pub(super) fn post(&mut self, posting: &Posting<'_>) {
        self.0[posting.from as usize] -= i128::from(posting.points.0);
        self.0[posting.to as usize] += i128::from(posting.points.0);
    }
}

/// So many points, or as many as can be told.
pub(super) fn clamped(points: i128) -> Points {
    Points(i64::try_from(points).unwrap_or(if points < 0 { i64::MIN } else { i64::MAX }))
}
