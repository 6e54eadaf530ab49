//! Broken in a rule: who an offer is for.

use super::broken;
use expect_test::expect;

#[test]
fn a_word_that_is_not_everyone() {
    broken(
        r#"for = "everyone""#,
        r#"for = "everybody""#,
        &expect![[r#"
            52:7 offer `menu`: `for` must say who the offer is for
              write `for = "everyone"`, or a condition such as `for = { stage = ["new"] }`
        "#]],
    );
}

#[test]
fn an_unknown_stage() {
    broken(
        r#"["at_risk", "lapsed"]"#,
        r#"["atrisk", "lapsed"]"#,
        &expect![[r#"
            64:14 offer `dessert`: `for.all.stage` names a stage that there is not: `atrisk`
              write `"at_risk"`; there are `prospect`, `new`, `active`, `loyal`, `at_risk`, `lapsed` and `won_back`
        "#]],
    );
}

#[test]
fn a_stage_like_no_other() {
    broken(
        r#"["at_risk", "lapsed"]"#,
        r#"["vip"]"#,
        &expect![[r#"
            64:14 offer `dessert`: `for.all.stage` names a stage that there is not: `vip`
              write one of `prospect`, `new`, `active`, `loyal`, `at_risk`, `lapsed` or `won_back`
        "#]],
    );
}

#[test]
fn no_stage() {
    broken(
        r#"["at_risk", "lapsed"]"#,
        "[]",
        &expect![[r#"
            64:13 offer `dessert`: `for.all.stage` names no stage
              write `stage = ["new", "active"]`
        "#]],
    );
}

#[test]
fn a_tier_that_is_not_on_the_ladder() {
    broken(
        r#"tier_at_least = "full""#,
        r#"tier_at_least = "gold""#,
        &expect![[r#"
            82:25 offer `cellar`: `for.tier_at_least` names a tier that there is not: `gold`
              write one of `crescent` or `full`
        "#]],
    );
}

#[test]
fn an_offer_that_there_is_not() {
    broken(
        r#"offer = "menu""#,
        r#"offer = "menus""#,
        &expect![[r#"
            66:32 offer `dessert`: `for.all.not.claims.offer` names an offer that there is not: `menus`
              write `"menu"`; there are `menu`, `dessert` and `cellar`
        "#]],
    );
}

#[test]
fn a_condition_that_nobody_knows() {
    broken(
        "{ orders = { at_least = 2, within_days = 365 } }",
        "{ order = { at_least = 2 } }",
        &expect![[r#"
            65:14 offer `dessert`: `for.all.any.order` is no condition
              write `orders`
        "#]],
    );
}

#[test]
fn two_conditions_in_one_pair_of_braces() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        r#"{ tier_at_least = "full", stage = ["new"] }"#,
        &expect![[r#"
            82:7 offer `cellar`: `for` holds 2 conditions in one pair of braces
              say whether `all` or `any` must hold: `{ all = [{ stage = … }, { tier_at_least = … }] }`
        "#]],
    );
}

#[test]
fn no_condition() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        "{}",
        &expect![[r#"
            82:7 offer `cellar`: `for` holds no condition
              write one of `all`, `any`, `not`, `jsonlogic`, `stage`, `tier_at_least`, `tier_is`, `orders`, `spent`, `days_since_order`, `days_since_first_order`, `points_to_next_tier`, `behaviour`, `claims`, `redemptions`, `bought`, `viewed`, `average_order`, `basket`, `in_basket`, `days_since_behaviour`, `balance`, `friends`, `benefit_left`, `expected_orders`, `still_with_us`, `surface`, `locale`, `date` or `weekday`
        "#]],
    );
}

#[test]
fn an_empty_all() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        "{ all = [] }",
        &expect![[r#"
            82:15 offer `cellar`: `for.all` is empty
              put conditions between the brackets, such as `{ stage = ["new"] }`
        "#]],
    );
}

#[test]
fn an_all_that_is_no_list() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        r#"{ all = { tier_is = "full" } }"#,
        &expect![[r#"
            82:15 offer `cellar`: `for.all` must be a list, not a table
              write `all = [ … ]`
        "#]],
    );
}

#[test]
fn no_bound() {
    broken(
        "{ at_least = 2, within_days = 365 }",
        "{ within_days = 365 }",
        &expect![[r#"
            65:23 offer `dessert`: `for.all.any.orders` says neither `at_least` nor `at_most`
              add `at_least = 1`, or `at_most = 0` for never
        "#]],
    );
}

#[test]
fn bounds_the_wrong_way_round() {
    broken(
        "{ at_least = 2, within_days = 365 }",
        "{ at_least = 5, at_most = 2 }",
        &expect![[r#"
            65:49 offer `dessert`: `for.all.any.orders.at_most` is below `at_least`, so that nothing fits
              swap the two
        "#]],
    );
}

#[test]
fn a_negative_count() {
    broken(
        "{ at_least = 2, within_days = 365 }",
        "{ at_least = -1 }",
        &expect![[r#"
            65:36 offer `dessert`: `for.all.any.orders.at_least` must be at least 0, not -1
              write `at_least = 0`
        "#]],
    );
}

#[test]
fn a_window_of_no_days() {
    broken(
        "within_days = 365 }",
        "within_days = 0 }",
        &expect![[r#"
            65:53 offer `dessert`: `for.all.any.orders.within_days` must be at least 1, not 0
              write `within_days = 1`
        "#]],
    );
}

#[test]
fn money_as_a_number() {
    broken(
        r#"spent = { at_least = "50.00" }"#,
        "spent = { at_least = 50 }",
        &expect![[r#"
            65:85 offer `dessert`: `for.all.any.spent.at_least` is an amount without quotes
              write `at_least = "50"`
        "#]],
    );
}

#[test]
fn money_with_too_many_digits() {
    broken(
        r#"spent = { at_least = "50.00" }"#,
        r#"spent = { at_least = "50.001" }"#,
        &expect![[r#"
            65:85 offer `dessert`: `for.all.any.spent.at_least` has more digits after the point than EUR has, `50.001`
              write at most 2 digits after the point
        "#]],
    );
}

#[test]
fn money_below_zero() {
    broken(
        r#"spent = { at_least = "50.00" }"#,
        r#"spent = { at_least = "-1" }"#,
        &expect![[r#"
            65:85 offer `dessert`: `for.all.any.spent.at_least` must be at least 0.00 EUR, not -1
              write `at_least = "1.00"`
        "#]],
    );
}

#[test]
fn a_window_where_there_is_none() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        "{ days_since_order = { at_least = 9, within_days = 30 } }",
        &expect![[r#"
            82:44 offer `cellar` knows no key `within_days` in `for.days_since_order`
              remove it, or write one of `at_least` or `at_most`
        "#]],
    );
}

#[test]
fn a_behaviour_without_a_name() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        "{ behaviour = { at_least = 1 } }",
        &expect![[r#"
            82:21 offer `cellar` has no `for.behaviour.name`
              add `name = "Product Viewed"`
        "#]],
    );
}

#[test]
fn a_rule_that_nobody_can_meet() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        r#"{ all = [{ stage = ["prospect"] }, { tier_is = "full" }] }"#,
        &expect![[r#"
            82:7 offer `cellar`: `for` is a rule that nobody can meet, at any stage and in any tier
              loosen the rule, or take one of its conditions out
        "#]],
    );
}

#[test]
fn a_rule_for_the_top_that_asks_for_more() {
    broken(
        r#"{ tier_at_least = "full" }"#,
        r#"{ all = [{ tier_is = "full" }, { points_to_next_tier = { at_most = 9 } }] }"#,
        &expect![[r#"
            82:7 offer `cellar`: `for` is a rule that nobody can meet, at any stage and in any tier
              loosen the rule, or take one of its conditions out
        "#]],
    );
}
