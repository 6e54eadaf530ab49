//! What is given back of an order, where the refund does not say in what currency, or only of which products.

use domain::event::{Event, Fact, Item, Refund, Returned};
use domain::id::ProductId;
use domain::money::{Money, Told};
use domain::profile::Profile;

use crate::story::{at, events, money};

/// What is left of an order of these lines, each a product, how many, and what one cost, after these refunds.
fn left(paid: Money, lines: &[(&str, u32, Option<Money>)], refunds: &[Refund]) -> Vec<Money> {
    let mut told =
        events(&format!("1998-01-05 bought 1.00{}", "; 1998-02-01 refunded o-1".repeat(refunds.len())));
    let items = lines.iter().map(|(product, quantity, price)| Item {
        product: ProductId::new(*product).unwrap(),
        category: None,
        quantity: *quantity,
        price: *price,
    });
    let mut refunds = refunds.iter().cloned();
    for Event { fact, .. } in &mut told {
        match fact {
            Fact::OrderCompleted { total, items: bought, .. } => {
                (*total, *bought) = (paid, items.clone().collect())
            }
            Fact::OrderRefunded { amount, .. } => *amount = refunds.next(),
            _ => unreachable!(),
        }
    }
    Profile::as_of(at("1999-12-31"), told).orders.into_iter().map(|order| order.net).collect()
}

fn bare(amount: &str) -> Refund {
    Refund::Amount(Told::parse(amount, None).unwrap())
}

fn products(lines: &[(&str, u32)]) -> Refund {
    let line = |(product, quantity): &(&str, u32)| returned(product, *quantity, None);
    Refund::Products(lines.iter().map(line).collect())
}

fn returned(product: &str, quantity: u32, price: Option<Told>) -> Returned {
    Returned { product: ProductId::new(product).unwrap(), quantity, price }
}

#[test]
fn a_refund_that_says_no_currency_is_in_the_orders() {
    assert_eq!(left(money("100", "EUR"), &[], &[bare("4")]), [money("96", "EUR")]);
    assert_eq!(left(money("1000", "JPY"), &[], &[bare("40")]), [money("960", "JPY")]);
    assert_eq!(left(money("10", "KWD"), &[], &[bare("0.125")]), [money("9.875", "KWD")]);
}

#[test]
fn one_more_precise_than_the_orders_currency_is_rounded() {
    assert_eq!(left(money("1000", "JPY"), &[], &[bare("40.5")]), [money("959", "JPY")]);
    assert_eq!(left(money("10", "EUR"), &[], &[bare("1.0049")]), [money("9", "EUR")]);
}

#[test]
fn products_without_a_price_cost_what_the_order_says() {
    let lines = [("lp-1", 2, Some(money("30", "EUR"))), ("lp-2", 1, Some(money("40", "EUR")))];
    let left = |refunds: &[Refund]| left(money("100", "EUR"), &lines, refunds);
    assert_eq!(left(&[products(&[("lp-1", 1)])]), [money("70", "EUR")]);
    assert_eq!(left(&[products(&[("lp-1", 1), ("lp-2", 1)])]), [money("30", "EUR")]);
    assert_eq!(left(&[products(&[("lp-1", 2), ("lp-2", 1)])]), []);
}

#[test]
fn no_more_of_a_product_is_given_back_than_was_bought() {
    let lines = [("lp-1", 1, Some(money("30", "EUR"))), ("lp-2", 1, Some(money("70", "EUR")))];
    let once = products(&[("lp-1", 1)]);
    assert_eq!(left(money("100", "EUR"), &lines, &[products(&[("lp-1", 9)])]), [money("70", "EUR")]);
    assert_eq!(left(money("100", "EUR"), &lines, &[once.clone(), once]), [money("70", "EUR")]);
}

#[test]
fn a_product_of_several_lines_is_given_back_of_each() {
    let lines = [("lp-1", 1, Some(money("30", "EUR"))), ("lp-1", 2, Some(money("20", "EUR")))];
    assert_eq!(left(money("70", "EUR"), &lines, &[products(&[("lp-1", 2)])]), [money("20", "EUR")]);
}

#[test]
fn a_price_that_was_told_comes_before_the_orders() {
    let lines = [("lp-1", 1, Some(money("30", "EUR"))), ("lp-2", 1, Some(money("40", "EUR")))];
    let told = Told::parse("10", None).unwrap();
    let refund = Refund::Products(vec![returned("lp-1", 1, Some(told)), returned("lp-2", 1, None)]);
    assert_eq!(left(money("70", "EUR"), &lines, &[refund]), [money("20", "EUR")]);
}

#[test]
fn products_the_order_gives_no_price_for_take_all_of_it() {
    let lines = [("lp-1", 1, None), ("lp-2", 1, Some(money("40", "EUR")))];
    assert_eq!(left(money("70", "EUR"), &lines, &[products(&[("lp-1", 1)])]), []);
    assert_eq!(left(money("70", "EUR"), &lines, &[products(&[("lp-2", 1), ("wrapping", 1)])]), []);
    assert_eq!(left(money("70", "EUR"), &[], &[products(&[("lp-2", 1)])]), []);
}
