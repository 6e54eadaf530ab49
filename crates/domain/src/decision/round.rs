//! The offers that can be given, as they stand against each other.

use super::Listed;
use super::ballot::{Ballot, Paper, Part};
use super::rank::{Entrant, Ranked, Room, Scorer, rank};
use super::sieve::Sieve;
use crate::offer::{Kind, Offer};

/// The offers that can be given, and those that could be if the customer were not held out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Round<'a> {
    entrants: Vec<Entrant<'a>>,
    held_out: Vec<Entrant<'a>>,
    room: Room,
    seed: u64,
    /// Whether some customers are held out from all of the brand's ideas.
    measured: bool,
    given: Sure,
    /// As `given`, had nobody been held out.
    wanted: Sure,
    priority: Option<i32>,
    /// Whether those of a higher priority than the last fill the room, had nobody been held out.
    beyond: bool,
}

impl<'a> Round<'a> {
    pub(super) fn new(room: Room, seed: u64, measured: bool) -> Self {
        Self {
            entrants: Vec::new(),
            held_out: Vec::new(),
            room,
            seed,
            measured,
            given: Sure::default(),
            wanted: Sure::default(),
            priority: None,
            beyond: false,
        }
    }

    /// Whether none of this priority, or of a lower one, can be listed, whatever chance draws. Priorities come falling.
    pub(super) fn is_full_for(&mut self, priority: i32) -> bool {
        if !self.room.personal || self.priority.replace(priority) == Some(priority) {
            return false;
        }
        self.beyond = self.wanted.fills(&self.room);
        self.given.fills(&self.room)
    }

    /// Lets an offer take part that can be given. False where the customer is held out from it.
    pub(super) fn enter(&mut self, (place, offer): (usize, &'a Offer), sieve: &Sieve<'_, '_>) -> bool {
        let evidence = offer.worth.map(|_| sieve.tally(&offer.id).evidence).unwrap_or_default();
        let (entrant, held_out) = (Entrant { offer, place, evidence }, sieve.leaves_out(offer));
        if held_out && self.beyond {
            return false;
        }
        self.wanted.count(offer);
        if held_out {
            self.held_out.push(entrant);
        } else {
            self.given.count(offer);
            self.entrants.push(entrant);
        }
        !held_out
    }

    /// What became of each that takes part, best first.
    pub(super) fn rank(&self, scorer: &dyn Scorer) -> Vec<Ranked<'a>> {
        rank(self.entrants.iter().copied(), &self.room, scorer, self.seed)
    }

    /// What chance chose among; nothing where there is nothing to learn from it.
    pub(super) fn ballot(&self, listed: &[Listed<'a>]) -> Option<Ballot> {
        let part = |offer: &Offer| {
            let tried = self.measured || offer.worth.is_some() || offer.holdout.is_some();
            match tried && offer.kind == Kind::Proactive && self.room.personal {
                true if listed.iter().any(|listed| listed.offer.id == offer.id) => Part::Shown,
                true => Part::NotShown,
                false => Part::Beside,
            }
        };
        let paper =
            |entrant: &Entrant<'_>, part| Paper { place: entrant.place, evidence: entrant.evidence, part };
        let held_out = self.held_out.iter().map(|entrant| paper(entrant, Part::HeldOut));
        let given = self.entrants.iter().map(|entrant| paper(entrant, part(entrant.offer)));
        let papers: Vec<Paper> = held_out.chain(given).collect();
        papers.iter().any(|paper| paper.part != Part::Beside).then_some(Ballot { papers, room: self.room })
    }
}

/// How many offers are listed whatever chance draws. What has a worth may be drawn below nothing, and what has a theme
/// may be too much like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sure {
    /// Of the brand's own ideas.
    own: usize,
    /// Of what needs to be known or was earned.
    other: usize,
}

impl Sure {
    fn count(&mut self, offer: &Offer) {
        match offer.kind {
            Kind::Proactive if offer.theme.is_none() && offer.worth.is_none() => self.own += 1,
            Kind::Service | Kind::Earned if offer.theme.is_none() => self.other += 1,
            Kind::Proactive | Kind::Service | Kind::Earned => {}
        }
    }

    fn fills(self, room: &Room) -> bool {
        let left = room.left.map_or(usize::MAX, |left| usize::try_from(left.offers).unwrap_or(usize::MAX));
        self.other + self.own.min(left) >= room.offers
    }
}
