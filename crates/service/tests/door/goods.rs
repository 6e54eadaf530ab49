//! Products: bought, looked at, put into the basket.

use expect_test::expect;
use service::door::Strength;

use super::{check, order, track};

#[test]
fn an_order_says_what_it_was_paid_for() {
    let of = |products: &str| order(&format!(r#""order_id":"o-1","total":85,"products":{products}"#));
    check(
        Strength::Secret,
        &[
            of(r#"[{"product_id":"lp-1","category":"vinyl","quantity":2,"price":42.5}]"#),
            of(r#"[{"sku":7,"price":"42.50"},{"product_id":"","sku":"lp-2","quantity":"3"}]"#),
            of(r#"[{"product_id":"lp-1","price":""},{"product_id":"lp-1","price":null,"quantity":null}]"#),
            order(
                r#""order_id":"o-1","total":850,"currency":"JPY","products":[{"sku":"lp-1","price":425,"quantity":2.0}]"#,
            ),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 85.00 USD, 2 lp-1 of vinyl at 42.50 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 85.00 USD, 1 7 at 42.50 USD, 3 lp-2
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 85.00 USD, 1 lp-1, 1 lp-1
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 850 JPY, 2 lp-1 at 425 JPY
        "#]],
    );
}

#[test]
fn no_order_is_lost_to_one_of_its_lines() {
    let of = |products: &str| order(&format!(r#""order_id":"o-1","total":1,"products":{products}"#));
    check(
        Strength::Secret,
        &[
            of(r#""lp-1""#),
            of(r#"{"product_id":"lp-1"}"#),
            of(r#"[null,"lp-1",7,[],{},{"name":"Quartets","price":{}}]"#),
            of(r#"[{"product_id":{}},{"product_id":""},{"product_id":"two\nlines"},{"sku":"good"}]"#),
            of(r#"[{"sku":"a","quantity":0},{"sku":"b","quantity":-1},{"sku":"c","quantity":[]}]"#),
            of(r#"[{"sku":"discount","price":-5},{"sku":"good","category":["vinyl"]}]"#),
            of(r#"[{"sku":"good","quantity":1e300}]"#),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 good
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 good
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 4294967295 good
        "#]],
    );
}

#[test]
fn a_price_is_rounded_and_one_that_is_no_amount_is_refused() {
    let of =
        |line: &str| order(&format!(r#""order_id":"o-1","total":1,"products":[{{"sku":"a"}},{{{line}}}]"#));
    check(
        Strength::Secret,
        &[
            of(r#""sku":"b","price":3.3333333333333335"#),
            of(r#""sku":"b","price":9.999999999999998"#),
            of(r#""sku":"cheese","price":"20.00","quantity":0.345"#),
            of(r#""sku":"b","price":"12,50""#),
            of(r#""sku":"b","price":true"#),
            of(r#""sku":"b","price":"NaN""#),
            of(r#""sku":"b","price":1e300"#),
            of(r#""sku":"b","price":"99999999999999999999""#),
        ],
        expect![[r#"
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 a, 1 b at 3.33 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 a, 1 b at 10.00 USD
            m-1 ada at 1998-06-30T09:00:00Z: order o-1 of 1.00 USD, 1 a, 1 cheese at 6.90 USD
            refused: properties.products[1].price `12,50` must be a plain decimal number, such as 12.50
            refused: properties.products[1].price `true` must be a number or a decimal text, such as 12.50
            refused: properties.products[1].price `NaN` must be a plain decimal number, such as 12.50
            refused: properties.products[1].price `1e+300` must be a plain decimal number, such as 12.50
            refused: properties.products[1].price `99999999999999999999` must fit into 64 bits of minor units
        "#]],
    );
}

#[test]
fn a_product_that_is_handled_is_kept_with_the_behaviour() {
    check(
        Strength::Public,
        &[
            track("product viewed", r#""product_id":"lp-1","category":"vinyl","price":42.5"#),
            track("Product Added", r#""product_id":"lp-1","quantity":2,"price":40,"currency":"EUR""#),
            track("Product Removed", r#""sku":"lp-1""#),
            track("Product Viewed", r#""product_id":"lp-1","price":"cheap","currency":"EUR""#),
            track("Product Viewed", r#""product_id":"lp-1","price":1,"currency":"gold""#),
            track("Product Viewed", r#""url":"/lp-1""#),
            track("Product Shared", r#""product_id":"lp-1""#),
        ],
        expect![[r#"
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed, 1 lp-1 of vinyl at 42.50 USD
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Added, 2 lp-1 at 40.00 EUR
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Removed, 1 lp-1
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed, 1 lp-1
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed, 1 lp-1
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Viewed
            page:m-1 ada at 1998-06-30T09:00:00Z: behaviour Product Shared
        "#]],
    );
}
