//! What a customer must have for a condition to hold, and what one has.

use crate::condition::{Condition, Goods, Leaf, Range};
use crate::decision::Situation;
use crate::event::Item;

/// Something a customer has or has not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) name: Box<str>,
}

/// Kinds of things to have: the fewer customers have one, the earlier it stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Bought, looked at or put into the basket this product.
    Product,
    /// The same of this category.
    Category,
    /// Claimed this offer.
    Claimed,
    /// Did this.
    Did,
    /// Is in this tier.
    Tier,
    /// Is at this stage.
    Stage,
    /// Has this benefit.
    Benefit,
    /// Is in this tier or a higher one.
    AtLeast,
    /// Is met on this surface.
    Surface,
    /// Is spoken to in this language.
    Locale,
    /// Is known.
    Known,
    /// Is known; for what must be told whether they allow offers or not.
    Service,
    /// Nothing: it is for everyone.
    Public,
}

impl Key {
    pub(super) fn new(kind: Kind, name: &str) -> Self {
        Self { kind, name: name.into() }
    }
}

/// Things of which a customer must have one for the condition to hold; `None` where nothing can be said. Of several
/// that are all needed, the rarest.
pub(super) fn needed(condition: &Condition) -> Option<Vec<Key>> {
    match condition {
        Condition::All(parts) => parts
            .iter()
            .filter_map(needed)
            .min_by_key(|keys| (keys.iter().map(|key| key.kind).max(), keys.len())),
        Condition::Any(parts) => {
            Some(parts.iter().map(needed).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
        }
        Condition::Not(_) => None,
        Condition::Fact(leaf) => of_leaf(leaf),
    }
}

fn of_leaf(leaf: &Leaf) -> Option<Vec<Key>> {
    let some = |range: &Range<u64>| range.at_least.is_some_and(|least| least > 0);
    let one = |kind, name: &str| Some(vec![Key::new(kind, name)]);
    match leaf {
        Leaf::Bought(goods, _, range) | Leaf::Viewed(goods, _, range) | Leaf::InBasket(goods, range)
            if some(range) =>
        {
            match goods {
                Goods::Product(product) => one(Kind::Product, product.as_str()),
                Goods::Category(category) => one(Kind::Category, category.as_str()),
            }
        }
        Leaf::Claims(offer, range) | Leaf::Redemptions(offer, range) if some(range) => {
            one(Kind::Claimed, offer.as_str())
        }
        Leaf::Behaviour(name, _, range) if some(range) => one(Kind::Did, name.as_str()),
        Leaf::DaysSinceBehaviour(name, _) => one(Kind::Did, name.as_str()),
        Leaf::TierIs(tier) => one(Kind::Tier, tier.as_str()),
        Leaf::TierAtLeast(tier) => one(Kind::AtLeast, tier.as_str()),
        Leaf::BenefitLeft(benefit, _) => one(Kind::Benefit, benefit.as_str()),
        Leaf::Stage(stages) => Some(stages.iter().map(|stage| Key::new(Kind::Stage, stage.name())).collect()),
        Leaf::Surface(surfaces) => {
            Some(surfaces.iter().map(|surface| Key::new(Kind::Surface, surface.name())).collect())
        }
        Leaf::Locale(locales) => {
            Some(locales.iter().map(|locale| Key::new(Kind::Locale, locale.as_str())).collect())
        }
        _ => None,
    }
}

/// Tells what someone has, kind by kind. Of someone for whom offers may not be chosen, only whether they are known.
pub(super) fn held<'s>(
    situation: &'s Situation<'_>,
    personal: bool,
    mut tell: impl FnMut(Kind, &mut dyn Iterator<Item = &'s str>),
) {
    let Situation { program, profile, standing, visit, lifecycle, customer, .. } = situation;
    let nothing = || std::iter::once("");
    tell(Kind::Public, &mut nothing());
    if customer.is_none() {
        return;
    }
    tell(Kind::Service, &mut nothing());
    if !personal {
        return;
    }
    tell(Kind::Known, &mut nothing());
    tell(Kind::Stage, &mut std::iter::once(lifecycle.stage.name()));
    tell(Kind::Tier, &mut std::iter::once(standing.tier.id.as_str()));
    let reached = program.ladder.tiers().iter().filter(|tier| tier.from <= standing.tier.from);
    tell(Kind::AtLeast, &mut reached.map(|tier| tier.id.as_str()));
    let benefits = program.ladder.benefits(standing.tier);
    tell(Kind::Benefit, &mut benefits.map(|benefit| benefit.id.as_str()));
    tell(Kind::Surface, &mut visit.surface.iter().map(|surface| surface.name()));
    tell(Kind::Locale, &mut visit.locale.iter().map(|locale| locale.as_str()));
    tell(Kind::Did, &mut profile.behaviour.keys().map(|name| name.as_str()));
    tell(Kind::Claimed, &mut profile.claims.iter().map(|claim| claim.offer.as_str()));
    let items = || {
        let bought = profile.orders.iter().flat_map(|order| &order.items);
        bought.chain(profile.viewed.iter().map(|look| &look.item)).chain(profile.basket.items())
    };
    tell(Kind::Product, &mut items().map(|item: &Item| item.product.as_str()));
    let categories = items().filter_map(|item| item.category.as_ref());
    tell(Kind::Category, &mut categories.map(|category| category.as_str()));
}
