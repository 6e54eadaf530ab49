//! Broken in its stages and points.

use super::broken;
use expect_test::expect;

#[test]
fn new_for_longer_than_active() {
    broken(
        "new_days = 30",
        "new_days = 61",
        &expect![[r#"
            9:12 `[stages]`: `new_days` is longer than `active_days`, which is 60: the stages would overlap
              write a number from 1 to 60
        "#]],
    );
}

#[test]
fn at_risk_before_active_ends() {
    broken(
        "at_risk_days = 180",
        "at_risk_days = 60",
        &expect![[r#"
            11:16 `[stages]`: `at_risk_days` is not longer than `active_days`, which is 60: the stages would overlap
              write a number above 60
        "#]],
    );
}

#[test]
fn won_back_for_longer_than_active() {
    broken(
        "won_back_days = 45",
        "won_back_days = 90",
        &expect![[r#"
            13:17 `[stages]`: `won_back_days` is longer than `active_days`, which is 60: the stages would overlap
              write a number from 1 to 60
        "#]],
    );
}

#[test]
fn loyal_on_more_days_than_are_looked_at() {
    broken(
        "purchase_days = 3, within_days = 180",
        "purchase_days = 30, within_days = 20",
        &expect![[r#"
            12:27 `[stages]`: `loyal.purchase_days` asks for purchases on 30 days, but `within_days` looks at 20 only
              write fewer days, or more of them in `within_days`
        "#]],
    );
}

#[test]
fn a_number_of_days_beyond_reason() {
    broken(
        "won_back_days = 45",
        "won_back_days = 99999999999999999999",
        &expect![[r#"
            13:17 `[stages]`: `won_back_days` must be at most 36500, not 99999999999999999999
              write `won_back_days = 36500`
        "#]],
    );
}

#[test]
fn a_number_of_days_below_one() {
    broken(
        "new_days = 30",
        "new_days = -3",
        &expect![[r#"
            9:12 `[stages]`: `new_days` must be at least 1, not -3
              write `new_days = 1`
        "#]],
    );
}

#[test]
fn a_number_with_a_point() {
    broken(
        "points = 2",
        "points = 1.5",
        &expect![[r#"
            16:10 `[points]`: `points` must be a whole number
              take off what follows the point
        "#]],
    );
}

#[test]
fn a_number_in_quotes() {
    broken(
        "window_days = 365",
        r#"window_days = "365""#,
        &expect![[r#"
            18:15 `[points]`: `window_days` is a number in quotes
              write `window_days = 365`
        "#]],
    );
}

#[test]
fn a_number_in_words() {
    broken(
        "window_days = 365",
        r#"window_days = "a year""#,
        &expect![[r#"
            18:15 `[points]`: `window_days` must be a whole number, not a text
              write it in digits
        "#]],
    );
}

#[test]
fn an_amount_without_quotes() {
    broken(
        r#"for_each = "1.00""#,
        "for_each = 1.00",
        &expect![[r#"
            17:12 `[points]`: `for_each` is an amount without quotes
              write `for_each = "1.00"`
        "#]],
    );
}

#[test]
fn an_amount_with_too_many_digits() {
    broken(
        r#"for_each = "1.00""#,
        r#"for_each = "1.005""#,
        &expect![[r#"
            17:12 `[points]`: `for_each` has more digits after the point than EUR has, `1.005`
              write at most 2 digits after the point
        "#]],
    );
}

#[test]
fn an_amount_of_nothing() {
    broken(
        r#"for_each = "1.00""#,
        r#"for_each = "0.00""#,
        &expect![[r#"
            17:12 `[points]`: `for_each` must be at least 0.01 EUR, not 0.00
              write `for_each = "1.00"`
        "#]],
    );
}

#[test]
fn an_amount_with_its_currency() {
    broken(
        r#"for_each = "1.00""#,
        r#"for_each = "1 EUR""#,
        &expect![[r#"
            17:12 `[points]`: `for_each` must be a plain decimal number, such as 12.50, not `1 EUR`
              write `for_each = "12.50"`
        "#]],
    );
}
