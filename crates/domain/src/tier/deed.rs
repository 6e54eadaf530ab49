//! What moves a customer's points: orders, and what was given back of them.

use crate::id::OrderId;
use crate::money::{Money, Points};
use crate::profile::{Order, Profile};
use crate::program::Program;
use crate::time::{Date, Timestamp};

/// An order, or a return.
pub(super) struct Deed<'a> {
    pub(super) day: Date,
    pub(super) at: Timestamp,
    /// Returns come after orders of the same instant.
    pub(super) back: bool,
    pub(super) order: Option<&'a OrderId>,
    /// The day of the order: the points count from there, and are taken away there.
    pub(super) of: Date,
    pub(super) points: i128,
}

/// What was bought and given back to the day `today`, in order.
pub(super) fn deeds<'a>(
    program: &Program,
    profile: &'a Profile,
    today: Date,
    besides: Option<Points>,
) -> Vec<Deed<'a>> {
    let orders = || profile.orders.iter().chain(&profile.returned);
    // Orders first, which are in order already: that is quicker to sort.
    let mut deeds: Vec<Deed<'_>> = orders().map(|order| bought(program, order)).collect();
    deeds.extend(orders().flat_map(|order| given_back(program, order)));
    deeds.retain(|deed| deed.day <= today);
    deeds.extend(besides.map(|points| Deed {
        day: today,
        at: Timestamp::MAX,
        back: false,
        order: None,
        of: today,
        points: points.0.into(),
    }));
    deeds.sort_by(|a, b| (a.day, a.at, a.back, a.order).cmp(&(b.day, b.at, b.back, b.order)));
    deeds
}

/// An order as it was paid.
fn bought<'a>(program: &Program, order: &'a Order) -> Deed<'a> {
    let day = program.zone.day(order.at);
    let points = program.points.points_of_order(order, order.paid).0.into();
    Deed { day, at: order.at, back: false, order: Some(&order.id), of: day, points }
}

/// Each return of an order, as what it took away.
fn given_back<'a>(program: &Program, order: &'a Order) -> impl Iterator<Item = Deed<'a>> {
    let points =
        |net: i64| i128::from(program.points.points_of_order(order, Money { minor: net, ..order.paid }).0);
    let of = order.returns.first().map_or(Date::MIN, |_| program.zone.day(order.at));
    let mut left = order.paid.minor;
    order.returns.iter().map(move |back| {
        let before = points(left);
        left = left.saturating_sub(back.amount.minor);
        let day = program.zone.day(back.at);
        Deed { day, at: back.at, back: true, order: Some(&order.id), of, points: points(left) - before }
    })
}
