//! What happened: facts with an id, a customer and an instant. A profile is nothing but their sum.

use std::collections::BTreeMap;

use crate::id::{
    BehaviourName, BenefitId, Category, ClaimId, ContactId, CustomerId, EventId, Locale, OfferId, OrderId,
    Placement, ProductId, SpendingId,
};
use crate::money::{Money, Points, Told};
use crate::time::{Timestamp, Zone};

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
        /// What it was paid for, as far as was told.
        items: Vec<Item>,
    },
    /// Part of an order's money, or all of it, was given back.
    OrderRefunded {
        /// The order, which may become known only later.
        order: OrderId,
        /// How much; `None` is all that is left.
        amount: Option<Refund>,
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
        /// What it was done with, where it was a product.
        item: Option<Item>,
    },
    /// An offer was seen: half of it for a second.
    OfferShown {
        /// The offer.
        offer: OfferId,
        /// Where.
        placement: Placement,
    },
    /// An offer was set aside for the customer for a short while; claiming it under the same name makes it theirs.
    OfferReserved {
        /// The claim that may follow.
        claim: ClaimId,
        /// The offer.
        offer: OfferId,
        /// It is set aside until this instant, exclusive.
        until: Timestamp,
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
    /// Something was paid in points. Reported by servers only.
    PointsSpent {
        /// The payment: the same one twice is one.
        spending: SpendingId,
        /// How many, above zero.
        points: Points,
    },
    /// A benefit of the tier was used.
    BenefitUsed {
        /// The benefit.
        benefit: BenefitId,
    },
    /// The customer brought somebody along.
    FriendInvited {
        /// Who was invited.
        friend: CustomerId,
    },
    /// The customer raised a matter, on whatever surface.
    ContactOpened {
        /// The matter.
        contact: ContactId,
        /// Whether it is a complaint: who complains is not advertised to.
        complaint: bool,
    },
    /// A matter was settled.
    ContactClosed {
        /// The matter.
        contact: ContactId,
    },
    /// The customer allowed a use of what is known of them, or objected to it.
    Consent {
        /// To what use.
        purpose: Purpose,
        /// Whether it is allowed.
        given: bool,
    },
    /// Where the customer's days begin.
    ZoneReported {
        /// Their time zone.
        zone: Zone,
    },
    /// The customer said who they are where they had been somebody unknown: see [`crate::person`].
    Identified {
        /// The name they went by until then.
        anonymous: CustomerId,
        /// Who vouches for it.
        assurance: Assurance,
    },
    /// An agent found that somebody else is the same person. Never a browser.
    Merged {
        /// Whose names are this customer's from now on.
        other: CustomerId,
    },
    /// An agent found that they were not the same person after all.
    Unmerged {
        /// Whose names are their own again.
        other: CustomerId,
    },
}

/// How sure it is that a visitor is the customer they were identified as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// A page says so, with a key that anybody can read: nobody has checked who is speaking.
    Asserted,
    /// The brand says so: by a token it signed for the visitor, or by its servers.
    Proven,
}

/// So many of one product, in an order, in a basket or looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The product.
    pub product: ProductId,
    /// What kind of product it is.
    pub category: Option<Category>,
    /// How many, at least 1.
    pub quantity: u32,
    /// What one costs, if it was told.
    pub price: Option<Money>,
}

/// How much of an order was given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refund {
    /// So much money, not negative.
    Amount(Told),
    /// Some of its products, of which one at least costs what the order says.
    Products(Vec<Returned>),
}

/// So many of one product, given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The product.
    pub product: ProductId,
    /// How many, at least 1.
    pub quantity: u32,
    /// What was paid back for one, not negative; what the order says it cost where it was not told.
    pub price: Option<Told>,
}

/// What is done with what is known of a customer, for which consent is theirs to give and to take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Offers are chosen for them. An objection (GDPR, article 21(2)) ends that at once.
    PersonalOffers,
}

/// What a shop calls looking at a product, in Segment's words.
pub const PRODUCT_VIEWED: &str = "Product Viewed";
/// What a shop calls putting a product into the basket.
pub const PRODUCT_ADDED: &str = "Product Added";
/// What a shop calls beginning to pay, in Segment's words.
pub const CHECKOUT_STARTED: &str = "Checkout Started";
/// What we call giving that up for good: the basket may stay.
pub const CHECKOUT_LEFT: &str = "Checkout Left";
/// What a shop calls taking a product out of the basket.
pub const PRODUCT_REMOVED: &str = "Product Removed";

impl Fact {
    /// Whether it is what a page may tell of whom it likes: it counts, and takes nothing from anybody.
    #[must_use]
    pub fn is_behaviour(&self) -> bool {
        matches!(self, Self::Behaviour { .. })
    }

    /// Whether it ends something that another fact began.
    #[must_use]
    pub fn ends(&self) -> bool {
        match self {
            Self::OrderRefunded { .. } | Self::OrderCancelled { .. } => true,
            Self::ClaimReleased { .. } | Self::VoucherRedeemed { .. } | Self::OfferRestored { .. } => true,
            Self::ContactClosed { .. } | Self::PointsSpent { .. } | Self::Unmerged { .. } => true,
            Self::OrderCompleted { .. } | Self::Behaviour { .. } | Self::BenefitUsed { .. } => false,
            Self::OfferShown { .. } | Self::OfferClaimed { .. } | Self::OfferDeclined { .. } => false,
            Self::OfferReserved { .. } | Self::FriendInvited { .. } | Self::ContactOpened { .. } => false,
            Self::Consent { .. } | Self::ZoneReported { .. } => false,
            Self::Identified { .. } | Self::Merged { .. } => false,
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
