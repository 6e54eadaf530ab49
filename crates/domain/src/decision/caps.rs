//! How often one customer may see an offer, and offers at all.

use jiff::SignedDuration;

use crate::id::{OfferId, Placement};
use crate::offer::{Cap, Kind, Offer, Span};
use crate::time::{Timestamp, Zone, plus};

use super::refusal::Refusal;
use super::situation::Situation;

/// How many more offers a customer may be shown, and the cap that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Left {
    /// So many.
    pub(super) offers: u64,
    /// The times of that cap.
    pub(super) of: u64,
}

impl Situation<'_> {
    /// Whether the customer has seen an offer as often as one should.
    pub(super) fn shown_enough(&self, offer: &Offer) -> Result<(), Refusal> {
        if offer.caps.shown.is_empty() {
            return Ok(());
        }
        let Some(shown) = self.profile.shown.get(&offer.id) else { return Ok(()) };
        let seen = |cap: &&Cap| cap.within.since(self.zone(), self.now).count(shown) >= cap.times;
        offer.caps.shown.iter().find(seen).map_or(Ok(()), |cap| Err(Refusal::ShownEnough(cap.times)))
    }

    /// How many more of the brand's own ideas the customer may be shown, over all surfaces; `None` for any number.
    /// What needs to be known and what was earned do not count, nor do they here.
    pub(super) fn left_to_show(&self) -> Option<Left> {
        let left = |cap: &Cap| {
            let since = cap.within.since(self.zone(), self.now);
            Left { offers: cap.times.saturating_sub(self.impressions(since)), of: cap.times }
        };
        self.program.caps.iter().map(left).min_by_key(|left| left.offers)
    }

    /// How often the brand's own ideas were seen. What the program no longer has is taken to have been one.
    fn impressions(&self, since: Since) -> u64 {
        let own = |id: &OfferId| self.program.offer(id).is_none_or(|offer| offer.kind == Kind::Proactive);
        let seen = self.profile.shown.iter().map(|(id, shown)| (id, since.count(shown)));
        seen.filter(|(id, count)| *count > 0 && own(id)).map(|(_, count)| count).sum()
    }
}

/// Where counting begins.
#[derive(Debug, Clone, Copy)]
enum Since {
    /// At an instant, inclusive.
    From(Timestamp),
    /// After an instant.
    After(Timestamp),
}

impl Since {
    /// How many there were, of instants from the oldest to the latest.
    fn count(self, shown: &[(Timestamp, Placement)]) -> u64 {
        shown.iter().rev().take_while(|(at, _)| self.holds(*at)).count() as u64
    }

    fn holds(self, at: Timestamp) -> bool {
        match self {
            Self::From(since) => at >= since,
            Self::After(since) => at > since,
        }
    }
}

impl Span {
    /// Where counting begins at an instant: with a day, or so many hours back, where what happened exactly so long
    /// ago no longer counts.
    fn since(self, zone: &Zone, now: Timestamp) -> Since {
        match self {
            Self::Ever => Since::From(Timestamp::MIN),
            Self::Days(days) => Since::From(zone.start(plus(zone.day(now), 1_i32.saturating_sub(days)))),
            Self::Hours(hours) => {
                let since = now.saturating_sub(SignedDuration::from_hours(i64::from(hours)));
                Since::After(since.unwrap_or(Timestamp::MIN))
            }
        }
    }
}
