//! What was chosen by chance, and how likely that was: what is logged, so that it can be learnt from.

use crate::id::OfferId;

use super::chance::Chance;
use super::rank::{Entrant, Fate, Room, Scorer, rank};

/// An offer that came to be ranked, or would have come to it, and what became of it. Only of offers of which there is
/// something to learn: those with a worth, and those that some customers are held out from.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The offer.
    pub offer: OfferId,
    /// Whether it was listed.
    pub shown: bool,
    /// How likely it was to be listed, over all that chance could have drawn: above 0 and below 1. For one that was
    /// held out, how likely it would have been, had nobody been held out.
    pub propensity: f64,
    /// Whether the customer was left out, so that it can be seen what offers do. Then it was not shown.
    pub held_out: bool,
}

/// How often chance is asked again. A propensity is then known to about 0.025.
const DRAWS: u32 = 400;

/// How likely each of the entrants is to be listed, in their order: the share of the draws that list it, with one added
/// on either side (Laplace's rule of succession), so that it is never 0 and never 1.
pub(super) fn propensities(
    entrants: &[Entrant<'_>],
    room: &Room,
    scorer: &dyn Scorer,
    seed: u64,
) -> Vec<f64> {
    let mut seeds = Chance::named(seed, "propensity");
    let mut listed = vec![0_u32; entrants.len()];
    // Where nothing is drawn, all draws are alike.
    let draws = if entrants.iter().any(|entrant| entrant.offer.worth.is_some()) { DRAWS } else { 1 };
    for _ in 0..draws {
        for ranked in rank(entrants.iter().copied(), room, scorer, seeds.next_u64()) {
            if ranked.fate == Fate::Listed
                && let Some(listed) = listed.get_mut(ranked.entrant)
            {
                *listed += DRAWS / draws;
            }
        }
    }
    listed.into_iter().map(|listed| f64::from(listed + 1) / f64::from(DRAWS + 2)).collect()
}
