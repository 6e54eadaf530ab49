//! What is given back of an order.

use expect_test::expect;
use service::door::Strength;

use super::{check, track};

#[test]
fn refunds_and_cancellations_take_money_back() {
    let refunded = |properties| track("Order Refunded", properties);
    check(
        Strength::Secret,
        &[
            refunded(r#""order_id":"o-1""#),
            refunded(r#""order_id":"o-1","total":"4.20""#),
            refunded(r#""order_id":"o-1","amount":4,"currency":"EUR""#),
            refunded(r#""order_id":"o-1","total":4,"products":[{"product_id":"p-1"}]"#),
            refunded(r#""order_id":"o-1","products":[]"#),
            refunded(r#""order_id":"o-1","value":4"#),
            refunded(r#""order_id":"o-1","products":[{"product_id":"p-1"}]"#),
            refunded(
                r#""order_id":"o-1","products":[{"product_id":"p-1","price":4,"quantity":2},{"sku":"p-2","price":"0.50"}]"#,
            ),
            refunded(
                r#""order_id":"o-1","products":[{"product_id":"p-1","price":4},{"name":"wrapping","price":1}]"#,
            ),
            refunded(r#""order_id":"o-1","products":[{"product_id":"p-1","price":-4}]"#),
            refunded(
                r#""order_id":"o-1","products":[{"product_id":"p-1","price":9000000000000000,"quantity":900}]"#,
            ),
            refunded(
                r#""order_id":"o-1","products":[{"product_id":"p-1","quantity":2},{"sku":"p-2","price":"0.50"}]"#,
            ),
            refunded(
                r#""order_id":"o-1","currency":"EUR","products":[{"sku":"p-1"},{"sku":"p-2","price":2}]"#,
            ),
            refunded(r#""order_id":"o-1","products":[{"product_id":"cheese","quantity":0.345}]"#),
            refunded(r#""order_id":"o-1","products":[{"product_id":"cheese","quantity":0.345,"price":20}]"#),
            refunded(r#""order_id":"o-1","total":4.5,"currency":"JPY""#),
            refunded(r#""order_id":"o-1","total":0.30000000000000004"#),
            refunded(r#""order_id":"o-1","total":"4.00005""#),
            refunded(r#""order_id":"o-1","amount":-4"#),
            refunded(r#""amount":4"#),
            track("Order Cancelled", r#""order_id":"o-1""#),
            track("Order Canceled", r#""order_id":"o-1""#),
            track("Order Cancelled", ""),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: all of order o-1 back
            m-1 ada at 1998-06-30T09:00:00Z: 4.2 of order o-1 back
            m-1 ada at 1998-06-30T09:00:00Z: 4.00 EUR of order o-1 back
            m-1 ada at 1998-06-30T09:00:00Z: 4 of order o-1 back
            m-1 ada at 1998-06-30T09:00:00Z: all of order o-1 back
            m-1 ada at 1998-06-30T09:00:00Z: 4 of order o-1 back
            m-1 ada at 1998-06-30T09:00:00Z: of order o-1 back, 1 p-1
            m-1 ada at 1998-06-30T09:00:00Z: 8.5 of order o-1 back
            refused: properties.products[1].price `1` must be that of a product, or give `total` for what was paid back
            refused: properties.products[0].price `-4` must be that of a product, or give `total` for what was paid back
            refused: properties.products[0].price `9000000000000000` must fit into 64 bits of minor units
            m-1 ada at 1998-06-30T09:00:00Z: of order o-1 back, 2 p-1, 1 p-2 at 0.5
            m-1 ada at 1998-06-30T09:00:00Z: of order o-1 back, 1 p-1, 1 p-2 at 2.00 EUR
            refused: properties.products[0].price `` must be that of a product, or give `total` for what was paid back
            m-1 ada at 1998-06-30T09:00:00Z: 6.9 of order o-1 back
            refused: properties.total `4.5` must have at most 0 digits after the point in this currency
            m-1 ada at 1998-06-30T09:00:00Z: 0.3 of order o-1 back
            refused: properties.total `4.00005` must have at most 4 digits after the point in this currency
            refused: properties.amount `-4` must not be negative; money given back is an `Order Refunded`
            refused: properties.order_id `` must be given
            m-1 ada at 1998-06-30T09:00:00Z: OrderCancelled { order: OrderId("o-1") }
            m-1 ada at 1998-06-30T09:00:00Z: OrderCancelled { order: OrderId("o-1") }
            refused: properties.order_id `` must be given
        "#]],
    );
}
