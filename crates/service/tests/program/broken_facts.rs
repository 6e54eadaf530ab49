//! Broken in what a rule asks for: products, numbers, names, rules of other tools.

use super::broken;
use expect_test::expect;

const RULE: &str = "for = { tier_at_least = \"full\" }";

#[test]
fn a_thing_that_there_is_not() {
    broken(
        RULE,
        "for = { all = [{ benefit_left = { benefit = \"korner\", at_least = 1 } }, { surface = \"phone\" }, \
         { locale = [\"de\"] }, { weekday = [\"sunnday\"] }, { date = { from = \"1998-02-30\" } }] }",
        &expect![[r#"
            82:45 offer `cellar`: `for.all.benefit_left.benefit` names a benefit that there is not: `korner`
              write `"corner"`; there is `corner`
            82:85 offer `cellar`: `for.all.surface` names a surface that there is not: `phone`
              write one of `web`, `social`, `webview`, `agent`, `till` or `kiosk`
            82:108 offer `cellar`: `for.all.locale` names a language of the brand that there is not: `de`
              write one of `en` or `fr`
            82:130 offer `cellar`: `for.all.weekday` names a day of the week that there is not: `sunnday`
              write `"sunday"`; there are `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday` and `sunday`
            82:162 offer `cellar`: `for.all.date.from` is no day of the calendar: `1998-02-30`
              write `from = "1998-12-24"`
        "#]],
    );
}

#[test]
fn goods_that_are_none_or_both() {
    broken(
        RULE,
        "for = { any = [{ bought = { at_least = 1 } }, { viewed = { product = \"a\", category = \"b\", at_least = 1 } }] }",
        &expect![[r#"
            82:27 offer `cellar`: `for.any.bought` says neither which product nor which category
              add `category = "…"`, or `product = "…"`
            82:70 offer `cellar`: `for.any.viewed.product` stands beside `category`, and only one of the two can be counted
              take one of them out, or write two conditions
        "#]],
    );
}

#[test]
fn a_number_that_cannot_be() {
    broken(
        RULE,
        "for = { any = [{ still_with_us = { at_most = 100.5 } }, { expected_orders = { at_least = 1 } }, \
         { friends = { at_least = 1.5 } }, { date = { from = \"1998-07-31\", until = \"1998-06-01\" } }] }",
        &expect![[r#"
            82:46 offer `cellar`: `for.any.still_with_us.at_most` must be from 0 to 100, not 100.5
              write `at_most = 0.5`
            82:77 offer `cellar` has no `for.any.expected_orders.within_days`
              add `within_days = 365`
            82:122 offer `cellar`: `for.any.friends.at_least` must be a whole number
              take off what follows the point
            82:171 offer `cellar`: `for.any.date.until` is before `from`, so that nothing fits
              write a later day
        "#]],
    );
}

#[test]
fn a_rule_of_another_tool_that_cannot_be_read() {
    broken(
        RULE,
        r#"for = { jsonlogic = '{"and": [{">=": [{"var": "age"}, 18]}]}' }"#,
        &expect![[r#"
            82:21 offer `cellar`: `for.jsonlogic` cannot be read: `and[0].>=[0]` asks for `age`, which is no fact that is observed
              write it otherwise, or as a condition of ours
        "#]],
    );
}

#[test]
fn a_rule_of_another_tool_about_a_thing_that_there_is_not() {
    broken(
        RULE,
        r#"for = { jsonlogic = '{"==": [{"var": "tier"}, "gold"]}' }"#,
        &expect![[r#"
            82:21 offer `cellar`: `for.jsonlogic` names a tier that there is not: `gold`
              name one of `crescent` or `full`
        "#]],
    );
}

#[test]
fn a_rule_of_another_tool_that_is_no_text() {
    broken(
        RULE,
        "for = { jsonlogic = 3 }",
        &expect![[r#"
        82:21 offer `cellar`: `for.jsonlogic` must be a text, not a number
          write `jsonlogic = '{">=": [{"var": "orders"}, 3]}'`
    "#]],
    );
}
