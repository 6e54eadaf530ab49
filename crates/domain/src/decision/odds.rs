//! How likely offers are to be listed, over all that chance could draw.

use std::collections::HashMap;

use crate::offer::Kind;
use crate::program::Evidence;

use super::chance::Chance;
use super::rank::{Entrant, Fate, Room, Scorer, rank};

/// How often chance is asked again, each time the odds are asked for. A propensity is then known to about 0.025.
const DRAWS: u32 = 400;

/// How often in all where the same offers stand against each other again and again: a propensity is then known to about
/// 0.005. What is known of it is shared by all those customers, so its error does not even out among them.
const MOST: u32 = 10_000;

/// So many rounds are remembered. Where there are more, each is hardly met twice.
const ROUNDS: usize = 1_024;

/// How likely offers are to be listed, remembered by which of them stood against each other: customers for whom the same
/// offers can be given have the same odds, and the more of them there are, the better these are known.
#[derive(Debug, Clone, Default)]
pub struct Odds(HashMap<Field, Drawn>);

/// What the odds depend on: which offers stand against each other, what is known of each, and for what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Field {
    entrants: Vec<(usize, Evidence)>,
    room: Room,
}

/// What was drawn so far.
#[derive(Debug, Clone)]
struct Drawn {
    seeds: Chance,
    draws: u32,
    /// How many of the draws listed each.
    listed: Vec<u32>,
}

impl Odds {
    /// How likely each of the entrants is to be listed, in their order: the share of the draws that list it, with one added
    /// on either side (Laplace's rule of succession), so that it is never 0 and never 1.
    pub(super) fn of(&mut self, entrants: &[Entrant<'_>], room: &Room, scorer: &dyn Scorer) -> Vec<f64> {
        let is_drawn =
            |entrant: &Entrant<'_>| entrant.offer.worth.is_some() && entrant.offer.kind == Kind::Proactive;
        if !room.personal || !entrants.iter().any(is_drawn) {
            // All draws are alike.
            let mut drawn = Drawn::among(entrants);
            drawn.draw(1, entrants, room, scorer);
            return drawn.listed.iter().map(|listed| share(listed * DRAWS, DRAWS)).collect();
        }
        let field = Field {
            entrants: entrants.iter().map(|entrant| (entrant.place, entrant.evidence)).collect(),
            room: *room,
        };
        if self.0.len() >= ROUNDS && !self.0.contains_key(&field) {
            self.0.clear();
        }
        let drawn = self.0.entry(field).or_insert_with(|| Drawn::among(entrants));
        drawn.draw(DRAWS.min(MOST - drawn.draws), entrants, room, scorer);
        drawn.listed.iter().map(|listed| share(*listed, drawn.draws)).collect()
    }
}

impl Drawn {
    /// Nothing yet. Who stands against whom decides what will be drawn, and nothing else: not the customer.
    fn among(entrants: &[Entrant<'_>]) -> Self {
        let seed = entrants
            .iter()
            .fold(0, |seed, entrant| Chance::named(seed, entrant.offer.id.as_str()).next_u64());
        Self { seeds: Chance::named(seed, "propensity"), draws: 0, listed: vec![0; entrants.len()] }
    }

    fn draw(&mut self, draws: u32, entrants: &[Entrant<'_>], room: &Room, scorer: &dyn Scorer) {
        for _ in 0..draws {
            for ranked in rank(entrants.iter().copied(), room, scorer, self.seeds.next_u64()) {
                if ranked.fate == Fate::Listed
                    && let Some(listed) = self.listed.get_mut(ranked.entrant)
                {
                    *listed += 1;
                }
            }
        }
        self.draws += draws;
    }
}

fn share(listed: u32, draws: u32) -> f64 {
    f64::from(listed + 1) / f64::from(draws + 2)
}
