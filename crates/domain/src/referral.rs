//! Whom a customer brought along, and what came of it.
//!
//! What friends did is not in a customer's own events. Whoever keeps the events hands it in as a [`Circle`].

use std::cmp::Ordering;

use crate::event::Fact;
use crate::id::{CustomerId, OrderId};
use crate::money::Points;
use crate::profile::{Order, Profile};
use crate::time::Timestamp;

/// What a friend's first net order gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferralRules {
    /// To who invited.
    pub inviter: Points,
    /// To the friend.
    pub friend: Points,
    /// Who invited is rewarded for so many friends at most, those who bought first.
    pub most: u64,
}

/// An invitation that bore fruit: the friend bought, and kept something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Which side of it this customer is on.
    pub side: Side,
    /// Who is on the other.
    pub other: CustomerId,
    /// The friend's first order that was not given back whole.
    pub order: OrderId,
    /// When it was paid.
    pub at: Timestamp,
}

/// The two sides of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Who invited.
    Inviter,
    /// Who came.
    Friend,
}

/// What other customers' events say of one customer's invitations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Circle {
    /// Those they invited, each once.
    pub friends: Vec<Friend>,
    /// Every invitation they had.
    pub invitations: Vec<Invitation>,
}

/// Somebody who was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Friend {
    /// Who.
    pub id: CustomerId,
    /// Every invitation they had, from whomever.
    pub invitations: Vec<Invitation>,
    /// Their net orders, oldest first: [`Profile::orders`].
    pub orders: Vec<Order>,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Invitation {
    /// When.
    pub at: Timestamp,
    /// From whom.
    pub by: CustomerId,
}

impl Fact {
    /// Of whose invitation this fact, of `customer`, may decide what it gives to both sides.
    #[must_use]
    pub fn of_friend<'f>(&'f self, customer: &'f CustomerId) -> Option<&'f CustomerId> {
        match self {
            Self::FriendInvited { friend } => Some(friend),
            Self::OrderCompleted { .. } | Self::OrderRefunded { .. } | Self::OrderCancelled { .. } => {
                Some(customer)
            }
            // What another name bought is theirs, or is not any more.
            Self::Identified { .. } | Self::Merged { .. } | Self::Unmerged { .. } => Some(customer),
            _ => None,
        }
    }
}

impl Circle {
    /// The invitations of `customer`, whose net orders are `orders`, that bore fruit: in the order in which the
    /// friends bought, each friend once.
    #[must_use]
    pub fn referrals(&self, customer: &CustomerId, orders: &[Order]) -> Vec<Referral> {
        let came = fruit(customer, &self.invitations, orders).map(|(by, order)| (Side::Friend, by, order));
        let brought = self.friends.iter().filter_map(|friend| {
            let (by, order) = fruit(&friend.id, &friend.invitations, &friend.orders)?;
            (by == customer).then_some((Side::Inviter, &friend.id, order))
        });
        let told = came.into_iter().chain(brought).map(|(side, other, order)| Referral {
            side,
            other: other.clone(),
            order: order.id.clone(),
            at: order.at,
        });
        let mut referrals: Vec<Referral> = told.collect();
        referrals.sort_by(Referral::in_order);
        referrals.dedup_by(|a, b| (&a.other, a.side) == (&b.other, b.side));
        referrals
    }
}

impl Profile {
    /// What is known of a customer, with what became of their invitations.
    #[must_use]
    pub fn in_circle(mut self, customer: &CustomerId, circle: &Circle) -> Self {
        self.referrals = circle.referrals(customer, &self.orders);
        self
    }
}

impl ReferralRules {
    /// What each referral gives this customer, as of the instant it bore fruit; those who bought first come first.
    pub fn rewards<'r>(&self, referrals: &'r [Referral]) -> impl Iterator<Item = (&'r Referral, Points)> {
        let Self { inviter, friend, most } = *self;
        let mut referrals: Vec<&Referral> = referrals.iter().collect();
        referrals.sort_by(|a, b| a.in_order(b));
        let mut brought = 0_u64;
        referrals.into_iter().filter_map(move |referral| match referral.side {
            Side::Friend => Some((referral, friend)),
            Side::Inviter => {
                brought = brought.saturating_add(1);
                (brought <= most).then_some((referral, inviter))
            }
        })
    }
}

impl Referral {
    fn in_order(&self, other: &Self) -> Ordering {
        (self.at, &self.other, self.side).cmp(&(other.at, &other.other, other.side))
    }
}

/// Who first invited somebody else than themselves, and the first net order it led to. Who had bought before was no
/// longer to be won.
fn fruit<'a>(
    friend: &CustomerId,
    invitations: &'a [Invitation],
    orders: &'a [Order],
) -> Option<(&'a CustomerId, &'a Order)> {
    let first = invitations.iter().filter(|invitation| invitation.by != *friend).min()?;
    let order = orders.iter().min_by_key(|order| order.at)?;
    (order.at >= first.at).then_some((&first.by, order))
}
