//! A condition on one observed fact.

use domain::condition::{Goods, Leaf, Range, Within};
use domain::id::{BehaviourName, OfferId};

use super::fields::Fields;
use super::node::Node;
use super::offer::Known;
use super::points::MOST_POINTS;
use super::source::Told;

mod bounds; // from how much, up to how much
mod goods; // which products
mod names; // what the rest of the file has names for

use bounds::{amounts, counts, dates, days, numbers, points, within};
use goods::goods;
use names::several;

/// The condition that a word begins, if it begins one.
pub(super) fn read(
    word: &str,
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Option<Result<Leaf, Told>> {
    let stages = || several(node, "stage", "[\"new\", \"active\"]", names::stage);
    let surfaces = || several(node, "surface", "[\"web\", \"webview\"]", names::surface);
    let locales = || several(node, "language", "[\"en\"]", |node| names::locale(node, known.locales));
    let weekdays = || several(node, "day", "[\"saturday\", \"sunday\"]", names::weekday);
    Some(match word {
        "stage" => stages().map(Leaf::Stage),
        "tier_at_least" => names::tier(node, known.tiers).map(Leaf::TierAtLeast),
        "tier_is" => names::tier(node, known.tiers).map(Leaf::TierIs),
        "orders" => closed(node, |fields| both(within(fields), counts(fields), Leaf::Orders)),
        "spent" => closed(node, |fields| both(within(fields), amounts(fields, known.currency), Leaf::Spent)),
        "days_since_order" => closed(node, days).map(Leaf::DaysSinceOrder),
        "days_since_first_order" => closed(node, days).map(Leaf::DaysSinceFirstOrder),
        "points_to_next_tier" => {
            closed(node, |fields| points(fields, 1..=MOST_POINTS)).map(Leaf::PointsToNextTier)
        }
        "behaviour" => closed(node, |fields| {
            let (name, within, range) = (behaviour(fields), within(fields), counts(fields));
            Ok(Leaf::Behaviour(name?, within?, range?))
        }),
        "claims" => of_offer(node, offers, Leaf::Claims),
        "redemptions" => of_offer(node, offers, Leaf::Redemptions),
        "bought" => of_goods(node, Leaf::Bought),
        "viewed" => of_goods(node, Leaf::Viewed),
        "average_order" => closed(node, |fields| amounts(fields, known.currency)).map(Leaf::AverageOrder),
        "basket" => closed(node, |fields| amounts(fields, known.currency)).map(Leaf::Basket),
        "in_basket" => closed(node, |fields| both(goods(fields), counts(fields), Leaf::InBasket)),
        "days_since_behaviour" => {
            closed(node, |fields| both(behaviour(fields), days(fields), Leaf::DaysSinceBehaviour))
        }
        "balance" => closed(node, |fields| points(fields, -MOST_POINTS..=MOST_POINTS)).map(Leaf::Balance),
        "friends" => closed(node, counts).map(Leaf::Friends),
        "benefit_left" => closed(node, |fields| {
            let benefit = fields.need("benefit", "benefit = \"…\"");
            let benefit = benefit.and_then(|node| names::benefit(&node, known.benefits));
            both(benefit, counts(fields), Leaf::BenefitLeft)
        }),
        "expected_orders" => closed(node, |fields| {
            let ahead = fields.need("within_days", "within_days = 365").and_then(|node| node.days());
            both(ahead, numbers(fields, 1_000.0), Leaf::ExpectedOrders)
        }),
        "still_with_us" => closed(node, |fields| numbers(fields, 100.0)).map(Leaf::StillWithUs),
        "surface" => surfaces().map(Leaf::Surface),
        "locale" => locales().map(Leaf::Locale),
        "date" => closed(node, dates).map(Leaf::Date),
        "weekday" => weekdays().map(Leaf::Weekday),
        _ => return None,
    })
}

fn of_offer(
    node: &Node<'_>,
    offers: &Result<Vec<OfferId>, Told>,
    leaf: fn(OfferId, Range<u64>) -> Leaf,
) -> Result<Leaf, Told> {
    closed(node, |fields| {
        let offer = fields.need("offer", "offer = \"…\"").and_then(|node| names::offer(&node, offers));
        both(offer, counts(fields), leaf)
    })
}

fn of_goods(node: &Node<'_>, leaf: fn(Goods, Within, Range<u64>) -> Leaf) -> Result<Leaf, Told> {
    closed(node, |fields| {
        let (goods, within, range) = (goods(fields), within(fields), counts(fields));
        Ok(leaf(goods?, within?, range?))
    })
}

fn behaviour(fields: &mut Fields<'_>) -> Result<BehaviourName, Told> {
    let node = fields.need("name", "name = \"Product Viewed\"")?;
    let text = node.text(domain::id::MAX_BYTES)?;
    BehaviourName::new(text).map_err(|error| node.wrong(error, node.example("\"Product Viewed\"")))
}

/// Two things that have both been read, whatever became of either.
fn both<A, B, R>(a: Result<A, Told>, b: Result<B, Told>, make: impl FnOnce(A, B) -> R) -> Result<R, Told> {
    Ok(make(a?, b?))
}

/// Reads a table, and tells of keys that were not asked for.
fn closed<T>(node: &Node<'_>, read: impl FnOnce(&mut Fields<'_>) -> Result<T, Told>) -> Result<T, Told> {
    let mut fields = node.fields()?;
    let value = read(&mut fields);
    fields.done();
    value
}
