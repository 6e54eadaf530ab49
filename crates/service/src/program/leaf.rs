//! A condition on one observed fact.

use domain::condition::{Leaf, Range, Within};
use domain::id::{BehaviourName, OfferId, TierId};
use domain::lifecycle::{STAGES, Stage};
use toml::de::DeValue;

use super::fields::Fields;
use super::ladder::{MOST_POINTS, money};
use super::name::{listed, nearest, one};
use super::node::{MOST_DAYS, Node};
use super::offer::Known;
use super::source::{Told, gather};

/// The highest count a rule may speak of.
const MOST: i64 = 1_000_000;

/// The condition that a word begins, if it begins one.
pub(super) fn read(
    word: &str,
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Option<Result<Leaf, Told>> {
    Some(match word {
        "stage" => stages(node).map(Leaf::Stage),
        "tier_at_least" => tier(node, known).map(Leaf::TierAtLeast),
        "tier_is" => tier(node, known).map(Leaf::TierIs),
        "orders" => counted(node).map(|(within, range)| Leaf::Orders(within, range)),
        "spent" => spent(node, known),
        "days_since_order" => days(node).map(Leaf::DaysSinceOrder),
        "days_since_first_order" => days(node).map(Leaf::DaysSinceFirstOrder),
        "points_to_next_tier" => closed(node, |fields| range(fields, |node| node.whole(1..=MOST_POINTS)))
            .map(Leaf::PointsToNextTier),
        "behaviour" => behaviour(node),
        "claims" => of_offer(node, offers).map(|(offer, range)| Leaf::Claims(offer, range)),
        "redemptions" => of_offer(node, offers).map(|(offer, range)| Leaf::Redemptions(offer, range)),
        _ => return None,
    })
}

fn stages(node: &Node<'_>) -> Result<Vec<Stage>, Told> {
    if let DeValue::String(_) = node.value() {
        return Ok(vec![stage(node)?]);
    }
    let mut read = Ok(Vec::new());
    for part in node.list()? {
        gather(&mut read, stage(&part));
    }
    match read {
        Ok(none) if none.is_empty() => {
            Err(node.wrong("names no stage", node.example("[\"new\", \"active\"]")))
        }
        read => read,
    }
}

fn stage(node: &Node<'_>) -> Result<Stage, Told> {
    let names = STAGES.map(Stage::name);
    let text = node.text(60)?;
    STAGES.into_iter().find(|stage| stage.name() == text).ok_or_else(|| unknown(node, "stage", text, &names))
}

fn tier(node: &Node<'_>, known: &Known<'_>) -> Result<TierId, Told> {
    let text = node.text(60)?;
    let tiers = known.tiers.as_ref().map_err(|told| *told)?;
    let names: Vec<&str> = tiers.iter().map(TierId::as_str).collect();
    tiers
        .iter()
        .find(|tier| tier.as_str() == text)
        .cloned()
        .ok_or_else(|| unknown(node, "tier", text, &names))
}

fn offer(node: &Node<'_>, offers: &Result<Vec<OfferId>, Told>) -> Result<OfferId, Told> {
    let text = node.text(60)?;
    let offers = offers.as_ref().map_err(|told| *told)?;
    let names: Vec<&str> = offers.iter().map(OfferId::as_str).collect();
    offers
        .iter()
        .find(|offer| offer.as_str() == text)
        .cloned()
        .ok_or_else(|| unknown(node, "offer", text, &names))
}

fn unknown(node: &Node<'_>, kind: &str, text: &str, names: &[&str]) -> Told {
    let instead = match nearest(text, names.iter().copied()) {
        Some(near) => format!("write `\"{near}\"`; there are {}", listed(names).replace(" or ", " and ")),
        None => format!("write one of {}", listed(names)),
    };
    node.wrong(format!("names {} that there is not: `{text}`", one(kind)), instead)
}

fn counted(node: &Node<'_>) -> Result<(Within, Range<u64>), Told> {
    closed(node, |fields| {
        let (within, range) = (within(fields), count(fields));
        Ok((within?, range?))
    })
}

fn spent(node: &Node<'_>, known: &Known<'_>) -> Result<Leaf, Told> {
    closed(node, |fields| {
        let within = within(fields);
        let range = range(fields, |node| Ok(money(node, known.currency, 0)?.minor));
        let (range, currency) = (range?, known.currency?);
        Ok(Leaf::Spent(within?, range.map(|minor| domain::money::Money { minor, currency })))
    })
}

fn days(node: &Node<'_>) -> Result<Range<domain::time::Days>, Told> {
    let range = closed(node, |fields| range(fields, |node| node.whole(0..=MOST_DAYS)))?;
    Ok(range.map(|days| days as domain::time::Days))
}

fn behaviour(node: &Node<'_>) -> Result<Leaf, Told> {
    closed(node, |fields| {
        let name = fields.need("name", "name = \"Product Viewed\"").and_then(|node| {
            let text = node.text(domain::id::MAX_BYTES)?;
            BehaviourName::new(text).map_err(|error| node.wrong(error, node.example("\"Product Viewed\"")))
        });
        let (within, range) = (within(fields), count(fields));
        Ok(Leaf::Behaviour(name?, within?, range?))
    })
}

fn of_offer(node: &Node<'_>, offers: &Result<Vec<OfferId>, Told>) -> Result<(OfferId, Range<u64>), Told> {
    closed(node, |fields| {
        let offer = fields.need("offer", "offer = \"…\"").and_then(|node| offer(&node, offers));
        let range = count(fields);
        Ok((offer?, range?))
    })
}

fn within(fields: &mut Fields<'_>) -> Result<Within, Told> {
    fields.get("within_days").map(|node| node.days()).transpose()
}

fn count(fields: &mut Fields<'_>) -> Result<Range<u64>, Told> {
    Ok(range(fields, |node| node.whole(0..=MOST))?.map(i64::unsigned_abs))
}

/// `at_least` and `at_most`, one of them at least, and not the wrong way round.
fn range(fields: &mut Fields<'_>, read: impl Fn(&Node<'_>) -> Result<i64, Told>) -> Result<Range<i64>, Told> {
    let (least_node, most_node) = (fields.get("at_least"), fields.get("at_most"));
    let least = least_node.as_ref().map(&read).transpose();
    let most = most_node.as_ref().map(&read).transpose();
    let (at_least, at_most) = (least?, most?);
    match (at_least, at_most, most_node) {
        (None, None, _) => Err(fields.wrong(
            "says neither `at_least` nor `at_most`",
            "add `at_least = 1`, or `at_most = 0` for never",
        )),
        (Some(least), Some(most), Some(node)) if most < least => {
            Err(node.wrong("is below `at_least`, so that nothing fits", "swap the two"))
        }
        _ => Ok(Range { at_least, at_most }),
    }
}

/// Reads a table, and tells of keys that were not asked for.
fn closed<T>(node: &Node<'_>, read: impl FnOnce(&mut Fields<'_>) -> Result<T, Told>) -> Result<T, Told> {
    let mut fields = node.fields()?;
    let value = read(&mut fields);
    fields.done();
    value
}
