//! What would take an offer away, in a sentence.

use domain::condition::{Condition, Leaf, Range};
use domain::id::TierId;
use domain::lifecycle::Stage;
use domain::offer::Validity;
use domain::profile::Profile;
use domain::time::Date;
use expect_test::expect;

use crate::house::{at, bought, dollars, for_customers, profile, program, told};
use crate::reasons::fact;

/// What is said of an offer on this condition, in English and French.
fn change(profile: &Profile, condition: Condition, until: Option<&str>) -> String {
    let mut program = program();
    let mut offer = for_customers("it", "It", "Cela", condition);
    offer.validity = Validity { from: None, until: until.map(at) };
    program.offers = vec![offer].into();
    let said = ["en", "fr"].map(|tag| {
        let told = told(&program, profile, tag).offers.into_iter().next();
        told.map_or("(not shown)".to_owned(), |offer| offer.change.unwrap_or_else(|| "(nothing)".to_owned()))
    });
    said.join("\n") + "\n"
}

fn customer(stage: Stage) -> Profile {
    profile(bought(stage))
}

#[test]
fn the_last_day_is_said_and_whether_an_order_comes_before_it() {
    let new = fact(Leaf::Stage(vec![Stage::New]));
    expect![[r#"
        It is for you until July 27, or until you order again.
        C’est pour vous jusqu’au 27 juillet, ou jusqu’à votre prochaine commande.
    "#]]
    .assert_eq(&change(&customer(Stage::New), new, None));
    let recent = fact(Leaf::Orders(Some(90), Range::at_least(1)));
    expect![[r#"
        It is for you until August 29.
        C’est pour vous jusqu’au 29 août.
    "#]]
    .assert_eq(&change(&customer(Stage::Active), recent, None));
    let season = fact(Leaf::Date(Range::at_most(Date::constant(1998, 9, 20))));
    expect![[r#"
        It is for you until September 20.
        C’est pour vous jusqu’au 20 septembre.
    "#]]
    .assert_eq(&change(&customer(Stage::Active), season, None));
}

#[test]
fn where_only_an_order_ends_it_that_is_said() {
    let gone = fact(Leaf::DaysSinceOrder(Range::at_least(100)));
    expect![[r#"
        It is for you until you order again.
        C’est pour vous jusqu’à votre prochaine commande.
    "#]]
    .assert_eq(&change(&customer(Stage::Lapsed), gone, None));
    let never = fact(Leaf::Orders(None, Range::at_most(0)));
    expect![[r#"
        It is for you until your first order.
        C’est pour vous jusqu’à votre première commande.
    "#]]
    .assert_eq(&change(&customer(Stage::Prospect), never, None));
}

#[test]
fn an_order_that_may_keep_it_is_not_said_to_end_it() {
    let either = Condition::Any(vec![
        fact(Leaf::DaysSinceOrder(Range::at_least(100))),
        fact(Leaf::Spent(Some(365), Range::at_least(dollars(500)))),
    ]);
    expect![[r#"
        (nothing)
        (nothing)
    "#]]
    .assert_eq(&change(&customer(Stage::Lapsed), either, None));
}

#[test]
fn a_day_after_the_offers_own_end_is_not_said() {
    let new = || fact(Leaf::Stage(vec![Stage::New]));
    expect![[r#"
        It is for you until you order again.
        C’est pour vous jusqu’à votre prochaine commande.
    "#]]
    .assert_eq(&change(&customer(Stage::New), new(), Some("1998-07-20T04:00:00Z")));
    expect![[r#"
        It is for you until July 27, or until you order again.
        C’est pour vous jusqu’au 27 juillet, ou jusqu’à votre prochaine commande.
    "#]]
    .assert_eq(&change(&customer(Stage::New), new(), Some("1998-08-20T04:00:00Z")));
}

#[test]
fn a_tier_that_decides_is_named_unless_something_else_keeps_the_offer() {
    let until = Some("1998-07-20T04:00:00Z");
    let tier = |name: &str| TierId::new(name).unwrap();
    let loyal = customer(Stage::Loyal);
    let at_least = |name| fact(Leaf::TierAtLeast(tier(name)));
    expect![[r#"
        It is for you as long as your tier is Sonata or higher.
        C’est pour vous tant que votre niveau est Sonata ou plus haut.
    "#]]
    .assert_eq(&change(&loyal, at_least("sonata"), until));
    expect![[r#"
        It is for you as long as your tier is Concerto.
        C’est pour vous tant que votre niveau est Concerto.
    "#]]
    .assert_eq(&change(&loyal, at_least("concerto"), until));
    expect![[r#"
        It is for you as long as your tier is Concerto.
        C’est pour vous tant que votre niveau est Concerto.
    "#]]
    .assert_eq(&change(&loyal, fact(Leaf::TierIs(tier("concerto"))), until));
    let either = Condition::Any(vec![at_least("sonata"), fact(Leaf::Orders(None, Range::at_least(1)))]);
    expect![[r#"
        (nothing)
        (nothing)
    "#]]
    .assert_eq(&change(&loyal, either, until));
}

#[test]
fn what_is_not_sure_is_not_said() {
    let nearly = fact(Leaf::PointsToNextTier(Range::at_most(200)));
    expect![[r#"
        (nothing)
        (nothing)
    "#]]
    .assert_eq(&change(&customer(Stage::AtRisk), nearly, None));
    let forecast = fact(Leaf::StillWithUs(Range::at_least(1.0)));
    expect![[r#"
        (nothing)
        (nothing)
    "#]]
    .assert_eq(&change(&customer(Stage::Active), forecast, None));
}
