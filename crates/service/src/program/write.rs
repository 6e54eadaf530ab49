//! A rule as its author would write it in a program file. What another tool wrote can be read so, and kept.

use std::fmt::Display;

use domain::condition::{Condition, Goods, Leaf, Range, WEEKDAYS, Within};
use domain::money::Money;
use domain::time::Weekday;

/// A condition in the words of a program file, on one line.
#[must_use]
pub fn rule(condition: &Condition) -> String {
    let all = |parts: &[Condition]| parts.iter().map(rule).collect::<Vec<_>>().join(", ");
    match condition {
        // The file has no words for what always or never holds.
        Condition::All(parts) if parts.is_empty() => "{ orders = { at_least = 0 } }".to_owned(),
        Condition::Any(parts) if parts.is_empty() => "{ not = { orders = { at_least = 0 } } }".to_owned(),
        Condition::All(parts) => format!("{{ all = [{}] }}", all(parts)),
        Condition::Any(parts) => format!("{{ any = [{}] }}", all(parts)),
        Condition::Not(part) => format!("{{ not = {} }}", rule(part)),
        Condition::Fact(leaf) => format!("{{ {} = {} }}", leaf.word(), asked(leaf)),
    }
}

fn asked(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Stage(stages) => list(stages.iter().map(|stage| stage.name())),
        Leaf::TierAtLeast(tier) | Leaf::TierIs(tier) => text(tier),
        Leaf::Orders(within, range) => table(&[back(*within), ends(range)]),
        Leaf::Spent(within, range) => table(&[back(*within), amounts(range)]),
        Leaf::DaysSinceOrder(range) | Leaf::DaysSinceFirstOrder(range) => table(&[ends(range)]),
        Leaf::PointsToNextTier(range) | Leaf::Balance(range) => table(&[ends(range)]),
        Leaf::Behaviour(name, within, range) => {
            table(&[format!("name = {}", text(name)), back(*within), ends(range)])
        }
        Leaf::Claims(offer, range) | Leaf::Redemptions(offer, range) => {
            table(&[format!("offer = {}", text(offer)), ends(range)])
        }
        Leaf::Bought(goods, within, range) | Leaf::Viewed(goods, within, range) => {
            table(&[which(goods), back(*within), ends(range)])
        }
        Leaf::AverageOrder(range) | Leaf::Basket(range) => table(&[amounts(range)]),
        Leaf::InBasket(goods, range) => table(&[which(goods), ends(range)]),
        Leaf::DaysSinceBehaviour(name, range) => table(&[format!("name = {}", text(name)), ends(range)]),
        Leaf::Friends(range) => table(&[ends(range)]),
        Leaf::BenefitLeft(benefit, range) => table(&[format!("benefit = {}", text(benefit)), ends(range)]),
        Leaf::ExpectedOrders(days, range) => table(&[back(Some(*days)), ends(range)]),
        Leaf::StillWithUs(range) => table(&[ends(range)]),
        Leaf::Surface(surfaces) => list(surfaces.iter().map(|surface| surface.name())),
        Leaf::Locale(locales) => list(locales.iter().map(|locale| locale.as_str())),
        Leaf::Date(Range { at_least, at_most }) => {
            let end = |key: &str, day: &Option<_>| day.map(|day| format!("{key} = {}", text(&day)));
            let ends = [end("from", at_least), end("until", at_most)];
            table(&ends.into_iter().flatten().collect::<Vec<_>>())
        }
        Leaf::Weekday(days) => list(days.iter().map(|day| weekday(*day))),
    }
}

fn which(goods: &Goods) -> String {
    match goods {
        Goods::Product(product) => format!("product = {}", text(product)),
        Goods::Category(category) => format!("category = {}", text(category)),
    }
}

fn back(within: Within) -> String {
    within.map_or(String::new(), |days| format!("within_days = {days}"))
}

fn amounts(range: &Range<Money>) -> String {
    // Money is written with its currency, which the file says once.
    let plain = |money: Money| text(&money.to_string().trim_end_matches(|c: char| !c.is_ascii_digit()));
    ends(&Range { at_least: range.at_least.map(plain), at_most: range.at_most.map(plain) })
}

fn ends<T: Display>(range: &Range<T>) -> String {
    match (&range.at_least, &range.at_most) {
        (Some(least), Some(most)) => format!("at_least = {least}, at_most = {most}"),
        (Some(least), None) => format!("at_least = {least}"),
        (None, Some(most)) => format!("at_most = {most}"),
        (None, None) => "at_least = 0".to_owned(),
    }
}

fn table(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{{ {} }}", parts.join(", "))
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", names.map(|name| text(&name)).collect::<Vec<_>>().join(", "))
}

fn text(value: &impl Display) -> String {
    toml::Value::String(value.to_string()).to_string()
}

fn weekday(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _)| *known == day).map_or("", |(_, name)| name)
}
