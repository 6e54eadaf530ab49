//! Which of the offers that can be given are listed, and in which order.
//!
//! The brand's `priority` comes first. Among equals, an offer with a worth stands by what it is expected to bring more
//! than showing nothing would, drawn by chance from what is known of it (Thompson, Biometrika 25, 1933): the less is
//! known, the wider the draw, so that the new is tried. What is drawn below nothing is not shown.

use crate::id::{OfferId, Theme};
use crate::offer::{Kind, Offer, Worth};
use crate::program::Evidence;

use super::caps::Left;
use super::chance::Chance;
use super::refusal::Refusal;

/// Says what showing an offer is expected to bring more than showing nothing would.
pub trait Scorer {
    /// In minor units of the program's currency, what it costs taken off.
    fn value(&self, offer: &OfferId, worth: &Worth, evidence: &Evidence, seed: u64) -> f64;
}

/// Draws the chances to buy, of those who are shown the offer and of those who are held out, from what was seen of
/// both. Nothing seen is a chance of anything between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thompson;

impl Scorer for Thompson {
    fn value(&self, offer: &OfferId, worth: &Worth, evidence: &Evidence, seed: u64) -> f64 {
        let mut chance = Chance::named(seed, offer.as_str());
        let given = chance.share(evidence.given.bought, evidence.given.customers);
        let held_out = chance.share(evidence.held_out.bought, evidence.held_out.customers);
        worth.margin.minor as f64 * (given - held_out) - worth.cost.minor as f64
    }
}

/// An offer that can be given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entrant<'a> {
    pub(super) offer: &'a Offer,
    /// Its place in the program.
    pub(super) place: usize,
    pub(super) evidence: Evidence,
}

/// For what the offers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Room {
    /// So many in all.
    pub(super) offers: usize,
    /// So many of the brand's own ideas.
    pub(super) left: Option<Left>,
    /// Whether they may be chosen for the customer; else they stand in the order of the program.
    pub(super) personal: bool,
}

/// What became of an entrant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked<'a> {
    pub(super) offer: &'a Offer,
    /// Which of the entrants it is.
    pub(super) entrant: usize,
    /// Its place in the program.
    place: usize,
    /// What was drawn, if it was.
    pub(super) value: Option<f64>,
    pub(super) fate: Fate<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fate<'a> {
    Listed,
    NoGain,
    Alike(&'a OfferId),
    SeenEnough(u64),
    NoRoom,
}

/// Ranks the entrants, best first.
pub(super) fn rank<'a>(
    entrants: impl Iterator<Item = Entrant<'a>>,
    room: &Room,
    scorer: &dyn Scorer,
    seed: u64,
) -> Vec<Ranked<'a>> {
    let draw = |(entrant, Entrant { offer, place, evidence }): (usize, Entrant<'a>)| {
        let worth = offer.worth.filter(|_| room.personal && offer.kind == Kind::Proactive);
        let value = worth.map(|worth| scorer.value(&offer.id, &worth, &evidence, seed));
        Ranked { offer, entrant, place, value, fate: Fate::Listed }
    };
    let mut ranked: Vec<Ranked<'a>> = entrants.enumerate().map(draw).collect();
    let value = |ranked: &Ranked<'_>| ranked.value.unwrap_or(0.0) + 0.0;
    ranked.sort_by(|a, b| match room.personal {
        true => (b.offer.priority.cmp(&a.offer.priority))
            .then_with(|| value(b).total_cmp(&value(a)))
            .then_with(|| a.offer.id.cmp(&b.offer.id)),
        false => a.place.cmp(&b.place),
    });
    let (mut offers, mut left) = (room.offers, room.left);
    let mut themes: Vec<(&Theme, &OfferId)> = Vec::new();
    for ranked in &mut ranked {
        let Offer { id, theme, kind, .. } = ranked.offer;
        let alike = themes.iter().find(|(known, _)| theme.as_ref() == Some(known));
        let own = left.as_mut().filter(|_| *kind == Kind::Proactive);
        ranked.fate = match (alike, own) {
            _ if ranked.value.is_some_and(|value| value.is_nan() || value < 0.0) => Fate::NoGain,
            (Some((_, other)), _) => Fate::Alike(other),
            (None, Some(Left { offers: 0, of })) => Fate::SeenEnough(*of),
            (None, _) if offers == 0 => Fate::NoRoom,
            (None, own) => {
                offers -= 1;
                own.into_iter().for_each(|left| left.offers -= 1);
                themes.extend(theme.as_ref().map(|theme| (theme, id)));
                Fate::Listed
            }
        };
    }
    ranked
}

impl Fate<'_> {
    /// Why it is not listed; `None` where it is.
    pub(super) fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Listed => None,
            Self::NoGain => Some(Refusal::NoGain),
            Self::Alike(other) => Some(Refusal::Alike(other.clone())),
            Self::SeenEnough(times) => Some(Refusal::SeenEnough(times)),
            Self::NoRoom => Some(Refusal::NoRoom),
        }
    }
}
