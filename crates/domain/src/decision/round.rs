//! The offers that can be given, as they stand against each other.

use super::Listed;
use super::choice::{Choice, propensities};
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

    /// What was chosen by chance, and of what some are held out, by name.
    pub(super) fn choices(&self, scorer: &dyn Scorer, listed: &[Listed<'a>]) -> Vec<Choice> {
        let teaches = |offer: &Offer| {
            let tried = self.measured || offer.worth.is_some() || offer.holdout.is_some();
            tried && offer.kind == Kind::Proactive && self.room.personal
        };
        let mut choices = Vec::new();
        if self.entrants.iter().any(|entrant| teaches(entrant.offer)) {
            let likely = propensities(&self.entrants, &self.room, scorer, self.seed);
            let asked = self.entrants.iter().map(|entrant| entrant.offer).zip(likely);
            choices.extend(asked.filter(|(offer, _)| teaches(offer)).map(|(offer, propensity)| Choice {
                offer: offer.id.clone(),
                shown: listed.iter().any(|listed| listed.offer.id == offer.id),
                propensity,
                held_out: false,
            }));
        }
        if !self.held_out.is_empty() {
            let all = [self.held_out.as_slice(), &self.entrants].concat();
            let likely = propensities(&all, &self.room, scorer, self.seed);
            choices.extend(self.held_out.iter().zip(likely).map(|(entrant, propensity)| Choice {
                offer: entrant.offer.id.clone(),
                shown: false,
                propensity,
                held_out: true,
            }));
        }
        choices.sort_by(|a, b| a.offer.cmp(&b.offer));
        choices
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
