//! Rules and traces in plain words, for marketers: `orders in 365 days: 2, wants at least 3: no`. What customers read
//! is written in their language elsewhere.

use std::fmt::{self, Display};

use super::explanation::Finding;
use super::goods::Goods;
use super::leaf::Leaf;
use super::observed::name;
use super::range::{Range, Within};
use super::threshold::Threshold;
use crate::money::{Currency, Money};

impl Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.holds { "yes" } else { "no" };
        self.leaf.asks_about(f)?;
        write!(f, ": {}, wants ", self.observed)?;
        self.leaf.wants(f)?;
        write!(f, ": {answer}")
    }
}

/// As in `orders in 365 days: at least 3`.
impl Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.asks_about(f)?;
        f.write_str(": ")?;
        self.wants(f)
    }
}

impl Leaf {
    fn asks_about(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stage(_) => f.write_str("stage"),
            Self::TierAtLeast(_) | Self::TierIs(_) => f.write_str("tier"),
            Self::Orders(within, _) => write!(f, "orders{}", Back(*within)),
            Self::Spent(within, _) => write!(f, "spent{}", Back(*within)),
            Self::DaysSinceOrder(_) => f.write_str("days since the last order"),
            Self::DaysSinceFirstOrder(_) => f.write_str("days since the first order"),
            Self::PointsToNextTier(_) => f.write_str("points to the next tier"),
            Self::Behaviour(name, within, _) => write!(f, "times `{name}`{}", Back(*within)),
            Self::Claims(offer, _) => write!(f, "claims of `{offer}`"),
            Self::Redemptions(offer, _) => write!(f, "redemptions of `{offer}`"),
            Self::Bought(goods, within, _) => write!(f, "bought of {goods}{}", Back(*within)),
            Self::Viewed(goods, within, _) => write!(f, "looks at {goods}{}", Back(*within)),
            Self::AverageOrder(_) => f.write_str("average order"),
            Self::Basket(_) => f.write_str("worth of the basket"),
            Self::InBasket(goods, _) => write!(f, "in the basket of {goods}"),
            Self::DaysSinceBehaviour(name, _) => write!(f, "days since `{name}`"),
            Self::Balance(_) => f.write_str("points to spend"),
            Self::Friends(_) => f.write_str("friends who bought"),
            Self::BenefitLeft(benefit, _) => write!(f, "uses left of `{benefit}`"),
            Self::ExpectedOrders(days, _) => write!(f, "orders expected in {days} days"),
            Self::StillWithUs(_) => f.write_str("percent sure to be still with us"),
            Self::Surface(_) => f.write_str("surface"),
            Self::Locale(_) => f.write_str("language"),
            Self::Date(_) => f.write_str("date"),
            Self::Weekday(_) => f.write_str("day of the week"),
        }
    }

    fn wants(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.threshold() {
            Threshold::Stage(stages) => one_of(f, stages.iter().map(|stage| stage.name())),
            Threshold::TierAtLeast(tier) => write!(f, "at least {tier}"),
            Threshold::TierIs(tier) => tier.fmt(f),
            Threshold::Count(range) => range.fmt(f),
            Threshold::Amount(range) => match self.currency() {
                Some(currency) => range.map(|minor| Money { minor, currency }).fmt(f),
                None => range.fmt(f),
            },
            Threshold::Days(range) => range.fmt(f),
            Threshold::Number(range) => range.fmt(f),
            Threshold::Surface(surfaces) => one_of(f, surfaces.iter().map(|surface| surface.name())),
            Threshold::Locale(locales) => one_of(f, locales.iter().map(|locale| locale.as_str())),
            Threshold::Date(range) => range.fmt(f),
            Threshold::Weekday(days) => one_of(f, days.iter().map(|day| name(*day))),
        }
    }

    fn currency(&self) -> Option<Currency> {
        match self {
            Self::Spent(_, range) | Self::AverageOrder(range) | Self::Basket(range) => {
                range.at_least.or(range.at_most).map(|money| money.currency)
            }
            _ => None,
        }
    }
}

impl Display for Goods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Product(product) => write!(f, "product `{product}`"),
            Self::Category(category) => write!(f, "category `{category}`"),
        }
    }
}

/// As in `at least 3` or `3 to 5`.
impl<T: Display> Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.at_least, &self.at_most) {
            (Some(least), Some(most)) => write!(f, "{least} to {most}"),
            (Some(least), None) => write!(f, "at least {least}"),
            (None, Some(most)) => write!(f, "at most {most}"),
            (None, None) => f.write_str("any"),
        }
    }
}

/// How far back.
struct Back(Within);

impl Display for Back {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |days| write!(f, " in {days} days"))
    }
}

fn one_of<'a>(f: &mut fmt::Formatter<'_>, names: impl Iterator<Item = &'a str>) -> fmt::Result {
    f.write_str(&names.collect::<Vec<_>>().join(" or "))
}
