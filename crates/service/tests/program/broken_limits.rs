//! Broken in how long, how often and where an offer is given.

use super::broken;
use expect_test::expect;

#[test]
fn an_end_before_the_beginning() {
    broken(
        r#"until = "1998-07-31""#,
        r#"until = "1998-05-31""#,
        &expect![[r#"
            68:40 offer `dessert`: `valid.until` is before `from`: the offer would end before it begins
              write a later day
        "#]],
    );
}

#[test]
fn a_day_that_is_not_in_the_calendar() {
    broken(
        r#"until = "1998-07-31""#,
        r#"until = "1998-06-31""#,
        &expect![[r#"
            68:40 offer `dessert`: `valid.until` is neither a day nor an instant: `1998-06-31`
              write a day of the calendar such as `"1998-07-31"`, or an instant such as `"1998-07-31T18:00:00-04:00"`
        "#]],
    );
}

#[test]
fn a_day_as_people_write_it() {
    broken(
        r#"from = "1998-06-01""#,
        r#"from = "June 1st""#,
        &expect![[r#"
            68:18 offer `dessert`: `valid.from` is neither a day nor an instant: `June 1st`
              write a day of the calendar such as `"1998-07-31"`, or an instant such as `"1998-07-31T18:00:00-04:00"`
        "#]],
    );
}

#[test]
fn a_validity_that_says_nothing() {
    broken(
        r#"{ from = "1998-06-01", until = "1998-07-31" }"#,
        "{}",
        &expect![[r#"
            68:9 offer `dessert`: `valid` says neither when the offer begins nor when it ends
              add `until = "1998-07-31"`
        "#]],
    );
}

#[test]
fn a_stock_of_nothing() {
    broken(
        "stock = 40",
        "stock = 0",
        &expect![[r#"
            73:9 offer `dessert`: `stock` must be at least 1, not 0
              write `stock = 1`
        "#]],
    );
}

#[test]
fn a_stock_of_nothing_to_claim() {
    broken(
        r#"voucher = { valid_days = 14 }
"#,
        r#"link = { href = "/", label.en = "Go", label.fr = "Voir" }
"#,
        &expect![[r#"
            72:8 offer `dessert`: `caps` limits claims, but there is nothing to claim
              add `voucher = { valid_days = 30 }`, or take `claims` out
            73:9 offer `dessert`: `stock` limits claims, but there is nothing to claim
              add `voucher = { valid_days = 30 }`, or take `stock` out
        "#]],
    );
}

#[test]
fn a_voucher_for_everyone() {
    broken(
        r#"for = "everyone""#,
        r#"for = "everyone"
voucher = { valid_days = 14 }"#,
        &expect![[r#"
            53:11 offer `menu`: `voucher` is on an offer for everyone, but a visitor who is not known cannot claim
              write who may claim it, such as `for = { stage = ["new", "active"] }`, or take the voucher out
        "#]],
    );
}

#[test]
fn a_voucher_without_days() {
    broken(
        "voucher = { valid_days = 14 }",
        "voucher = {}",
        &expect![[r#"
            74:11 offer `dessert` has no `voucher.valid_days`
              add `valid_days = 30`
        "#]],
    );
}

#[test]
fn a_voucher_in_a_word() {
    broken(
        "voucher = { valid_days = 14 }",
        "voucher = true",
        &expect![[r#"
            74:11 offer `dessert`: `voucher` must be a table, not true or false
              write `voucher = { … }`
        "#]],
    );
}

#[test]
fn a_cap_of_nothing() {
    broken(
        "claims = 2, shown",
        "claims = 0, shown",
        &expect![[r#"
            72:19 offer `dessert`: `caps.claims` must be at least 1, not 0
              write `claims = 1`
        "#]],
    );
}

#[test]
fn a_priority_beyond_the_scale() {
    broken(
        "priority = 5",
        "priority = 5000",
        &expect![[r#"
            70:12 offer `dessert`: `priority` must be at most 1000, not 5000
              write `priority = 1000`
        "#]],
    );
}

#[test]
fn a_place_that_is_not_there() {
    broken(
        r#"placements = ["home"]"#,
        r#"placements = ["hme"]"#,
        &expect![[r#"
            71:15 offer `dessert`: `placements` names a place that is not in `[placements]`: `hme`
              write `"home"`
        "#]],
    );
}

#[test]
fn a_list_of_no_places() {
    broken(
        r#"placements = ["home"]"#,
        "placements = []",
        &expect![[r#"
            71:14 offer `dessert`: `placements` names no place, so that it is shown nowhere
              name one, or take the line out to mean all
        "#]],
    );
}
