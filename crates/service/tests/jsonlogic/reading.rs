//! What is read of JSONLogic, and what is told of the rest.

use domain::condition::Condition;
use domain::money::Currency;
use service::program::{jsonlogic, write};

fn read(rule: &str) -> Result<Condition, jsonlogic::Invalid> {
    jsonlogic::read(rule, Currency::new("EUR").unwrap())
}

/// As a rule of ours.
#[track_caller]
fn reads(rule: &str, ours: &str) {
    assert_eq!(
        read(rule).map(|rule| write::rule(&rule)).map_err(|error| error.to_string()).as_deref(),
        Ok(ours)
    );
}

#[track_caller]
fn refuses(rule: &str, wrong: &str) {
    assert_eq!(read(rule).map_err(|error| error.to_string()), Err(wrong.to_owned()));
}

#[test]
fn a_comparison_is_a_leaf_with_whole_bounds() {
    reads(r#"{">=": [{"var": "orders"}, 3]}"#, "{ orders = { at_least = 3 } }");
    reads(r#"{">": [{"var": "orders"}, 3]}"#, "{ orders = { at_least = 4 } }");
    reads(r#"{">": [{"var": "orders"}, 2.5]}"#, "{ orders = { at_least = 3 } }");
    reads(r#"{"<": [{"var": "orders_in_90_days"}, 3]}"#, "{ orders = { within_days = 90, at_most = 2 } }");
    reads(r#"{">": [5, {"var": "friends"}]}"#, "{ friends = { at_most = 4 } }");
    reads(r#"{"<=": [1, {"var": "orders"}, 9]}"#, "{ orders = { at_least = 1, at_most = 9 } }");
    reads(r#"{"==": [{"var": "claims.encore"}, 0]}"#, "{ claims = { offer = \"encore\", at_most = 0 } }");
}

#[test]
fn an_amount_is_in_the_currency_of_the_brand_to_the_cent() {
    reads(r#"{">=": [{"var": "spent"}, 12.34]}"#, "{ spent = { at_least = \"12.34\" } }");
    reads(r#"{">=": [{"var": "basket"}, 50.001]}"#, "{ basket = { at_least = \"50.01\" } }");
    reads(r#"{"<": [{"var": "basket"}, 50]}"#, "{ basket = { at_most = \"49.99\" } }");
}

#[test]
fn names_become_lists_and_days_become_dates() {
    reads(r#"{"in": [{"var": "stage"}, ["new", "loyal"]]}"#, "{ stage = [\"new\", \"loyal\"] }");
    reads(r#"{"in": [{"var": "tier"}, ["a", "b"]]}"#, "{ any = [{ tier_is = \"a\" }, { tier_is = \"b\" }] }");
    reads(r#"{"var": "tier_at_least.gold"}"#, "{ tier_at_least = \"gold\" }");
    reads(r#"{">": [{"var": "date"}, "1998-12-24"]}"#, "{ date = { from = \"1998-12-25\" } }");
}

#[test]
fn what_may_be_missing_keeps_what_jsonlogic_makes_of_it() {
    let days = "days_since_order";
    reads(
        &format!(r#"{{"<=": [{{"var": "{days}"}}, 30]}}"#),
        "{ any = [{ days_since_order = { at_most = 30 } }, { not = { days_since_order = { at_least = 0 } } }] }",
    );
    reads(&format!(r#"{{">": [{{"var": "{days}"}}, 30]}}"#), "{ days_since_order = { at_least = 31 } }");
    reads(
        &format!(r#"{{"!==": [{{"var": "{days}"}}, null]}}"#),
        "{ not = { not = { days_since_order = { at_least = 0 } } } }",
    );
}

#[test]
fn what_is_not_read_is_told_with_its_place() {
    refuses("{", "the rule is not JSON: EOF while parsing an object at line 1 column 1");
    refuses("3", "the rule must be a table with one operator, or true or false");
    refuses(
        r#"{"and": [{"+": [1, 2]}]}"#,
        "`and[0].+` uses `+`, which is not one of `and`, `or`, `!`, `!!`, `if`, `in`, `==`, `===`, `!=`, `!==`, `<`, `<=`, `>` and `>=`",
    );
    refuses(r#"{"and": []}"#, "`and` has 0 arguments; it takes one or more");
    refuses(r#"{">=": [{"var": "age"}, 18]}"#, "`>=[0]` asks for `age`, which is no fact that is observed");
    refuses(
        r#"{"or": [true, {">=": [{"var": "orders"}, "3"]}]}"#,
        "`or[1].>=` compares `orders` with \"3\": it must be a number",
    );
    refuses(
        r#"{"==": [{"var": "stage"}, "vip"]}"#,
        "`==` compares `stage` with \"vip\": it must be a name of such a thing, in an equality",
    );
    refuses(
        r#"{"<": [{"var": "orders"}, {"var": "friends"}]}"#,
        "`<` must compare one fact, as `{\"var\": …}`, with plain values",
    );
    refuses(
        r#"{"in": [{"var": "stage"}, "renewed"]}"#,
        "`in` must compare one fact, as `{\"var\": …}`, with plain values",
    );
    refuses(
        r#"{"==": [{"var": "date"}, "1998-02-30"]}"#,
        "`==` compares `date` with \"1998-02-30\": it must be a day of the calendar such as \"1998-12-24\"",
    );
    refuses(
        r#"{"<": [{"var": "orders_in_0_days"}, 1]}"#,
        "`<[0]` asks for `orders_in_0_days`, which is no fact that is observed",
    );
}

#[test]
fn a_rule_that_grows_beyond_reason_is_told_and_no_overflow() {
    let mut rule = "true".to_owned();
    for _ in 0..40 {
        rule = format!(r#"{{"if": [{rule}, {{"var": "orders"}}, {{"var": "friends"}}]}}"#);
    }
    assert!(read(&rule).unwrap_err().to_string().ends_with("comes to more than 1000 conditions"));
    let deep = format!("{}true{}", r#"{"!":"#.repeat(100_000), "}".repeat(100_000));
    assert!(matches!(read(&deep).unwrap_err().wrong, jsonlogic::Wrong::NotJson(_)));
}
