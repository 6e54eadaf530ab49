//! The facts that a rule can name: ours, and no others.

use domain::condition::{Goods, Leaf, Range, WEEKDAYS, Within};
use domain::id::{BehaviourName, BenefitId, Category, Locale, OfferId, ProductId, TierId};
use domain::lifecycle::STAGES;
use domain::money::{Currency, Money};
use domain::surface::Surface;
use domain::time::Days;

/// A fact, and how a leaf about it is made.
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What a fact is compared with.
pub(super) enum Kind {
    /// Numbers.
    Whole(Whole),
    /// Numbers that need not be whole. It can be missing.
    Number(Box<dyn Fn(Range<f64>) -> Leaf>),
    /// Names: the leaf that one of these is it, if all are names of such a thing.
    Name(fn(&[&str]) -> Option<Leaf>),
    /// Days of the calendar.
    Date,
    /// True and false.
    Truth(Leaf),
}

/// A whole number, of points, or of minor units where it is money.
pub(super) struct Whole {
    /// So many of it are one: 100 cents are one euro.
    pub(super) scale: i64,
    /// The least there can be.
    pub(super) least: i64,
    /// Whether it can be missing.
    pub(super) lacks: bool,
    pub(super) leaf: Box<dyn Fn(Range<i64>) -> Leaf>,
}

impl Fact {
    /// The fact of a name: a word, for some with `_in_90_days`, for some with a `.` and what is meant.
    pub(super) fn named(name: &str, currency: Currency) -> Option<Self> {
        let (word, of) = name.split_once('.').map_or((name, None), |(word, of)| (word, Some(of)));
        let (word, within) = match word.strip_suffix("_days").and_then(|word| word.rsplit_once("_in_")) {
            Some((word, days)) => (word, Some(days.parse::<u16>().ok().filter(|days| *days > 0)?)),
            None => (word, None),
        };
        let kind = kind(word, within.map(Days::from), of, currency)?;
        Some(Self { name: name.to_owned(), kind })
    }
}

fn kind(word: &str, within: Within, of: Option<&str>, currency: Currency) -> Option<Kind> {
    let money = move |range: Range<i64>| range.map(|minor| Money { minor, currency });
    let amount = |lacks: bool, leaf: Box<dyn Fn(Range<i64>) -> Leaf>| {
        Kind::Whole(Whole { scale: currency.scale(), least: 0, lacks, leaf })
    };
    Some(match (word, within, of) {
        ("orders", _, None) => counted(move |range| Leaf::Orders(within, range)),
        ("spent", _, None) => amount(false, Box::new(move |range| Leaf::Spent(within, money(range)))),
        ("average_order", None, None) => {
            amount(true, Box::new(move |range| Leaf::AverageOrder(money(range))))
        }
        ("basket", None, None) => amount(false, Box::new(move |range| Leaf::Basket(money(range)))),
        ("days_since_order", None, None) => days(Leaf::DaysSinceOrder),
        ("days_since_first_order", None, None) => days(Leaf::DaysSinceFirstOrder),
        ("days_since_behaviour", None, Some(name)) => {
            let name = BehaviourName::new(name).ok()?;
            days(move |range| Leaf::DaysSinceBehaviour(name.clone(), range))
        }
        ("behaviour", _, Some(name)) => {
            let name = BehaviourName::new(name).ok()?;
            counted(move |range| Leaf::Behaviour(name.clone(), within, range))
        }
        ("claims", None, Some(offer)) => {
            let offer = OfferId::new(offer).ok()?;
            counted(move |range| Leaf::Claims(offer.clone(), range))
        }
        ("redemptions", None, Some(offer)) => {
            let offer = OfferId::new(offer).ok()?;
            counted(move |range| Leaf::Redemptions(offer.clone(), range))
        }
        ("bought_product" | "bought_category", _, Some(of)) => {
            let goods = goods(word, of)?;
            counted(move |range| Leaf::Bought(goods.clone(), within, range))
        }
        ("viewed_product" | "viewed_category", _, Some(of)) => {
            let goods = goods(word, of)?;
            counted(move |range| Leaf::Viewed(goods.clone(), within, range))
        }
        ("in_basket_product" | "in_basket_category", None, Some(of)) => {
            let goods = goods(word, of)?;
            counted(move |range| Leaf::InBasket(goods.clone(), range))
        }
        ("friends", None, None) => counted(Leaf::Friends),
        ("balance", None, None) => whole(i64::MIN, false, Leaf::Balance),
        ("points_to_next_tier", None, None) => whole(1, true, Leaf::PointsToNextTier),
        ("benefit_left", None, Some(benefit)) => {
            let benefit = BenefitId::new(benefit).ok()?;
            whole(0, true, move |range| Leaf::BenefitLeft(benefit.clone(), range.map(i64::unsigned_abs)))
        }
        ("expected_orders", Some(ahead), None) => {
            Kind::Number(Box::new(move |range| Leaf::ExpectedOrders(ahead, range)))
        }
        ("still_with_us", None, None) => Kind::Number(Box::new(Leaf::StillWithUs)),
        ("tier_at_least", None, Some(tier)) => Kind::Truth(Leaf::TierAtLeast(TierId::new(tier).ok()?)),
        ("tier", None, None) => Kind::Name(tier),
        ("stage", None, None) => Kind::Name(stages),
        ("surface", None, None) => Kind::Name(surfaces),
        ("locale", None, None) => Kind::Name(locales),
        ("weekday", None, None) => Kind::Name(weekdays),
        ("date", None, None) => Kind::Date,
        _ => return None,
    })
}

fn whole(least: i64, lacks: bool, leaf: impl Fn(Range<i64>) -> Leaf + 'static) -> Kind {
    Kind::Whole(Whole { scale: 1, least, lacks, leaf: Box::new(leaf) })
}

fn counted(leaf: impl Fn(Range<u64>) -> Leaf + 'static) -> Kind {
    whole(0, false, move |range| leaf(range.map(|number| number.max(0).unsigned_abs())))
}

fn days(leaf: impl Fn(Range<Days>) -> Leaf + 'static) -> Kind {
    whole(0, true, move |range| leaf(range.map(|days| Days::try_from(days).unwrap_or(Days::MAX))))
}

fn goods(word: &str, of: &str) -> Option<Goods> {
    match word.ends_with("_product") {
        true => ProductId::new(of).ok().map(Goods::Product),
        false => Category::new(of).ok().map(Goods::Category),
    }
}

/// A tier is only ever one.
fn tier(names: &[&str]) -> Option<Leaf> {
    match names {
        [name] => TierId::new(*name).ok().map(Leaf::TierIs),
        _ => None,
    }
}

fn stages(names: &[&str]) -> Option<Leaf> {
    let one = |name: &&str| STAGES.into_iter().find(|stage| stage.name() == *name);
    names.iter().map(one).collect::<Option<_>>().map(Leaf::Stage)
}

fn surfaces(names: &[&str]) -> Option<Leaf> {
    names.iter().map(|name| Surface::named(name)).collect::<Option<_>>().map(Leaf::Surface)
}

fn locales(names: &[&str]) -> Option<Leaf> {
    names.iter().map(|name| Locale::new(*name).ok()).collect::<Option<_>>().map(Leaf::Locale)
}

fn weekdays(names: &[&str]) -> Option<Leaf> {
    let one = |name: &&str| WEEKDAYS.into_iter().find(|(_, known)| known == name).map(|(day, _)| day);
    names.iter().map(one).collect::<Option<_>>().map(Leaf::Weekday)
}
