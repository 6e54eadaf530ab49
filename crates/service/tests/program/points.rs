//! Points that can be spent: what a file says, and what is wrong where it says it badly.

use domain::ledger::{BalanceRules, ReturnPolicy};
use expect_test::{Expect, expect};
use service::program::read;

use super::{GOOD, broken};

const WINDOW: &str = "window_days = 365";

fn balance(lines: &str) -> Option<BalanceRules> {
    let text = GOOD.replacen(WINDOW, &format!("{WINDOW}\n{lines}"), 1);
    read(&text).unwrap_or_else(|faults| panic!("{}", super::told(&faults))).balance
}

fn badly(lines: &str, expected: &Expect) {
    broken(WINDOW, &format!("{WINDOW}\n{lines}"), expected);
}

#[test]
fn points_only_lead_to_tiers_where_no_balance_is_said() {
    assert_eq!(balance(""), None);
}

#[test]
fn a_balance_is_what_the_file_says() {
    let rules = |expire_months, returns| Some(BalanceRules { pending_days: 14, expire_months, returns });
    let lines = |rest| format!("[points.balance]\npending_days = 14\n{rest}");
    let said = balance(&lines("expire_months = 12\nreturns = \"unlimited\""));
    assert_eq!(said, rules(Some(12), ReturnPolicy::Unlimited));
    assert_eq!(balance(&lines("returns = \"within_balance\"")), rules(None, ReturnPolicy::WithinBalance));
    assert_eq!(balance(&lines("returns = \"only_pending\"")), rules(None, ReturnPolicy::OnlyPending));
    let at_once = "balance = { pending_days = 0, returns = \"unlimited\" }";
    assert_eq!(balance(at_once).map(|rules| rules.pending_days), Some(0));
}

#[test]
fn what_earns_nothing_is_a_list_of_categories() {
    let text =
        GOOD.replacen(WINDOW, &format!("{WINDOW}\nexcept = [\"gift-card\", \"Vins & spiritueux\"]"), 1);
    let except = read(&text).unwrap().points.except;
    let except: Vec<_> = except.iter().map(|category| category.as_str()).collect();
    assert_eq!(except, ["gift-card", "Vins & spiritueux"]);
}

#[test]
fn a_balance_with_nothing_in_it() {
    badly(
        "[points.balance]",
        &expect![[r#"
        19:1 `[points]` has no `balance.pending_days`
          add `pending_days = 14`
        19:1 `[points]` has no `balance.returns`
          add `returns = "within_balance"`
    "#]],
    );
}

#[test]
fn a_balance_that_is_only_a_number() {
    badly(
        "balance = 14",
        &expect![[r#"
        19:11 `[points]`: `balance` must be a table, not a number
          write `balance = { … }`
    "#]],
    );
}

#[test]
fn points_that_are_pending_longer_than_a_year() {
    badly(
        "[points.balance]\npending_days = 366\nreturns = \"unlimited\"",
        &expect![[r#"
        20:16 `[points]`: `balance.pending_days` must be at most 365, not 366
          write `pending_days = 365`
    "#]],
    );
}

#[test]
fn points_that_expire_at_once() {
    badly(
        "[points.balance]\npending_days = 14\nexpire_months = 0\nreturns = \"unlimited\"",
        &expect![[r#"
        21:17 `[points]`: `balance.expire_months` must be at least 1, not 0
          write `expire_months = 1`
    "#]],
    );
}

#[test]
fn a_way_to_take_points_back_that_there_is_not() {
    badly(
        "[points.balance]\npending_days = 14\nreturns = \"within_the_balance\"",
        &expect![[r#"
        21:11 `[points]`: `balance.returns` names a way to take points back that there is not: `within_the_balance`
          write `"within_balance"`; there are `only_pending`, `within_balance` and `unlimited`
    "#]],
    );
    badly(
        "[points.balance]\npending_days = 14\nreturns = \"never\"",
        &expect![[r#"
        21:11 `[points]`: `balance.returns` names a way to take points back that there is not: `never`
          write one of `only_pending`, `within_balance` or `unlimited`
    "#]],
    );
}

#[test]
fn a_key_that_a_balance_does_not_have() {
    badly(
        "[points.balance]\npending_days = 14\nexpires_months = 12\nreturns = \"unlimited\"",
        &expect![[r#"
            21:1 `[points]` knows no key `expires_months` in `balance`
              write `expire_months`
        "#]],
    );
}

#[test]
fn categories_that_are_no_list_or_none_or_twice_or_no_name() {
    badly(
        "except = \"gift-card\"",
        &expect![[r#"
        19:10 `[points]`: `except` must be a list, not a text
          write `except = [ … ]`
    "#]],
    );
    badly(
        "except = []",
        &expect![[r#"
        19:10 `[points]`: `except` names no category
          write `except = ["gift-card"]`
    "#]],
    );
    badly(
        "except = [\"gift-card\", \"gift-card\"]",
        &expect![[r#"
        19:24 `[points]`: `except` names `gift-card` twice
          take one of them out
    "#]],
    );
    badly(
        "except = [\"gift-card\", 3, \" \"]",
        &expect![[r#"
        19:24 `[points]`: `except` must be a text, not a number
          write `except = "…"`
        19:27 `[points]`: `except` is empty
          write the text between the quotes
    "#]],
    );
}
