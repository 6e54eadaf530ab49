//! A rule and what came of it, as a marketer reads them.

use domain::condition::{Condition, Goods, Leaf, Range, WEEKDAYS};
use domain::decision::Visit;
use domain::id::{BehaviourName, BenefitId, Category, Locale, ProductId, TierId};
use domain::lifecycle::Stage;
use domain::surface::Surface;
use expect_test::expect;

use crate::house;
use crate::story::{day, offer_id, usd};

#[test]
fn each_leaf_says_in_plain_words_what_it_saw_and_what_it_wants() {
    let jazz = || Goods::Category(Category::new("jazz").unwrap());
    let name = || BehaviourName::new("Product Viewed").unwrap();
    let leaves = [
        Leaf::Stage(vec![Stage::New, Stage::AtRisk]),
        Leaf::TierAtLeast(TierId::new("sonata").unwrap()),
        Leaf::TierIs(TierId::new("concerto").unwrap()),
        Leaf::Orders(Some(365), Range::at_least(3)),
        Leaf::Spent(None, Range { at_least: Some(usd("50")), at_most: Some(usd("99.50")) }),
        Leaf::DaysSinceOrder(Range::at_most(30)),
        Leaf::DaysSinceFirstOrder(Range::at_least(365)),
        Leaf::PointsToNextTier(Range::at_most(40)),
        Leaf::Behaviour(name(), Some(7), Range::at_least(2)),
        Leaf::Claims(offer_id("encore"), Range::at_most(0)),
        Leaf::Redemptions(offer_id("encore"), Range::at_least(1)),
        Leaf::Bought(jazz(), Some(180), Range::at_least(2)),
        Leaf::Viewed(Goods::Product(ProductId::new("goldberg").unwrap()), None, Range::at_least(1)),
        Leaf::AverageOrder(Range::at_least(usd("40"))),
        Leaf::Basket(Range::at_least(usd("50"))),
        Leaf::InBasket(jazz(), Range::at_least(1)),
        Leaf::DaysSinceBehaviour(name(), Range::at_most(7)),
        Leaf::Balance(Range::at_least(100)),
        Leaf::Friends(Range::at_least(1)),
        Leaf::BenefitLeft(BenefitId::new("symphonie-gift").unwrap(), Range::at_least(1)),
        Leaf::ExpectedOrders(365, Range::at_least(1.5)),
        Leaf::StillWithUs(Range::at_most(50.0)),
        Leaf::Surface(vec![Surface::Web]),
        Leaf::Locale(vec![Locale::new("fr").unwrap()]),
        Leaf::Date(Range { at_least: Some(day("1998-06-01")), at_most: Some(day("1998-07-31")) }),
        Leaf::Weekday(WEEKDAYS[5..].iter().map(|(day, _)| *day).collect()),
    ];
    assert_eq!(leaves.len(), domain::condition::WORDS.len());
    let rule = Condition::All(leaves.map(Condition::from).into());
    let told = "1998-06-01 bought 30.00; 1998-06-02 bought 32.00; 1998-06-29 did Product Viewed";
    let findings = house::situation(&house::program([]), told, "1998-06-30T12:00", |seen| {
        assert_eq!(seen.visit, Visit::default());
        let findings = rule.check(&seen.facts());
        findings.findings().iter().map(|finding| format!("{finding}\n")).collect::<String>()
    });
    expect![[r#"
        stage: active, wants new or at_risk: no
        tier: prelude, wants at least sonata: no
        tier: prelude, wants concerto: no
        orders in 365 days: 2, wants at least 3: no
        spent: 62.00 USD, wants 50.00 USD to 99.50 USD: yes
        days since the last order: 28, wants at most 30: yes
        days since the first order: 29, wants at least 365: no
        points to the next tier: 38, wants at most 40: yes
        times `Product Viewed` in 7 days: 1, wants at least 2: no
        claims of `encore`: 0, wants at most 0: yes
        redemptions of `encore`: 0, wants at least 1: no
        bought of category `jazz` in 180 days: 0, wants at least 2: no
        looks at product `goldberg`: 0, wants at least 1: no
        average order: 31.00 USD, wants at least 40.00 USD: no
        worth of the basket: 0.00 USD, wants at least 50.00 USD: no
        in the basket of category `jazz`: 0, wants at least 1: no
        days since `Product Viewed`: 1, wants at most 7: yes
        points to spend: 0, wants at least 100: no
        friends who bought: 0, wants at least 1: no
        uses left of `symphonie-gift`: none, wants at least 1: no
        orders expected in 365 days: 2.371, wants at least 1.5: yes
        percent sure to be still with us: 58.152, wants at most 50: no
        surface: not known, wants web: no
        language: not known, wants fr: no
        date: 1998-06-30, wants 1998-06-01 to 1998-07-31: yes
        day of the week: tuesday, wants saturday or sunday: no
    "#]]
    .assert_eq(&findings);
}
