//! Every condition, as it is written, read, and told to be wrong.

use domain::condition::{Condition, Goods, Leaf, Range, WORDS};
use domain::id::{BehaviourName, BenefitId, Category, Locale, OfferId, ProductId, TierId};
use domain::lifecycle::Stage;
use domain::money::{Currency, Money};
use domain::offer::Audience;
use domain::surface::Surface;
use domain::time::Weekday;
use expect_test::expect;
use proptest::prelude::*;
use service::program::{reach, read, write};

use super::{GOOD, told};

const RULE: &str = "for = { tier_at_least = \"full\" }";

fn with(rule: &str) -> String {
    GOOD.replace(RULE, &format!("for = {rule}"))
}

#[track_caller]
fn rule(rule: &str) -> Condition {
    let program = read(&with(rule)).unwrap_or_else(|faults| panic!("{rule}\n{}", told(&faults)));
    match &program.offer(&OfferId::new("cellar").unwrap()).unwrap().audience {
        Audience::Customers(condition) => condition.clone(),
        Audience::Everyone => panic!("a rule"),
    }
}

fn euros(minor: i64) -> Money {
    Money { minor, currency: Currency::new("EUR").unwrap() }
}

fn date(text: &str) -> domain::time::Date {
    text.parse().unwrap()
}

/// Each way to write a condition, and what it is.
fn written() -> Vec<(&'static str, Leaf)> {
    let jazz = || Goods::Category(Category::new("jazz").unwrap());
    let viewed = || BehaviourName::new("Product Viewed").unwrap();
    let dessert = || OfferId::new("dessert").unwrap();
    vec![
        ("stage = [\"new\"]", Leaf::Stage(vec![Stage::New])),
        ("tier_at_least = \"full\"", Leaf::TierAtLeast(TierId::new("full").unwrap())),
        ("tier_is = \"crescent\"", Leaf::TierIs(TierId::new("crescent").unwrap())),
        (
            "orders = { within_days = 30, at_least = 1, at_most = 9 }",
            Leaf::Orders(Some(30), Range { at_least: Some(1), at_most: Some(9) }),
        ),
        ("spent = { at_least = \"50.00\" }", Leaf::Spent(None, Range::at_least(euros(50_00)))),
        ("days_since_order = { at_least = 61 }", Leaf::DaysSinceOrder(Range::at_least(61))),
        ("days_since_first_order = { at_most = 400 }", Leaf::DaysSinceFirstOrder(Range::at_most(400))),
        ("points_to_next_tier = { at_most = 60 }", Leaf::PointsToNextTier(Range::at_most(60))),
        (
            "behaviour = { name = \"Product Viewed\", within_days = 7, at_least = 3 }",
            Leaf::Behaviour(viewed(), Some(7), Range::at_least(3)),
        ),
        ("claims = { offer = \"dessert\", at_most = 0 }", Leaf::Claims(dessert(), Range::at_most(0))),
        (
            "redemptions = { offer = \"dessert\", at_least = 1 }",
            Leaf::Redemptions(dessert(), Range::at_least(1)),
        ),
        (
            "bought = { category = \"jazz\", within_days = 180, at_least = 2 }",
            Leaf::Bought(jazz(), Some(180), Range::at_least(2)),
        ),
        (
            "viewed = { product = \"goldberg\", at_least = 1 }",
            Leaf::Viewed(Goods::Product(ProductId::new("goldberg").unwrap()), None, Range::at_least(1)),
        ),
        ("average_order = { at_least = \"40.00\" }", Leaf::AverageOrder(Range::at_least(euros(40_00)))),
        ("basket = { at_least = \"50.00\" }", Leaf::Basket(Range::at_least(euros(50_00)))),
        ("in_basket = { category = \"jazz\", at_least = 1 }", Leaf::InBasket(jazz(), Range::at_least(1))),
        (
            "days_since_behaviour = { name = \"Product Viewed\", at_most = 7 }",
            Leaf::DaysSinceBehaviour(viewed(), Range::at_most(7)),
        ),
        ("balance = { at_least = 0 }", Leaf::Balance(Range::at_least(0))),
        ("friends = { at_least = 1 }", Leaf::Friends(Range::at_least(1))),
        (
            "benefit_left = { benefit = \"corner\", at_least = 1 }",
            Leaf::BenefitLeft(BenefitId::new("corner").unwrap(), Range::at_least(1)),
        ),
        (
            "expected_orders = { within_days = 365, at_least = 1.5 }",
            Leaf::ExpectedOrders(365, Range::at_least(1.5)),
        ),
        ("still_with_us = { at_most = 50 }", Leaf::StillWithUs(Range::at_most(50.0))),
        ("surface = [\"web\", \"till\"]", Leaf::Surface(vec![Surface::Web, Surface::Till])),
        ("locale = [\"fr\"]", Leaf::Locale(vec![Locale::new("fr").unwrap()])),
        (
            "date = { from = \"1998-06-01\", until = \"1998-07-31\" }",
            Leaf::Date(Range { at_least: Some(date("1998-06-01")), at_most: Some(date("1998-07-31")) }),
        ),
        ("weekday = [\"saturday\"]", Leaf::Weekday(vec![Weekday::Saturday])),
    ]
}

#[test]
fn every_condition_of_the_domain_is_written_and_read_so() {
    let written = written();
    let words: Vec<&str> = written.iter().map(|(_, leaf)| leaf.word()).collect();
    assert_eq!(words, WORDS);
    for (text, leaf) in written {
        let text = format!("{{ {text} }}");
        assert_eq!(rule(&text), Condition::Fact(leaf.clone()), "{text}");
        assert_eq!(write::rule(&Condition::Fact(leaf)), text);
    }
}

#[test]
fn one_name_needs_no_brackets_and_a_date_no_quotes() {
    assert_eq!(rule("{ surface = \"web\" }"), Leaf::Surface(vec![Surface::Web]).into());
    assert_eq!(rule("{ weekday = \"monday\" }"), Leaf::Weekday(vec![Weekday::Monday]).into());
    assert_eq!(
        rule("{ date = { until = 1998-12-24 } }"),
        Leaf::Date(Range::at_most(date("1998-12-24"))).into()
    );
}

#[test]
fn a_rule_of_another_tool_is_the_same_rule() {
    let theirs =
        r#"{ jsonlogic = '{"and": [{">=": [{"var": "orders"}, 3]}, {"==": [{"var": "stage"}, "loyal"]}]}' }"#;
    assert_eq!(rule(theirs), rule("{ all = [{ orders = { at_least = 3 } }, { stage = [\"loyal\"] }] }"));
    let within = r#"{ not = { jsonlogic = """
        {"in": [{"var": "surface"},
                ["till", "kiosk"]]}
    """ } }"#;
    assert_eq!(rule(within), rule("{ not = { surface = [\"till\", \"kiosk\"] } }"));
}

fn any_rule() -> impl Strategy<Value = Condition> {
    let leaves: Vec<Leaf> = written().into_iter().map(|(_, leaf)| leaf).collect();
    let leaf = prop::sample::select(leaves).prop_map(Condition::Fact);
    leaf.prop_recursive(3, 12, 3, |part| {
        let parts = prop::collection::vec(part.clone(), 1..4);
        prop_oneof![
            parts.clone().prop_map(Condition::All),
            parts.prop_map(Condition::Any),
            part.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rule_that_is_written_out_is_read_back(condition in any_rule()) {
        let text = write::rule(&condition);
        match read(&with(&text)) {
            Ok(program) => {
                let offer = program.offer(&OfferId::new("cellar").unwrap()).unwrap();
                prop_assert_eq!(&offer.audience, &Audience::Customers(condition));
            }
            // Chance makes rules that nobody can meet.
            Err(faults) => prop_assert!(told(&faults).contains("that nobody can meet"), "{}\n{}", text, told(&faults)),
        }
    }
}

/// Whether some customer may meet a rule.
fn can_be_met(rule: &str) -> bool {
    match read(&with(rule)) {
        Ok(program) => {
            let offer = program.offer(&OfferId::new("cellar").unwrap()).unwrap();
            !reach::of(&program, offer).is_nobody()
        }
        Err(faults) => {
            assert!(told(&faults).contains("is a rule that nobody can meet"), "{rule}\n{}", told(&faults));
            false
        }
    }
}

#[test]
fn what_can_never_be_observed_is_found_out() {
    for never in [
        "{ all = [{ stage = \"prospect\" }, { bought = { category = \"jazz\", at_least = 1 } }] }",
        "{ all = [{ stage = \"prospect\" }, { average_order = { at_least = \"1.00\" } }] }",
        "{ all = [{ stage = \"prospect\" }, { still_with_us = { at_least = 1 } }] }",
        "{ all = [{ stage = \"lapsed\" }, { bought = { category = \"jazz\", within_days = 30, at_least = 1 } }] }",
        "{ benefit_left = { benefit = \"corner\", at_most = 5 } }",
        "{ balance = { at_least = 1 } }",
        "{ not = { friends = { at_least = 0 } } }",
        "{ not = { basket = { at_least = \"0.00\" } } }",
        "{ jsonlogic = 'false' }",
    ] {
        assert!(!can_be_met(never), "{never}");
    }
    for sometimes in [
        "{ all = [{ stage = \"prospect\" }, { viewed = { category = \"jazz\", at_least = 1 } }] }",
        "{ not = { average_order = { at_least = \"0.01\" } } }",
        "{ not = { days_since_behaviour = { name = \"Wished\", at_least = 0 } } }",
        "{ benefit_left = { benefit = \"corner\", at_least = 1 } }",
        "{ not = { surface = [\"web\"] } }",
        "{ weekday = \"sunday\" }",
        "{ not = { still_with_us = { at_least = 0 } } }",
    ] {
        assert!(can_be_met(sometimes), "{sometimes}");
    }
}

#[test]
fn the_check_writes_out_whom_each_offer_is_for() {
    let program = read(&with(r#"{ jsonlogic = '{">": [{"var": "spent_in_365_days"}, 99.99]}' }"#)).unwrap();
    expect![[r#"

        whom it is for
        menu: everyone
        dessert: { all = [{ stage = ["at_risk", "lapsed"] }, { any = [{ orders = { within_days = 365, at_least = 2 } }, { spent = { at_least = "50.00" } }] }, { not = { claims = { offer = "menu", at_least = 1 } } }] }
        cellar: { spent = { within_days = 365, at_least = "100.00" } }
    "#]].assert_eq(&service::program::report::rules(&program));
}
