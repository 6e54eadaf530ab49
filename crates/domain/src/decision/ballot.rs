//! What chance chose among, kept apart from the customer it was chosen for.

use crate::offer::Offer;
use crate::program::Evidence;

use super::choice::Choice;
use super::odds::Odds;
use super::rank::{Entrant, Room, Thompson};

/// What chance chose among in a decision: enough to say, when nobody waits for it, how likely each choice was.
#[derive(Debug, Clone, PartialEq)]
pub struct Ballot {
    /// Those that were held out come first.
    pub(super) papers: Vec<Paper>,
    pub(super) room: Room,
}

/// An offer that came to be ranked, or would have come to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paper {
    /// Its place in the program.
    pub(super) place: usize,
    pub(super) evidence: Evidence,
    pub(super) part: Part,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The customer was held out from it.
    HeldOut,
    Shown,
    NotShown,
    /// It stood against the others, and teaches nothing itself.
    Beside,
}

impl Ballot {
    /// What was chosen by chance, and of what some are held out, by name. `offers` are those that were decided about.
    pub fn choices(&self, offers: &[Offer], odds: &mut Odds) -> Vec<Choice> {
        let entrant = |&Paper { place, evidence, .. }: &Paper| {
            Some(Entrant { offer: offers.get(place)?, place, evidence })
        };
        let all: Vec<Entrant<'_>> = self.papers.iter().filter_map(entrant).collect();
        let held_out = self.papers.partition_point(|paper| paper.part == Part::HeldOut);
        let mut choices = Vec::new();
        // Those held out as if nobody had been, the others among themselves.
        for (from, until) in [(0, held_out), (held_out, self.papers.len())] {
            let papers = self.papers.get(from..until).unwrap_or_default();
            if papers.iter().all(|paper| paper.part == Part::Beside) {
                continue;
            }
            let entrants = all.get(from..).unwrap_or_default();
            let likely = odds.of(entrants, &self.room, &Thompson);
            let asked = papers.iter().zip(entrants).zip(likely);
            let asked = asked.filter(|((paper, _), _)| paper.part != Part::Beside);
            choices.extend(asked.map(|((paper, entrant), propensity)| Choice {
                offer: entrant.offer.id.clone(),
                shown: paper.part == Part::Shown,
                propensity,
                held_out: paper.part == Part::HeldOut,
            }));
        }
        choices.sort_by(|a, b| a.offer.cmp(&b.offer));
        choices
    }
}
