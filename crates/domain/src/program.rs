//! One brand's rules as a whole. Made from a program file, and checked, elsewhere; here it is taken as true.

use std::collections::BTreeMap;

use crate::id::{BrandId, Locale, OfferId, Placement};
use crate::lifecycle::StageRules;
use crate::offer::Offer;
use crate::tier::{Ladder, PointRules};
use crate::time::Zone;

/// One brand's rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// The brand.
    pub brand: BrandId,
    /// Its name for customers.
    pub name: String,
    /// Its languages; the first is used where a customer's is not among them.
    pub locales: Vec<Locale>,
    /// Where its days begin.
    pub zone: Zone,
    /// When a stage begins and ends.
    pub stages: StageRules,
    /// How points are earned.
    pub points: PointRules,
    /// The tiers and their benefits.
    pub ladder: Ladder,
    /// The places where offers are shown, and how many at most.
    pub placements: BTreeMap<Placement, usize>,
    /// How many claims one customer may hold open at once.
    pub open_claims: usize,
    /// The offers, in the order of the file, each name once.
    pub offers: Vec<Offer>,
}

/// How many claims that count each offer has.
pub type Taken = BTreeMap<OfferId, u64>;

impl Program {
    /// An offer by its name.
    #[must_use]
    pub fn offer(&self, id: &OfferId) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == *id)
    }

    /// The language to speak to someone who asks for these, best first, as BCP 47 tags: the first that is spoken,
    /// exactly or as its main language alone. `None` where none is.
    #[must_use]
    pub fn speak<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> Option<&Locale> {
        let spoken = |tag: &str| self.locales.iter().find(|locale| locale.as_str().eq_ignore_ascii_case(tag));
        wanted.into_iter().find_map(|tag| spoken(tag).or_else(|| spoken(tag.split('-').next()?)))
    }
}
