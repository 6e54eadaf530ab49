//! What gives points, and what takes them, in the order in which it takes effect.

use std::borrow::Cow;

use super::{BalanceRules, Cause, Lot, Source, What};
use crate::money::Points;
use crate::profile::{Order, Profile};
use crate::program::Program;
use crate::referral::Referral;
use crate::time::Timestamp;

/// Points given or taken.
pub(super) struct Movement<'p> {
    pub(super) cause: Cause<'p>,
    /// How many, above zero.
    pub(super) points: i64,
    /// The number of the lot that is given, or that the returned order gave; a payment has none.
    pub(super) lot: usize,
}

/// What happens until an instant, in order, and the lots it fills: orders' before friends', and the oldest first.
pub(super) fn all<'p>(
    program: &'p Program,
    rules: &'p BalanceRules,
    profile: &'p Profile,
    now: Timestamp,
) -> (Vec<Movement<'p>>, Vec<Lot<'p>>) {
    let mut book = Book { program, rules, movements: Vec::new(), lots: Vec::new() };
    let mut orders: Vec<&Order> = profile.orders.iter().chain(&profile.returned).collect();
    orders.sort_by_key(|order| (order.at, &order.id));
    for order in orders {
        book.order(order);
    }
    book.friends(&profile.referrals);
    for spending in &profile.spent {
        let source = Source::Spending(Cow::Borrowed(&spending.id));
        book.note(Cause { at: spending.at, what: What::Spent, source }, spending.points.0, 0);
    }
    let Book { mut movements, lots, .. } = book;
    movements.retain(|movement| movement.cause.at <= now);
    movements.sort_by(|a, b| a.cause.cmp(&b.cause));
    (movements, lots)
}

struct Book<'p> {
    program: &'p Program,
    rules: &'p BalanceRules,
    movements: Vec<Movement<'p>>,
    lots: Vec<Lot<'p>>,
}

impl<'p> Book<'p> {
    fn order(&mut self, order: &'p Order) {
        let source = Source::Order(Cow::Borrowed(&order.id));
        let mut points = self.program.points.points_of_order(order, order.paid);
        let lot = self.give(Cause { at: order.at, what: What::Earned, source: source.clone() }, points);
        let mut net = order.paid;
        for back in &order.returns {
            net.minor = net.minor.saturating_sub(back.amount.minor);
            let left = self.program.points.points_of_order(order, net);
            let cause = Cause { at: back.at, what: What::Returned, source: source.clone() };
            self.note(cause, points.0.saturating_sub(left.0), lot);
            points = left;
        }
    }

    fn friends(&mut self, referrals: &'p [Referral]) {
        let Some(rewards) = self.program.referral else { return };
        for (Referral { side, other, at, .. }, points) in rewards.rewards(referrals) {
            let source = Source::Referral(*side, Cow::Borrowed(other));
            self.give(Cause { at: *at, what: What::Rewarded, source }, points);
        }
    }

    fn give(&mut self, cause: Cause<'p>, points: Points) -> usize {
        let number = self.lots.len();
        self.lots.push(Lot::new(self.rules, &self.program.zone, &cause));
        self.note(cause, points.0, number);
        number
    }

    fn note(&mut self, cause: Cause<'p>, points: i64, lot: usize) {
        if points > 0 {
            self.movements.push(Movement { cause, points, lot });
        }
    }
}
