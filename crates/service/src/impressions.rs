//! Offers that customers saw.

use contract::shown::Shown;
use domain::event::{Event, Fact};
use domain::id::{CustomerId, EventId, OfferId, Placement};
use domain::program::Program;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use crate::ask;
use crate::error::Error;
use crate::hex::hex;

/// So many offers are reported at once. No page shows nearly as many.
const MOST: usize = 100;

/// The offers that were seen in a placement.
#[derive(Debug)]
pub struct Impressions {
    placement: Placement,
    offers: Vec<OfferId>,
}

impl Impressions {
    /// Reads what a page reports.
    ///
    /// # Errors
    /// An unknown placement, surface or offer, more than 100 offers.
    pub fn read(program: &Program, shown: &Shown) -> Result<Self, Error> {
        let placement = ask::placement(program, &shown.placement)?;
        shown.surface.as_deref().map(ask::surface).transpose()?;
        if shown.offers.len() > MOST {
            let rule = format!("must be at most {MOST} offers");
            return Err(Error::field("offers", &shown.offers.len().to_string(), &rule));
        }
        let known = |(at, name): (usize, &String)| {
            let offer = OfferId::new(name.as_str()).ok().filter(|id| program.offer(id).is_some());
            offer.ok_or_else(|| {
                Error::field(&format!("offers[{at}]"), name, "must be an offer of the program")
            })
        };
        let offers = shown.offers.iter().enumerate().map(known).collect::<Result<_, _>>()?;
        Ok(Self { placement, offers })
    }

    /// The same as events. In a session an offer is seen once, wherever: seen again, it is the same event.
    #[must_use]
    pub fn events(&self, session: &[u8; 32], customer: &CustomerId, at: Timestamp) -> Vec<Event> {
        let event = |offer: &OfferId| {
            let fact = Fact::OfferShown { offer: offer.clone(), placement: self.placement.clone() };
            Some(Event { id: self.name(session, offer)?, customer: customer.clone(), at, fact })
        };
        self.offers.iter().filter_map(event).collect()
    }

    /// `None` never: digits are a name.
    fn name(&self, session: &[u8; 32], offer: &OfferId) -> Option<EventId> {
        let hash = Sha256::new().chain_update(session).chain_update(offer.as_str()).finalize();
        EventId::new(format!("shown-{}", hex(&hash[..16]))).ok()
    }
}
