//! Rules over every leaf, with thresholds near what customers have.

use domain::condition::{Condition, Goods, Leaf, Range, WEEKDAYS, WORDS, Within};
use domain::id::{BehaviourName, BenefitId, Category, Locale, ProductId, TierId};
use domain::lifecycle::STAGES;
use domain::money::Money;
use domain::surface::SURFACES;
use domain::time::plus;

use crate::chance::Chance;
use crate::customer::today;
use crate::story::{offer_id, usd};

/// A rule of up to nine leaves.
pub(crate) fn rule(chance: &mut Chance, depth: usize) -> Condition {
    let parts = |chance: &mut Chance| (0..1 + chance.below(3)).map(|_| rule(chance, depth - 1)).collect();
    match if depth == 0 { 0 } else { chance.below(6) } {
        0..3 => Condition::Fact(leaf(chance)),
        3 => Condition::All(parts(chance)),
        4 => Condition::Any(parts(chance)),
        _ => Condition::Not(Box::new(rule(chance, depth - 1))),
    }
}

pub(crate) fn leaf(chance: &mut Chance) -> Leaf {
    let word = *chance.pick(&WORDS);
    leaf_of(word, chance)
}

/// A leaf that begins with a word.
pub(crate) fn leaf_of(word: &str, chance: &mut Chance) -> Leaf {
    let tiers = ["prelude", "sonata", "concerto", "symphonie"];
    let tier = |chance: &mut Chance| TierId::new(*chance.pick(&tiers)).unwrap();
    let name = |chance: &mut Chance| {
        BehaviourName::new(*chance.pick(&["Wished", "Product Viewed", "Sang"])).unwrap()
    };
    let locales = ["en", "fr", "de"].map(|tag| Locale::new(tag).unwrap());
    match word {
        "stage" => Leaf::Stage(some(chance, &STAGES)),
        "tier_at_least" => Leaf::TierAtLeast(tier(chance)),
        "tier_is" => Leaf::TierIs(tier(chance)),
        "orders" => Leaf::Orders(within(chance), counts(chance, 6)),
        "spent" => Leaf::Spent(within(chance), amounts(chance, 400)),
        "days_since_order" => Leaf::DaysSinceOrder(range(chance, 200).map(|days| days as i32)),
        "days_since_first_order" => Leaf::DaysSinceFirstOrder(range(chance, 900).map(|days| days as i32)),
        "points_to_next_tier" => Leaf::PointsToNextTier(range(chance, 200)),
        "behaviour" => Leaf::Behaviour(name(chance), within(chance), counts(chance, 4)),
        "claims" => Leaf::Claims(offer_id("encore"), counts(chance, 3)),
        "redemptions" => Leaf::Redemptions(offer_id("encore"), counts(chance, 2)),
        "bought" => Leaf::Bought(goods(chance), within(chance), counts(chance, 5)),
        "viewed" => Leaf::Viewed(goods(chance), within(chance), counts(chance, 3)),
        "average_order" => Leaf::AverageOrder(amounts(chance, 150)),
        "basket" => Leaf::Basket(amounts(chance, 60)),
        "in_basket" => Leaf::InBasket(goods(chance), counts(chance, 4)),
        "days_since_behaviour" => {
            Leaf::DaysSinceBehaviour(name(chance), range(chance, 200).map(|days| days as i32))
        }
        "balance" => Leaf::Balance(range(chance, 300)),
        "friends" => Leaf::Friends(counts(chance, 3)),
        "benefit_left" => {
            let gift = *chance.pick(&["prelude-gift", "sonata-gift", "symphonie-gift"]);
            Leaf::BenefitLeft(BenefitId::new(gift).unwrap(), counts(chance, 3))
        }
        "expected_orders" => Leaf::ExpectedOrders(365, range(chance, 8).map(|n| n as f64 / 2.0)),
        "still_with_us" => Leaf::StillWithUs(range(chance, 100).map(|n| n as f64)),
        "surface" => Leaf::Surface(some(chance, &SURFACES)),
        "locale" => Leaf::Locale(some(chance, &locales)),
        "date" => Leaf::Date(range(chance, 40).map(|days| plus(today(), days as i32 - 20))),
        _ => Leaf::Weekday(some(chance, &WEEKDAYS.map(|(day, _)| day))),
    }
}

fn some<T: Clone>(chance: &mut Chance, of: &[T]) -> Vec<T> {
    of.iter().filter(|_| chance.one_in(3)).cloned().collect()
}

fn within(chance: &mut Chance) -> Within {
    *chance.pick(&[None, Some(1), Some(7), Some(30), Some(90), Some(365)])
}

fn counts(chance: &mut Chance, most: usize) -> Range<u64> {
    range(chance, most).map(i64::unsigned_abs)
}

fn amounts(chance: &mut Chance, most: usize) -> Range<Money> {
    range(chance, most).map(|dollars| usd(&dollars.to_string()))
}

/// Now and then one in which nothing lies.
fn range(chance: &mut Chance, most: usize) -> Range<i64> {
    let mut end = || chance.below(most + 1) as i64;
    let (a, b) = (end(), end());
    match chance.below(8) {
        0..3 => Range::at_least(a),
        3..6 => Range::at_most(a),
        6 => Range { at_least: Some(a.min(b)), at_most: Some(a.max(b)) },
        _ => Range { at_least: Some(a), at_most: Some(b) },
    }
}

fn goods(chance: &mut Chance) -> Goods {
    match chance.one_in(2) {
        true => Goods::Product(ProductId::new(*chance.pick(&["goldberg", "gift-card"])).unwrap()),
        false => Goods::Category(Category::new(*chance.pick(&["jazz", "baroque"])).unwrap()),
    }
}
