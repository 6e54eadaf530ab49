//! However many want it at once, no more is promised than there is.

use std::time::Duration;

use domain::claim::{ActError, Claimed};
use domain::decision::{Refusal, Situation, Visit};
use domain::event::{Event, Fact};
use domain::id::{ClaimId, CustomerId, EventId, OfferId};
use domain::offer::{Caps, Offer};
use domain::profile::{ClaimState, Profile};
use domain::program::{Program, Tallies, Tally};
use domain::time::Timestamp;
use jiff::ToSpan;
use proptest::prelude::*;

use crate::house::{offer, program};
use crate::story::{at, offer_id};

/// A house with so many seats, and guests who each have a history of their own.
struct House {
    program: Program,
    guests: Vec<Vec<Event>>,
    now: Timestamp,
    told: usize,
}

impl House {
    fn of(stock: u64, guests: usize) -> Self {
        let caps = Caps { claims: 1_000, ..Caps::default() };
        let program = program([Offer { stock: Some(stock), caps, ..offer("seat") }]);
        Self { program, guests: vec![Vec::new(); guests], now: at("1998-06-01"), told: 0 }
    }

    fn profile(&self, guest: usize) -> Profile {
        Profile::as_of(self.now, self.guests[guest].iter().cloned())
    }

    /// Every claim there is, and where it stands.
    fn states(&self) -> Vec<ClaimState> {
        let profiles = (0..self.guests.len()).map(|guest| self.profile(guest));
        profiles.flat_map(|profile| profile.claims).map(|claim| claim.state(self.now)).collect()
    }

    fn count(&self, of: fn(&ClaimState) -> bool) -> usize {
        self.states().iter().filter(|state| of(state)).count()
    }

    fn taken(&self) -> usize {
        let profiles = (0..self.guests.len()).map(|guest| self.profile(guest));
        profiles.flat_map(|profile| profile.claims).filter(|claim| claim.takes_stock(self.now)).count()
    }

    /// A guest does something with a new name for a claim and with the last of theirs; what follows is kept.
    fn act(
        &mut self,
        guest: usize,
        decide: impl FnOnce(&Situation<'_>, &Tallies, ClaimId, ClaimId) -> Result<Option<Fact>, ActError>,
    ) -> Result<(), ActError> {
        let tally = Tally { held: self.taken() as u64, ..Tally::default() };
        let tallies = Tallies::from([(seat(), tally)]);
        let customer = CustomerId::new(format!("guest-{guest}")).unwrap();
        let profile = self.profile(guest);
        let fresh = name(&format!("k-{}", self.told));
        let last = profile.claims.last().map_or_else(|| name("none"), |claim| claim.id.clone());
        let situation = Situation::of(&self.program, customer.clone(), &profile, Visit::default(), self.now);
        if let Some(fact) = decide(&situation, &tallies, fresh, last)? {
            let id = EventId::new(format!("e-{}", self.told)).unwrap();
            self.told += 1;
            self.guests[guest].push(Event { id, customer, at: self.now, fact });
        }
        Ok(())
    }

    fn reserve(&mut self, guest: usize, minutes: u64) -> Result<(), ActError> {
        let hold = Duration::from_secs(60 * minutes);
        self.act(guest, |seen, tallies, claim, _| seen.reserve(&seat(), tallies, claim, hold).map(fact))
    }

    fn claim(&mut self, guest: usize) -> Result<(), ActError> {
        self.act(guest, |seen, tallies, claim, _| seen.claim(&seat(), tallies, claim).map(fact))
    }

    fn confirm(&mut self, guest: usize) -> Result<(), ActError> {
        self.act(guest, |seen, _, _, last| seen.confirm(&last).map(fact))
    }

    fn release(&mut self, guest: usize) -> Result<(), ActError> {
        self.act(guest, |seen, _, _, last| seen.release(&last))
    }

    fn redeem(&mut self, guest: usize) -> Result<(), ActError> {
        self.act(guest, |seen, _, _, last| seen.redeem(&last).map(Some))
    }
}

fn seat() -> OfferId {
    offer_id("seat")
}

fn name(claim: &str) -> ClaimId {
    ClaimId::new(claim).unwrap()
}

fn fact(claimed: Claimed) -> Option<Fact> {
    match claimed {
        Claimed::New(fact) => Some(fact),
        Claimed::Held(_) => None,
    }
}

fn is_confirmed(state: &ClaimState) -> bool {
    matches!(state, ClaimState::Claimed(_) | ClaimState::Redeemed(_))
}

fn is_reserved(state: &ClaimState) -> bool {
    matches!(state, ClaimState::Reserved(_))
}

#[test]
fn of_two_hundred_who_want_a_hundred_seats_a_hundred_get_one() {
    let mut house = House::of(100, 200);
    let got: Vec<bool> = (0..200).map(|guest| house.reserve(guest, 10).is_ok()).collect();
    assert_eq!(got.iter().filter(|got| **got).count(), 100);
    let refused = house.reserve(150, 10).unwrap_err();
    assert_eq!(refused, ActError::NotOffered(seat(), Refusal::OutOfStock));

    (0..90).for_each(|guest| house.confirm(guest).unwrap());
    (0..90).for_each(|guest| house.confirm(guest).unwrap());
    assert_eq!((house.count(is_confirmed), house.count(is_reserved)), (90, 10), "twice is once");

    house.now += 10.minutes();
    assert_eq!((house.count(is_confirmed), house.count(is_reserved)), (90, 0));
    assert!(matches!(house.confirm(95), Err(ActError::Ended(_, ClaimState::Expired(_)))));
    let more = (100..200).filter(|guest| house.reserve(*guest, 10).is_ok()).count();
    assert_eq!(more, 10, "ten ran out, so ten more get one");
    assert_eq!(house.taken(), 100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_they_do_there_is_never_more_promised_than_there_is(
        stock in 1_u64..4,
        deeds in prop::collection::vec((0_usize..6, 0_usize..6, 1_u64..20), 1..60),
    ) {
        let mut house = House::of(stock, 6);
        for (guest, deed, minutes) in deeds {
            let full = house.taken() as u64 >= stock;
            let done = match deed {
                0 => house.reserve(guest, minutes),
                1 => house.claim(guest),
                2 => house.confirm(guest),
                3 => house.release(guest),
                4 => house.redeem(guest),
                _ => {
                    house.now += (minutes as i64).minutes();
                    Ok(())
                }
            };
            let taken = house.count(is_confirmed) + house.count(is_reserved);
            prop_assert_eq!(taken, house.taken());
            prop_assert!(taken as u64 <= stock);
            if done == Err(ActError::NotOffered(seat(), Refusal::OutOfStock)) {
                prop_assert!(full, "nobody is refused while there is one left");
            }
        }
        for guest in 0..6 {
            let told = house.profile(guest);
            house.guests[guest].reverse();
            let told_again = house.guests[guest].clone();
            house.guests[guest].extend(told_again);
            prop_assert_eq!(house.profile(guest), told, "in any order, however often");
        }
    }
}
