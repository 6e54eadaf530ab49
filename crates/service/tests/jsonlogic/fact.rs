//! What an engine is told of a customer: every fact that a rule can name, as JSON.

use domain::condition::{Facts, Goods, Leaf, Observed, Range, WEEKDAYS};
use domain::id::{BehaviourName, BenefitId, Category, ProductId, TierId};
use domain::money::Money;
use serde_json::{Map, Value, json};

use crate::story::offer_id;

/// What can stand beside a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Whole { most: usize, lacks: bool },
    Money { most: usize, lacks: bool },
    Number(usize),
    Name(&'static [&'static str]),
    Date,
    Truth,
}

const TIERS: [&str; 4] = ["prelude", "sonata", "concerto", "symphonie"];
const STAGES: [&str; 7] = ["prospect", "new", "active", "loyal", "at_risk", "lapsed", "won_back"];
const SURFACES: [&str; 6] = ["web", "social", "webview", "agent", "till", "kiosk"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The name of every fact, a leaf that observes it, and what it is compared with.
pub(crate) fn facts() -> Vec<(&'static str, Leaf, Kind)> {
    fn any<T>() -> Range<T> {
        Range { at_least: None, at_most: None }
    }
    let jazz = || Goods::Category(Category::new("jazz").unwrap());
    let goldberg = || Goods::Product(ProductId::new("goldberg").unwrap());
    let name = |name: &str| BehaviourName::new(name).unwrap();
    let encore = || offer_id("encore");
    let tier = |id: &str| TierId::new(id).unwrap();
    let gift = || BenefitId::new("sonata-gift").unwrap();
    let some = |most| Kind::Whole { most, lacks: false };
    let lacks = |most| Kind::Whole { most, lacks: true };
    let money = |most, lacks| Kind::Money { most, lacks };
    vec![
        ("stage", Leaf::Stage(vec![]), Kind::Name(&STAGES)),
        ("tier", Leaf::TierIs(tier("prelude")), Kind::Name(&TIERS)),
        ("tier_at_least.sonata", Leaf::TierAtLeast(tier("sonata")), Kind::Truth),
        ("orders", Leaf::Orders(None, any()), some(6)),
        ("orders_in_90_days", Leaf::Orders(Some(90), any()), some(4)),
        ("spent", Leaf::Spent(None, any()), money(400, false)),
        ("spent_in_365_days", Leaf::Spent(Some(365), any()), money(200, false)),
        ("days_since_order", Leaf::DaysSinceOrder(any()), lacks(200)),
        ("days_since_first_order", Leaf::DaysSinceFirstOrder(any()), lacks(900)),
        ("points_to_next_tier", Leaf::PointsToNextTier(any()), lacks(100)),
        ("behaviour.Wished", Leaf::Behaviour(name("Wished"), None, any()), some(3)),
        (
            "behaviour_in_30_days.Product Viewed",
            Leaf::Behaviour(name("Product Viewed"), Some(30), any()),
            some(3),
        ),
        ("claims.encore", Leaf::Claims(encore(), any()), some(3)),
        ("redemptions.encore", Leaf::Redemptions(encore(), any()), some(2)),
        ("bought_category.jazz", Leaf::Bought(jazz(), None, any()), some(5)),
        ("bought_product_in_365_days.goldberg", Leaf::Bought(goldberg(), Some(365), any()), some(4)),
        ("viewed_category_in_365_days.jazz", Leaf::Viewed(jazz(), Some(365), any()), some(2)),
        ("viewed_product.goldberg", Leaf::Viewed(goldberg(), None, any()), some(2)),
        ("average_order", Leaf::AverageOrder(any()), money(150, true)),
        ("basket", Leaf::Basket(any()), money(60, false)),
        ("in_basket_category.jazz", Leaf::InBasket(jazz(), any()), some(3)),
        ("in_basket_product.goldberg", Leaf::InBasket(goldberg(), any()), some(3)),
        ("days_since_behaviour.Wished", Leaf::DaysSinceBehaviour(name("Wished"), any()), lacks(300)),
        ("balance", Leaf::Balance(any()), some(200)),
        ("friends", Leaf::Friends(any()), some(3)),
        ("benefit_left.sonata-gift", Leaf::BenefitLeft(gift(), any()), lacks(3)),
        ("expected_orders_in_365_days", Leaf::ExpectedOrders(365, any()), Kind::Number(4)),
        ("still_with_us", Leaf::StillWithUs(any()), Kind::Number(100)),
        ("surface", Leaf::Surface(vec![]), Kind::Name(&SURFACES)),
        ("locale", Leaf::Locale(vec![]), Kind::Name(&["en", "fr", "de"])),
        ("date", Leaf::Date(any()), Kind::Date),
        ("weekday", Leaf::Weekday(vec![]), Kind::Name(&DAYS)),
    ]
}

/// All facts of a customer, those with a `.` in a table of their own.
pub(crate) fn told(facts_of: &Facts<'_>) -> Value {
    let mut told = Map::new();
    for (name, leaf, kind) in facts() {
        let observed = leaf.observe(facts_of);
        let value = match kind {
            Kind::Truth => json!(leaf.accepts(&observed)),
            _ => value(observed),
        };
        match name.split_once('.') {
            None => drop(told.insert(name.to_owned(), value)),
            Some((word, of)) => {
                let table = told.entry(word).or_insert_with(|| json!({}));
                table.as_object_mut().unwrap().insert(of.to_owned(), value);
            }
        }
    }
    Value::Object(told)
}

fn value(observed: Observed) -> Value {
    match observed {
        Observed::Nothing => Value::Null,
        Observed::Stage(stage) => json!(stage.name()),
        Observed::Tier(tier, _) => json!(tier.as_str()),
        Observed::Count(count) => json!(count),
        Observed::Amount(Money { minor, .. }) => {
            serde_json::from_str(&format!("{}.{:02}", minor / 100, minor % 100)).unwrap()
        }
        Observed::Days(days) => json!(days),
        Observed::Number(number) => json!(number),
        Observed::Surface(surface) => json!(surface.map(|surface| surface.name())),
        Observed::Locale(locale) => json!(locale.map(|locale| locale.to_string())),
        Observed::Date(day) => json!(day.to_string()),
        Observed::Weekday(day) => json!(WEEKDAYS.iter().find(|(known, _)| *known == day).unwrap().1),
    }
}
