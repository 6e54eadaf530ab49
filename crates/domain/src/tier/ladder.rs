//! The tiers, one above the other, and what each gives.

use std::collections::BTreeMap;

use crate::id::{BenefitId, Locale, TierId};
use crate::money::Points;

/// The tiers from the lowest up; the lowest starts at zero points, so that everyone has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder(Vec<Tier>);

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Its name in rules.
    pub id: TierId,
    /// Its name for customers.
    pub name: BTreeMap<Locale, String>,
    /// The points it takes.
    pub from: Points,
    /// What it gives while it is held, with everything lower tiers give.
    pub benefits: Vec<Benefit>,
}

/// What a tier gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// Its name in rules and reports.
    pub id: BenefitId,
    /// Its words: a few for the title, a sentence for the text.
    pub words: BTreeMap<Locale, (String, String)>,
    /// How often it may be used; `None` for as often as one likes.
    pub limit: Option<Limit>,
}

/// How often a benefit may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// So many times ...
    pub times: u32,
    /// ... in each of these.
    pub per: Per,
}

/// A span in which uses of a benefit are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
    /// The period of the tier's window; a year of the calendar where it has none.
    Period,
}

/// Why tiers make no ladder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLadder {
    /// There is none.
    #[error("there must be at least one tier")]
    Empty,
    /// The lowest takes points.
    #[error("the lowest tier, `{0}`, must start at 0 points")]
    NoGround(TierId),
    /// One does not take more than the one before it.
    #[error("tier `{0}` must take more points than the one before it")]
    NotRising(TierId),
}

impl Ladder {
    /// Takes tiers, lowest first, as a ladder.
    ///
    /// # Errors
    /// See [`InvalidLadder`].
    pub fn new(tiers: Vec<Tier>) -> Result<Self, InvalidLadder> {
        let ground = tiers.first().ok_or(InvalidLadder::Empty)?;
        if ground.from != Points(0) {
            return Err(InvalidLadder::NoGround(ground.id.clone()));
        }
        match tiers.windows(2).find(|pair| pair[1].from <= pair[0].from) {
            Some(pair) => Err(InvalidLadder::NotRising(pair[1].id.clone())),
            None => Ok(Self(tiers)),
        }
    }

    /// The tiers, lowest first.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.0
    }

    /// How high a tier stands, from 0; `None` if it is not of this ladder.
    #[must_use]
    pub fn rank(&self, id: &TierId) -> Option<usize> {
        self.0.iter().position(|tier| tier.id == *id)
    }

    /// Everything a tier gives: the benefits of the lower ones first.
    pub fn benefits<'p>(&'p self, tier: &Tier) -> impl Iterator<Item = &'p Benefit> {
        let from = tier.from;
        self.0.iter().filter(move |step| step.from <= from).flat_map(|step| &step.benefits)
    }

    /// The lowest tier that gives a benefit, and the benefit.
    #[must_use]
    pub fn giver(&self, benefit: &BenefitId) -> Option<(&Tier, &Benefit)> {
        self.0.iter().find_map(|tier| Some((tier, tier.benefits.iter().find(|given| given.id == *benefit)?)))
    }
}
