//! Who has had trouble is left in peace for a while.

use crate::time::{Timestamp, plus};

use super::refusal::Refusal;
use super::situation::Situation;

impl Situation<'_> {
    /// Whether the brand keeps its ideas to itself: while a complaint is open, and for the program's days after one was
    /// raised or something was given back.
    pub(super) fn quiet(&self) -> Result<(), Refusal> {
        let complaints = || self.profile.contacts.iter().filter(|contact| contact.complaint);
        if complaints().any(|complaint| complaint.closed.is_none()) {
            return Err(Refusal::Quiet(None));
        }
        let orders = self.profile.orders.iter().chain(&self.profile.returned);
        let returns = orders.flat_map(|order| &order.returns).map(|back| back.at);
        let trouble = returns.chain(complaints().map(|complaint| complaint.opened)).max();
        match trouble.map(|trouble| self.days_after(trouble, self.program.quiet_days)) {
            Some(until) if self.now < until => Err(Refusal::Quiet(Some(until))),
            _ => Ok(()),
        }
    }

    /// The beginning of the customer's day that comes so many days after an instant's.
    pub(super) fn days_after(&self, at: Timestamp, days: crate::time::Days) -> Timestamp {
        let zone = self.zone();
        zone.start(plus(zone.day(at), days))
    }
}
