//! What happened: facts with an id, a customer and an instant. A profile is nothing but their sum.

use std::collections::BTreeMap;

use crate::id::{BehaviourName, ClaimId, CustomerId, EventId, Locale, OfferId, OrderId, Placement};
use crate::money::Money;
use crate::time::Timestamp;

/// Something that happened to one customer at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its identity: the same id twice is one event.
    pub id: EventId,
    /// Whom it happened to.
    pub customer: CustomerId,
    /// When it happened, as far as is known; not when it was reported.
    pub at: Timestamp,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// An order was paid. Reported by servers only.
    OrderCompleted {
        /// The shop's order.
        order: OrderId,
        /// What was paid for it, not negative.
        total: Money,
    },
    /// Part of an order's money, or all of it, was given back.
    OrderRefunded {
        /// The order, which may become known only later.
        order: OrderId,
        /// How much, not negative; `None` is all that is left.
        amount: Option<Money>,
    },
    /// An order was called off as a whole.
    OrderCancelled {
        /// The order.
        order: OrderId,
    },
    /// Anything else the customer did: how often and when last is kept.
    Behaviour {
        /// Its name, such as `Product Viewed`.
        name: BehaviourName,
    },
    /// An offer was seen: half of it for a second.
    OfferShown {
        /// The offer.
        offer: OfferId,
        /// Where.
        placement: Placement,
    },
    /// An offer was taken.
    OfferClaimed {
        /// The claim that began.
        claim: ClaimId,
        /// The offer.
        offer: OfferId,
        /// The claim can be used before this instant.
        until: Timestamp,
        /// The words of the offer as they were, which bind the brand until the claim ends.
        terms: Terms,
    },
    /// A claim was given back unused.
    ClaimReleased {
        /// The claim that ended.
        claim: ClaimId,
    },
    /// "Not for me": the offer is not to be shown again until it has rested.
    OfferDeclined {
        /// The offer.
        offer: OfferId,
    },
    /// A "not for me" was taken back.
    OfferRestored {
        /// The offer.
        offer: OfferId,
    },
    /// A claim's voucher was accepted at a till or in a checkout.
    VoucherRedeemed {
        /// The claim that ended.
        claim: ClaimId,
    },
}

impl Fact {
    /// Whether it ends something that another fact began.
    #[must_use]
    pub fn ends(&self) -> bool {
        match self {
            Self::OrderRefunded { .. } | Self::OrderCancelled { .. } => true,
            Self::ClaimReleased { .. } | Self::VoucherRedeemed { .. } | Self::OfferRestored { .. } => true,
            Self::OrderCompleted { .. } | Self::Behaviour { .. } => false,
            Self::OfferShown { .. } | Self::OfferClaimed { .. } | Self::OfferDeclined { .. } => false,
        }
    }
}

/// An offer's words in each language of the program, frozen when it is claimed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms(pub BTreeMap<Locale, Wording>);

/// An offer's words in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub text: String,
    /// The small print, if there is any.
    pub terms: Option<String>,
}
