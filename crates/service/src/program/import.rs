//! A rule of another tool, in a program file.

use domain::condition::{Condition, Leaf};
use domain::id::OfferId;
use toml::de::DeValue;

use super::jsonlogic;
use super::name::listed;
use super::node::Node;
use super::offer::Known;
use super::source::Told;

/// The condition that a text of JSONLogic is, if everything that it names exists.
pub(super) fn condition(
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Result<Condition, Told> {
    let DeValue::String(text) = node.value() else {
        let wrong = format!("must be a text, not {}", node.kind());
        return Err(node.wrong(wrong, node.example("'{\">=\": [{\"var\": \"orders\"}, 3]}'")));
    };
    let rule = jsonlogic::read(text, known.currency?).map_err(|error| {
        node.wrong(format!("cannot be read: {error}"), "write it otherwise, or as a condition of ours")
    })?;
    let mut sound = Ok(());
    for leaf in rule.leaves() {
        sound = sound.and(exists(leaf, node, known, offers));
    }
    sound.map(|()| rule)
}

fn exists(
    leaf: &Leaf,
    node: &Node<'_>,
    known: &Known<'_>,
    offers: &Result<Vec<OfferId>, Told>,
) -> Result<(), Told> {
    match leaf {
        Leaf::TierIs(tier) | Leaf::TierAtLeast(tier) => one_of(node, "tier", tier, known.tiers),
        Leaf::Claims(offer, _) | Leaf::Redemptions(offer, _) => one_of(node, "offer", offer, offers),
        Leaf::BenefitLeft(benefit, _) => one_of(node, "benefit", benefit, known.benefits),
        Leaf::Locale(locales) => {
            locales.iter().try_for_each(|locale| one_of(node, "language", locale, known.locales))
        }
        _ => Ok(()),
    }
}

fn one_of<T: PartialEq + std::fmt::Display>(
    node: &Node<'_>,
    kind: &str,
    name: &T,
    known: &Result<Vec<T>, Told>,
) -> Result<(), Told> {
    let known = known.as_ref().map_err(|told| *told)?;
    if known.contains(name) {
        return Ok(());
    }
    let wrong = format!("names {} that there is not: `{name}`", super::name::one(kind));
    Err(node.wrong(wrong, format!("name one of {}", listed(known))))
}
