//! Broken in what protects customers, and in what is learnt from them.

use super::broken;
use expect_test::expect;

const CAPS: &str = "open_claims = 3";
const SHOWN: &str = "shown = { times = 9, within_days = 30 }";
const PRIORITY: &str = "priority = 5";
const STAGES: &str = "[stages]";

#[test]
fn a_cap_of_days_and_hours() {
    broken(
        SHOWN,
        "shown = { times = 9, within_days = 30, within_hours = 24 }",
        &expect![[r#"
        72:76 offer `dessert`: `caps.shown.within_hours` stands beside `within_days`
          keep one of the two: days are those of the calendar, hours are counted back from now
    "#]],
    );
}

#[test]
fn several_caps_of_which_one_is_none() {
    broken(
        SHOWN,
        "shown = [{ times = 9 }, { within_days = 30 }]",
        &expect![[r#"
        72:46 offer `dessert` has no `caps.shown.times`
          add `times = 10`
    "#]],
    );
}

#[test]
fn a_list_of_no_caps() {
    broken(
        CAPS,
        "open_claims = 3\nshown = []",
        &expect![[r#"
        45:9 `[caps]`: `shown` is empty
          write `shown = { times = 10, within_days = 30 }`
    "#]],
    );
}

#[test]
fn quiet_for_no_days() {
    broken(
        CAPS,
        "open_claims = 3\nquiet_days = 0",
        &expect![[r#"
        45:14 `[caps]`: `quiet_days` must be at least 1, not 0
          write `quiet_days = 1`
    "#]],
    );
}

#[test]
fn a_kind_that_there_is_not() {
    broken(
        PRIORITY,
        "priority = 5\nkind = \"servce\"",
        &expect![[r#"
        71:8 offer `dessert`: `kind` is no kind of offer: `servce`
          write `kind = "service"`
    "#]],
    );
}

#[test]
fn a_kind_unlike_any() {
    broken(
        PRIORITY,
        "priority = 5\nkind = \"urgent\"",
        &expect![[r#"
        71:8 offer `dessert`: `kind` is no kind of offer: `urgent`
          write `service` or `earned`, or take it out
    "#]],
    );
}

#[test]
fn a_service_message_that_is_held_back() {
    broken(
        PRIORITY,
        "priority = 5\nkind = \"service\"\nworth = { margin = \"9\" }\nholdout = { salt = \"s\", share = 10 }",
        &expect![[r#"
            72:9 offer `dessert`: `worth` would hold back a service message, which must always arrive
              take `worth` out, or take `kind` out
            73:11 offer `dessert`: `holdout` would hold back a service message, which must always arrive
              take `holdout` out, or take `kind` out
            75:8 offer `dessert`: `caps` would hold back a service message, which must always arrive
              take `shown` out, or take `kind` out
        "#]],
    );
}

#[test]
fn something_earned_that_is_held_out() {
    broken(
        PRIORITY,
        "kind = \"earned\"\nholdout = { salt = \"s\", share = 10 }",
        &expect![[r#"
            71:11 offer `dessert`: `holdout` would hold back what was earned, which is never kept back
              take `holdout` out, or take `kind` out
            73:8 offer `dessert`: `caps` would hold back what was earned, which is never kept back
              take `shown` out, or take `kind` out
        "#]],
    );
}

#[test]
fn a_worth_without_a_margin() {
    broken(
        PRIORITY,
        "worth = { cost = \"3.00\" }",
        &expect![[r#"
        70:9 offer `dessert` has no `worth.margin`
          add `margin = "12.00"`
    "#]],
    );
}

#[test]
fn a_worth_in_bare_numbers() {
    broken(
        PRIORITY,
        "worth = { margin = 12, cost = 3.5 }",
        &expect![[r#"
        70:20 offer `dessert`: `worth.margin` is an amount without quotes
          write `margin = "12"`
        70:31 offer `dessert`: `worth.cost` is an amount without quotes
          write `cost = "3.5"`
    "#]],
    );
}

#[test]
fn a_budget_without_an_end() {
    broken(
        r#"valid = { from = "1998-06-01", until = "1998-07-31" }"#,
        "valid = { from = \"1998-06-01\" }\nbudget = { total = \"100\", each = \"5\" }",
        &expect![[r#"
            69:10 offer `dessert`: `budget` is to be spent evenly until the offer ends, but it has no end
              add `valid = { until = "1998-07-31" }`
        "#]],
    );
}

#[test]
fn a_budget_of_nothing_to_claim() {
    broken(
        "link = { href = \"https://lune.example/cellar\"",
        "budget = { total = \"100\", each = \"5\" }\nvalid = { until = \"1998-07-31\" }\nlink = { href = \"https://lune.example/cellar\"",
        &expect![[r#"
            83:10 offer `cellar`: `budget` limits claims, but there is nothing to claim
              add `voucher = { valid_days = 30 }`, or take `budget` out
        "#]],
    );
}

#[test]
fn a_budget_too_small_for_one() {
    broken(
        PRIORITY,
        "budget = { total = \"4.00\", each = \"5.00\" }",
        &expect![[r#"
        70:35 offer `dessert`: `budget.each` is more than `total`, so that nothing can be claimed
          write less, or raise `total`
    "#]],
    );
}

#[test]
fn a_holdout_of_more_than_all() {
    broken(
        STAGES,
        "[holdout]\nsalt = \"2026\"\nshare = 10001\n\n[stages]",
        &expect![[r#"
        10:9 `[holdout]`: `share` must be at most 10000, not 10001
          write `share = 10000`
    "#]],
    );
}

#[test]
fn a_holdout_without_salt() {
    broken(
        STAGES,
        "[holdout]\nshare = 500\n\n[stages]",
        &expect![[r#"
        8:1 `[holdout]` has no `salt`
          add `salt = "2026"`
    "#]],
    );
}

#[test]
fn a_consent_in_other_words() {
    broken(
        STAGES,
        "[consent]\npersonal_offers = \"once given\"\n\n[stages]",
        &expect![[r#"
        9:19 `[consent]`: `personal_offers` does not say when offers may be chosen for somebody: `once given`
          write `personal_offers = "once_given"`
    "#]],
    );
}

#[test]
fn a_consent_that_says_nothing() {
    broken(
        STAGES,
        "[consent]\n\n[stages]",
        &expect![[r#"
        8:1 `[consent]` has no `personal_offers`
          add `personal_offers = "until_objected"`
    "#]],
    );
}

#[test]
fn a_theme_that_is_no_name() {
    broken(
        PRIORITY,
        "theme = \"Big Discounts\"",
        &expect![[r#"
        70:9 offer `dessert`: `theme` must be small letters, digits and hyphens, starting with a letter, not `Big Discounts`
          write `theme = "big-discounts"`
    "#]],
    );
}

#[test]
fn a_model_with_a_parameter_that_cannot_be() {
    broken(
        STAGES,
        "[forecast]\nbuying = { r = 0.5, alpha = 6, a = -1, b = 1.6 }\n\n[stages]",
        &expect![[r#"
            9:36 `[forecast]`: `buying.a` must be finite and above 0, not -1
              write `a = 1.5`
        "#]],
    );
}

#[test]
fn a_model_that_lacks_a_parameter() {
    broken(
        STAGES,
        "[forecast]\nspending = { p = 6.25, q = 3.74 }\n\n[stages]",
        &expect![[r#"
        9:12 `[forecast]` has no `spending.v`
          add `v = 1.5`
    "#]],
    );
}

#[test]
fn a_model_without_a_mean() {
    broken(
        STAGES,
        "[forecast]\nspending = { p = 6.25, q = 0.9, v = 15 }\n\n[stages]",
        &expect![[r#"
        9:28 `[forecast]`: `spending.q` must be finite and above 1, not 0.9
          write `q = 1.5`
    "#]],
    );
}

#[test]
fn a_parameter_in_quotes() {
    broken(
        STAGES,
        "[forecast]\nbuying = { r = \"0.5\", alpha = 6, a = 1, b = nan }\n\n[stages]",
        &expect![[r#"
            9:16 `[forecast]`: `buying.r` must be a number, not a text
              write `r = 1.5`
        "#]],
    );
}
