//! What a leaf asks of what is observed, and what would turn its answer.

use super::leaf::Leaf;
use super::observed::{Observed, WEEKDAYS};
use super::range::{Range, flip};
use crate::id::{Locale, TierId};
use crate::lifecycle::{STAGES, Stage};
use crate::surface::{SURFACES, Surface};
use crate::time::{Date, Days, Weekday};

/// What a leaf asks, in the terms of what is observed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Threshold<'l> {
    /// One of these stages.
    Stage(&'l [Stage]),
    /// This tier or a higher one.
    TierAtLeast(&'l TierId),
    /// This tier.
    TierIs(&'l TierId),
    /// A number in this range.
    Count(Range<i64>),
    /// Minor units in this range.
    Amount(Range<i64>),
    /// A number of days in this range.
    Days(Range<Days>),
    /// A number in this range.
    Number(Range<f64>),
    /// One of these surfaces.
    Surface(&'l [Surface]),
    /// One of these languages.
    Locale(&'l [Locale]),
    /// A day in this range.
    Date(Range<Date>),
    /// One of these days of the week.
    Weekday(&'l [Weekday]),
}

impl Leaf {
    /// What it asks.
    #[inline]
    #[must_use]
    pub fn threshold(&self) -> Threshold<'_> {
        match self {
            Self::Stage(stages) => Threshold::Stage(stages),
            Self::TierAtLeast(tier) => Threshold::TierAtLeast(tier),
            Self::TierIs(tier) => Threshold::TierIs(tier),
            Self::Orders(_, range)
            | Self::Behaviour(_, _, range)
            | Self::Claims(_, range)
            | Self::Redemptions(_, range)
            | Self::Bought(_, _, range)
            | Self::Viewed(_, _, range)
            | Self::InBasket(_, range)
            | Self::Friends(range)
            | Self::BenefitLeft(_, range) => Threshold::Count(range.map(count)),
            Self::PointsToNextTier(range) | Self::Balance(range) => Threshold::Count(*range),
            Self::Spent(_, range) | Self::AverageOrder(range) | Self::Basket(range) => {
                Threshold::Amount(range.map(|money| money.minor))
            }
            Self::DaysSinceOrder(range)
            | Self::DaysSinceFirstOrder(range)
            | Self::DaysSinceBehaviour(_, range) => Threshold::Days(*range),
            Self::ExpectedOrders(_, range) | Self::StillWithUs(range) => Threshold::Number(*range),
            Self::Surface(surfaces) => Threshold::Surface(surfaces),
            Self::Locale(locales) => Threshold::Locale(locales),
            Self::Date(range) => Threshold::Date(*range),
            Self::Weekday(days) => Threshold::Weekday(days),
        }
    }

    /// Whether what was observed is as asked. What is of another kind never is.
    #[inline]
    #[must_use]
    pub fn accepts(&self, observed: &Observed<'_>) -> bool {
        match (self.threshold(), observed) {
            (Threshold::Stage(stages), Observed::Stage(stage)) => stages.contains(stage),
            (Threshold::TierAtLeast(_), Observed::Tier(_, beside)) => beside.is_some_and(|it| it.is_ge()),
            (Threshold::TierIs(asked), Observed::Tier(held, _)) => *held == asked,
            (Threshold::Count(range), Observed::Count(count)) => range.contains(*count),
            (Threshold::Amount(range), Observed::Amount(amount)) => range.contains(amount.minor),
            (Threshold::Days(range), Observed::Days(Some(days))) => range.contains(*days),
            (Threshold::Number(range), Observed::Number(Some(number))) => range.contains(*number),
            (Threshold::Surface(surfaces), Observed::Surface(Some(surface))) => surfaces.contains(surface),
            (Threshold::Locale(locales), Observed::Locale(Some(locale))) => locales.contains(locale),
            (Threshold::Date(range), Observed::Date(day)) => range.contains(*day),
            (Threshold::Weekday(days), Observed::Weekday(day)) => days.contains(day),
            _ => false,
        }
    }

    /// The nearest thing that could be observed instead for which the answer is the other one. `None` where there is
    /// none, such as for "at least 0"; where a tier is held, for what is below it is not in the leaf; and where there
    /// is no amount to compare with, for its currency is not.
    #[must_use]
    pub fn flip<'f>(&'f self, observed: &Observed<'f>) -> Option<Observed<'f>> {
        let holds = self.accepts(observed);
        let turned = |other: &Observed<'_>| self.accepts(other) != holds;
        self.other(observed, holds).filter(turned).or_else(|| self.lack().filter(turned))
    }

    fn other<'f>(&'f self, observed: &Observed<'f>, holds: bool) -> Option<Observed<'f>> {
        let least = self.least();
        match (self.threshold(), observed) {
            (Threshold::Stage(stages), Observed::Stage(stage)) => {
                let far = |other: &Stage| (*other as usize).abs_diff(*stage as usize);
                STAGES
                    .into_iter()
                    .filter(|other| stages.contains(other) != holds)
                    .min_by_key(far)
                    .map(Observed::Stage)
            }
            (Threshold::TierAtLeast(asked) | Threshold::TierIs(asked), Observed::Tier(_, Some(_))) => {
                Some(Observed::Tier(asked, Some(std::cmp::Ordering::Equal)))
            }
            (Threshold::Count(range), Observed::Count(count)) => {
                flip(&range, *count, |other| other >= least).map(Observed::Count)
            }
            (Threshold::Count(range), Observed::Nothing) => {
                Some(Observed::Count(range.at_least.map_or(least, |from| from.max(least))))
            }
            (Threshold::Amount(range), Observed::Amount(amount)) => {
                let minor = flip(&range, amount.minor, |other| other >= least)?;
                Some(Observed::Amount(crate::money::Money { minor, ..*amount }))
            }
            (Threshold::Days(range), Observed::Days(Some(days))) => {
                flip(&range, *days, |other| other >= 0).map(|days| Observed::Days(Some(days)))
            }
            (Threshold::Days(range), Observed::Days(None)) => {
                Some(Observed::Days(Some(range.at_least.map_or(0, |from| from.max(0)))))
            }
            (Threshold::Number(range), Observed::Number(Some(number))) => {
                let exists = |other| other >= 0.0 && other <= self.most();
                flip(&range, *number, exists).map(|number| Observed::Number(Some(number)))
            }
            (Threshold::Number(range), Observed::Number(None)) => {
                Some(Observed::Number(Some(range.at_least.map_or(0.0, |from| from.max(0.0)))))
            }
            (Threshold::Surface(surfaces), Observed::Surface(_)) => {
                let mut others = SURFACES.into_iter().filter(|other| surfaces.contains(other) != holds);
                others.next().map(|other| Observed::Surface(Some(other)))
            }
            (Threshold::Locale(locales), Observed::Locale(_)) => {
                locales.first().map(|locale| Observed::Locale(Some(locale)))
            }
            (Threshold::Date(range), Observed::Date(day)) => flip(&range, *day, |_| true).map(Observed::Date),
            (Threshold::Weekday(days), Observed::Weekday(day)) => {
                let ahead = |other: &Weekday| day.until(*other);
                let others = WEEKDAYS.into_iter().map(|(other, _)| other);
                others.filter(|other| days.contains(other) != holds).min_by_key(ahead).map(Observed::Weekday)
            }
            _ => None,
        }
    }

    /// The least count or amount there can be.
    fn least(&self) -> i64 {
        match self {
            Self::Balance(_) => i64::MIN,
            Self::PointsToNextTier(_) | Self::AverageOrder(_) => 1,
            _ => 0,
        }
    }

    /// The highest number there can be.
    fn most(&self) -> f64 {
        if let Self::StillWithUs(_) = self { 100.0 } else { f64::MAX }
    }

    /// What is observed where there is nothing to observe, for facts of which that can be.
    fn lack(&self) -> Option<Observed<'static>> {
        match self {
            Self::PointsToNextTier(_) | Self::AverageOrder(_) | Self::BenefitLeft(..) => {
                Some(Observed::Nothing)
            }
            Self::DaysSinceOrder(_) | Self::DaysSinceFirstOrder(_) | Self::DaysSinceBehaviour(..) => {
                Some(Observed::Days(None))
            }
            Self::ExpectedOrders(..) | Self::StillWithUs(_) => Some(Observed::Number(None)),
            Self::Surface(_) => Some(Observed::Surface(None)),
            Self::Locale(_) => Some(Observed::Locale(None)),
            _ => None,
        }
    }
}

pub(super) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
