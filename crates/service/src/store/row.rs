//! How a fact is written in a database: JSON whose `kind` names it. Every store writes the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::event::{Assurance, Fact, Purpose};
use domain::id::{
    BehaviourName, BenefitId, ClaimId, ContactId, CustomerId, InvalidId, OfferId, OrderId, Placement,
    SpendingId,
};
use domain::money::{Currency, Money, Points};
use domain::time::{Timestamp, Zone};
use jiff::tz::TimeZoneDatabase;
use serde::{Deserialize, Serialize};

use self::item::ItemRow;
use self::refund::{ReturnedRow, ToldRow};
pub(crate) use self::share::Share;
use self::terms::{WordingRow, words};

mod item; // a product
mod refund; // what was given back
mod share; // whose a name is
mod terms; // words that were promised

/// An instant as it is kept: microseconds since 1970, the rest cut off.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The instant that was kept.
pub(crate) fn instant(micros: i64) -> Option<Timestamp> {
    Timestamp::from_microsecond(micros).ok()
}

/// Writes a fact.
pub(crate) fn write(fact: &Fact) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Row::of(fact))
}

/// Reads the fact of an event of this name; nothing where it is none.
pub(crate) fn read(id: &str, text: &str) -> Option<Fact> {
    serde_json::from_str::<Row<'_>>(text).ok()?.fact(id)
}

type Text<'a> = Cow<'a, str>;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Row<'a> {
    OrderCompleted {
        order: Text<'a>,
        minor: i64,
        currency: Text<'a>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        items: Vec<ItemRow<'a>>,
    },
    OrderRefunded {
        order: Text<'a>,
        amount: Option<ToldRow<'a>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        products: Vec<ReturnedRow<'a>>,
    },
    OrderCancelled {
        order: Text<'a>,
    },
    Behaviour {
        name: Text<'a>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<ItemRow<'a>>,
    },
    OfferShown {
        offer: Text<'a>,
        placement: Text<'a>,
    },
    OfferClaimed {
        claim: Text<'a>,
        offer: Text<'a>,
        until: i64,
        terms: BTreeMap<Text<'a>, WordingRow<'a>>,
    },
    ClaimReleased {
        claim: Text<'a>,
    },
    OfferDeclined {
        offer: Text<'a>,
    },
    OfferRestored {
        offer: Text<'a>,
    },
    VoucherRedeemed {
        claim: Text<'a>,
    },
    OfferReserved {
        claim: Text<'a>,
        offer: Text<'a>,
        until: i64,
    },
    PointsSpent {
        spending: Text<'a>,
        points: i64,
    },
    BenefitUsed {
        benefit: Text<'a>,
    },
    FriendInvited {
        friend: Text<'a>,
    },
    ContactOpened {
        contact: Text<'a>,
        complaint: bool,
    },
    ContactClosed {
        contact: Text<'a>,
    },
    PersonalOffers {
        allowed: bool,
    },
    ZoneReported {
        zone: Text<'a>,
    },
    Identified {
        anonymous: Text<'a>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        assurance: Option<Vouched>,
    },
    Merged {
        other: Text<'a>,
    },
    Unmerged {
        other: Text<'a>,
    },
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Vouched {
    Asserted,
    Proven,
}

impl Vouched {
    /// What was kept before it was written down is told by the event's name: those of pages begin with `page:`, and no
    /// other ones that the service has given.
    fn of(id: &str) -> Self {
        if id.starts_with("page:") { Self::Asserted } else { Self::Proven }
    }
}

impl<'a> Row<'a> {
    fn of(fact: &'a Fact) -> Self {
        match fact {
            Fact::OrderCompleted { order, total, items } => Self::OrderCompleted {
                order: of(order.as_str()),
                minor: total.minor,
                currency: code(total),
                items: items.iter().map(ItemRow::from).collect(),
            },
            Fact::OrderRefunded { order, amount } => {
                let (amount, products) = refund::kept(amount.as_ref());
                Self::OrderRefunded { order: of(order.as_str()), amount, products }
            }
            Fact::OrderCancelled { order } => Self::OrderCancelled { order: of(order.as_str()) },
            Fact::Behaviour { name, item } => {
                Self::Behaviour { name: of(name.as_str()), item: item.as_ref().map(ItemRow::from) }
            }
            Fact::OfferShown { offer, placement } => {
                Self::OfferShown { offer: of(offer.as_str()), placement: of(placement.as_str()) }
            }
            Fact::OfferClaimed { claim, offer, until, terms } => Self::OfferClaimed {
                claim: of(claim.as_str()),
                offer: of(offer.as_str()),
                until: micros(*until),
                terms: terms.0.iter().map(|(locale, words)| (of(locale.as_str()), words.into())).collect(),
            },
            Fact::ClaimReleased { claim } => Self::ClaimReleased { claim: of(claim.as_str()) },
            Fact::OfferDeclined { offer } => Self::OfferDeclined { offer: of(offer.as_str()) },
            Fact::OfferRestored { offer } => Self::OfferRestored { offer: of(offer.as_str()) },
            Fact::VoucherRedeemed { claim } => Self::VoucherRedeemed { claim: of(claim.as_str()) },
            Fact::OfferReserved { claim, offer, until } => Self::OfferReserved {
                claim: of(claim.as_str()),
                offer: of(offer.as_str()),
                until: micros(*until),
            },
            Fact::PointsSpent { spending, points } => {
                Self::PointsSpent { spending: of(spending.as_str()), points: points.0 }
            }
            Fact::BenefitUsed { benefit } => Self::BenefitUsed { benefit: of(benefit.as_str()) },
            Fact::FriendInvited { friend } => Self::FriendInvited { friend: of(friend.as_str()) },
            Fact::ContactOpened { contact, complaint } => {
                Self::ContactOpened { contact: of(contact.as_str()), complaint: *complaint }
            }
            Fact::ContactClosed { contact } => Self::ContactClosed { contact: of(contact.as_str()) },
            Fact::Consent { purpose: Purpose::PersonalOffers, given } => {
                Self::PersonalOffers { allowed: *given }
            }
            Fact::ZoneReported { zone } => {
                Self::ZoneReported { zone: of(zone.0.iana_name().unwrap_or("UTC")) }
            }
            Fact::Identified { anonymous, assurance } => Self::Identified {
                anonymous: of(anonymous.as_str()),
                assurance: Some(match assurance {
                    Assurance::Asserted => Vouched::Asserted,
                    Assurance::Proven => Vouched::Proven,
                }),
            },
            Fact::Merged { other } => Self::Merged { other: of(other.as_str()) },
            Fact::Unmerged { other } => Self::Unmerged { other: of(other.as_str()) },
        }
    }

    fn fact(self, id: &str) -> Option<Fact> {
        Some(match self {
            Self::OrderCompleted { order, minor, currency, items } => Fact::OrderCompleted {
                order: name(order, OrderId::new)?,
                total: money(minor, &currency)?,
                items: items.into_iter().map(ItemRow::item).collect::<Option<_>>()?,
            },
            Self::OrderRefunded { order, amount, products } => Fact::OrderRefunded {
                order: name(order, OrderId::new)?,
                amount: refund::read(amount, products)?,
            },
            Self::OrderCancelled { order } => Fact::OrderCancelled { order: name(order, OrderId::new)? },
            Self::Behaviour { name: said, item } => Fact::Behaviour {
                name: name(said, BehaviourName::new)?,
                item: match item {
                    Some(item) => Some(item.item()?),
                    None => None,
                },
            },
            Self::OfferShown { offer, placement } => Fact::OfferShown {
                offer: name(offer, OfferId::new)?,
                placement: name(placement, Placement::new)?,
            },
            Self::OfferClaimed { claim, offer, until, terms } => Fact::OfferClaimed {
                claim: name(claim, ClaimId::new)?,
                offer: name(offer, OfferId::new)?,
                until: instant(until)?,
                terms: words(terms)?,
            },
            Self::ClaimReleased { claim } => Fact::ClaimReleased { claim: name(claim, ClaimId::new)? },
            Self::OfferDeclined { offer } => Fact::OfferDeclined { offer: name(offer, OfferId::new)? },
            Self::OfferRestored { offer } => Fact::OfferRestored { offer: name(offer, OfferId::new)? },
            Self::VoucherRedeemed { claim } => Fact::VoucherRedeemed { claim: name(claim, ClaimId::new)? },
            Self::OfferReserved { claim, offer, until } => Fact::OfferReserved {
                claim: name(claim, ClaimId::new)?,
                offer: name(offer, OfferId::new)?,
                until: instant(until)?,
            },
            Self::PointsSpent { spending, points } => {
                Fact::PointsSpent { spending: name(spending, SpendingId::new)?, points: Points(points) }
            }
            Self::BenefitUsed { benefit } => Fact::BenefitUsed { benefit: name(benefit, BenefitId::new)? },
            Self::FriendInvited { friend } => Fact::FriendInvited { friend: name(friend, CustomerId::new)? },
            Self::ContactOpened { contact, complaint } => {
                Fact::ContactOpened { contact: name(contact, ContactId::new)?, complaint }
            }
            Self::ContactClosed { contact } => {
                Fact::ContactClosed { contact: name(contact, ContactId::new)? }
            }
            Self::PersonalOffers { allowed } => {
                Fact::Consent { purpose: Purpose::PersonalOffers, given: allowed }
            }
            Self::ZoneReported { zone } => {
                Fact::ZoneReported { zone: Zone(TimeZoneDatabase::bundled().get(&zone).ok()?) }
            }
            Self::Identified { anonymous, assurance } => Fact::Identified {
                anonymous: name(anonymous, CustomerId::new)?,
                assurance: match assurance.unwrap_or_else(|| Vouched::of(id)) {
                    Vouched::Asserted => Assurance::Asserted,
                    Vouched::Proven => Assurance::Proven,
                },
            },
            Self::Merged { other } => Fact::Merged { other: name(other, CustomerId::new)? },
            Self::Unmerged { other } => Fact::Unmerged { other: name(other, CustomerId::new)? },
        })
    }
}

fn of(text: &str) -> Text<'_> {
    Cow::Borrowed(text)
}

fn code(money: &Money) -> Text<'static> {
    Cow::Borrowed(money.currency.code())
}

fn name<T>(text: Text<'_>, new: fn(String) -> Result<T, InvalidId>) -> Option<T> {
    new(text.into_owned()).ok()
}

fn money(minor: i64, currency: &str) -> Option<Money> {
    Some(Money { minor, currency: Currency::new(currency).ok()? })
}
