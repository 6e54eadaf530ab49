//! Until when a decision holds if nothing happens.

use super::{Decision, Situation};
use crate::condition::Turn;
use crate::id::Placement;
use crate::offer::Audience;
use crate::time::Timestamp;

impl Situation<'_> {
    /// The first instant after now at which something that is given in a place ends, or something that is not given yet
    /// begins there: the validity of an offer, the time a customer has it because of the calendar, a claim or a
    /// reservation, a decline that has rested. `None` where time alone changes nothing. What another day would let a
    /// customer have that they do not have now is not looked for.
    #[must_use]
    pub fn until(&self, decision: &Decision<'_>, placement: &Placement) -> Option<Timestamp> {
        let (offers, facts) = (&self.program.offers, self.facts());
        let turn = |audience: &Audience, until| match audience {
            Audience::Everyone => None,
            Audience::Customers(condition) => match condition.turns(&facts, until) {
                Turn::On(day) => Some(self.program.zone.start(day)),
                Turn::Never | Turn::Unsure => None,
            },
        };
        let end = decision.listed.iter().flat_map(|listed| {
            let until = listed.offer.validity.until;
            [until, turn(&listed.offer.audience, until)]
        });
        let claims = self.profile.claims.iter().filter(|claim| claim.is_open(self.now));
        let declined = self.profile.declined.keys().filter_map(|id| offers.named(id));
        let rested = declined.filter(|offer| offer.is_for(placement)).filter_map(|offer| self.rested(offer));
        let begins = offers.index().begins(offers, placement, self.now);
        end.flatten()
            .chain(claims.map(|claim| claim.until))
            .chain(rested)
            .chain(begins)
            .filter(|instant| *instant > self.now)
            .min()
    }
}
