//! What earns points: an order less what was given back of it, without the products that earn nothing.

use domain::event::Item;
use domain::id::{Category, OrderId, ProductId};
use domain::money::{Money, Points};
use domain::profile::Order;
use domain::tier::PointRules;

use crate::house::points;
use crate::story::{at, money, usd};

fn rules() -> PointRules {
    PointRules { except: vec![Category::new("gift-card").unwrap()], ..points() }
}

fn item(category: &str, price: Money, quantity: u32) -> Item {
    let category = Some(Category::new(category).unwrap());
    Item { product: ProductId::new("p").unwrap(), category, quantity, price: Some(price) }
}

/// An order of 100.00, of which two gift cards of 20.00 earn nothing.
fn order() -> Order {
    let items = vec![item("gift-card", usd("20.00"), 2), item("wine", usd("60.00"), 1)];
    let (id, paid) = (OrderId::new("o-1").unwrap(), usd("100.00"));
    Order { id, at: at("2025-01-10"), paid, net: paid, items, returns: Vec::new() }
}

#[test]
fn products_that_earn_nothing_are_taken_off() {
    assert_eq!(rules().points_of_order(&order(), usd("100.00")), Points(60));
    assert_eq!(points().points_of_order(&order(), usd("100.00")), Points(100));
}

#[test]
fn what_is_given_back_is_first_set_off_against_them() {
    let left = |net: &str| rules().points_of_order(&order(), usd(net)).0;
    assert_eq!(["60.01", "60.00", "59.99", "0.99", "0.00"].map(left), [60, 60, 59, 0, 0]);
}

#[test]
fn below_nothing_is_nothing() {
    // Net is clamped at 0 before it is rounded down: a bare floor would give -1.
    assert_eq!(["-0.01", "0.99", "1.00"].map(|net| points().points_of(usd(net)).0), [0, 0, 1]);
    let dear = Order { items: vec![item("gift-card", usd("400.00"), 2)], ..order() };
    assert_eq!(rules().points_of_order(&dear, usd("100.00")), Points(0));
}

#[test]
fn a_price_that_is_not_told_or_is_in_another_currency_takes_nothing_off() {
    let other = Order { items: vec![item("gift-card", money("20.00", "EUR"), 2)], ..order() };
    assert_eq!(rules().points_of_order(&other, usd("100.00")), Points(100));
    let untold = Order { items: vec![Item { price: None, ..item("gift-card", usd("1"), 1) }], ..order() };
    assert_eq!(rules().points_of_order(&untold, usd("100.00")), Points(100));
}
