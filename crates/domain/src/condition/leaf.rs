//! A condition on one observed fact.

use super::goods::Goods;
use super::range::{Range, Within};
use crate::id::{BehaviourName, BenefitId, Locale, OfferId, TierId};
use crate::lifecycle::Stage;
use crate::money::Money;
use crate::surface::Surface;
use crate::time::{Date, Days, Weekday};

/// A condition on one observed fact. The list is closed: what nobody observed cannot be asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaf {
    /// The lifecycle stage is one of these.
    Stage(Vec<Stage>),
    /// The tier held is this one or a higher one.
    TierAtLeast(TierId),
    /// The tier held is this one.
    TierIs(TierId),
    /// The number of net orders, in the last so many days or ever.
    Orders(Within, Range<u64>),
    /// What was spent on net orders, in the last so many days or ever, in the program's currency.
    Spent(Within, Range<Money>),
    /// The days since the last net order. Never true of someone without one.
    DaysSinceOrder(Range<Days>),
    /// The days since the first net order. Never true of someone without one.
    DaysSinceFirstOrder(Range<Days>),
    /// Points still missing to the next tier. Never true at the top.
    PointsToNextTier(Range<i64>),
    /// How often something was done, in the last so many days or ever.
    Behaviour(BehaviourName, Within, Range<u64>),
    /// How often an offer was claimed and not given back.
    Claims(OfferId, Range<u64>),
    /// How often an offer's voucher was redeemed.
    Redemptions(OfferId, Range<u64>),
    /// How many such products were bought and kept, in the last so many days or ever.
    Bought(Goods, Within, Range<u64>),
    /// How often such a product was looked at, in the last so many days or ever.
    Viewed(Goods, Within, Range<u64>),
    /// What a net order was worth on average, in the program's currency; orders in others are left out. Never true of
    /// someone without one.
    AverageOrder(Range<Money>),
    /// What is in the basket is worth so much, in the program's currency.
    Basket(Range<Money>),
    /// How many such products are in the basket.
    InBasket(Goods, Range<u64>),
    /// The days since something was last done. Never true of someone who never did it.
    DaysSinceBehaviour(BehaviourName, Range<Days>),
    /// The points that can be spent.
    Balance(Range<i64>),
    /// How many of the friends they invited have bought.
    Friends(Range<u64>),
    /// How often a benefit can still be used. Never true of one the tier does not give.
    BenefitLeft(BenefitId, Range<u64>),
    /// How many purchases are to be expected in the next so many days. Never true of someone without one so far.
    ExpectedOrders(Days, Range<f64>),
    /// How likely it is, in percent, that they have not left for good. Never true of someone without an order.
    StillWithUs(Range<f64>),
    /// The surface is one of these.
    Surface(Vec<Surface>),
    /// The language they are spoken to in is one of these.
    Locale(Vec<Locale>),
    /// Today, in the program's zone.
    Date(Range<Date>),
    /// The day of the week, in the program's zone, is one of these.
    Weekday(Vec<Weekday>),
}

/// The word of every leaf, in the order of [`Leaf`].
pub const WORDS: [&str; 26] = [
    "stage",
    "tier_at_least",
    "tier_is",
    "orders",
    "spent",
    "days_since_order",
    "days_since_first_order",
    "points_to_next_tier",
    "behaviour",
    "claims",
    "redemptions",
    "bought",
    "viewed",
    "average_order",
    "basket",
    "in_basket",
    "days_since_behaviour",
    "balance",
    "friends",
    "benefit_left",
    "expected_orders",
    "still_with_us",
    "surface",
    "locale",
    "date",
    "weekday",
];

impl Leaf {
    /// Its word in a program file.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Stage(_) => "stage",
            Self::TierAtLeast(_) => "tier_at_least",
            Self::TierIs(_) => "tier_is",
            Self::Orders(..) => "orders",
            Self::Spent(..) => "spent",
            Self::DaysSinceOrder(_) => "days_since_order",
            Self::DaysSinceFirstOrder(_) => "days_since_first_order",
            Self::PointsToNextTier(_) => "points_to_next_tier",
            Self::Behaviour(..) => "behaviour",
            Self::Claims(..) => "claims",
            Self::Redemptions(..) => "redemptions",
            Self::Bought(..) => "bought",
            Self::Viewed(..) => "viewed",
            Self::AverageOrder(_) => "average_order",
            Self::Basket(_) => "basket",
            Self::InBasket(..) => "in_basket",
            Self::DaysSinceBehaviour(..) => "days_since_behaviour",
            Self::Balance(_) => "balance",
            Self::Friends(_) => "friends",
            Self::BenefitLeft(..) => "benefit_left",
            Self::ExpectedOrders(..) => "expected_orders",
            Self::StillWithUs(_) => "still_with_us",
            Self::Surface(_) => "surface",
            Self::Locale(_) => "locale",
            Self::Date(_) => "date",
            Self::Weekday(_) => "weekday",
        }
    }

    /// Which fact it asks about, whatever it asks of it: two leaves with the same look at the same.
    pub(super) fn fact(&self) -> Asked<'_> {
        let (within, name, goods) = match self {
            Self::TierAtLeast(tier) | Self::TierIs(tier) => (None, Some(tier.as_str()), None),
            Self::Orders(within, _) | Self::Spent(within, _) => (*within, None, None),
            Self::Behaviour(name, within, _) => (*within, Some(name.as_str()), None),
            Self::DaysSinceBehaviour(name, _) => (None, Some(name.as_str()), None),
            Self::Claims(offer, _) | Self::Redemptions(offer, _) => (None, Some(offer.as_str()), None),
            Self::Bought(goods, within, _) | Self::Viewed(goods, within, _) => (*within, None, Some(goods)),
            Self::InBasket(goods, _) => (None, None, Some(goods)),
            Self::BenefitLeft(benefit, _) => (None, Some(benefit.as_str()), None),
            Self::ExpectedOrders(days, _) => (Some(*days), None, None),
            Self::Stage(_)
            | Self::DaysSinceOrder(_)
            | Self::DaysSinceFirstOrder(_)
            | Self::PointsToNextTier(_)
            | Self::AverageOrder(_)
            | Self::Basket(_)
            | Self::Balance(_)
            | Self::Friends(_)
            | Self::StillWithUs(_)
            | Self::Surface(_)
            | Self::Locale(_)
            | Self::Date(_)
            | Self::Weekday(_) => (None, None, None),
        };
        Asked { word: self.word(), within, name, goods }
    }
}

/// What a leaf asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked<'l> {
    word: &'static str,
    within: Within,
    name: Option<&'l str>,
    goods: Option<&'l Goods>,
}
