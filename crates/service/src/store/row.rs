//! How a fact is written in a database: JSON whose `kind` names it. Every store writes the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::event::{Fact, Terms, Wording};
use domain::id::{BehaviourName, ClaimId, InvalidId, Locale, OfferId, OrderId, Placement};
use domain::money::{Currency, Money};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

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

/// Reads a fact; nothing where it is none.
pub(crate) fn read(text: &str) -> Option<Fact> {
    serde_json::from_str::<Row<'_>>(text).ok()?.fact()
}

type Text<'a> = Cow<'a, str>;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Row<'a> {
    OrderCompleted { order: Text<'a>, minor: i64, currency: Text<'a> },
    OrderRefunded { order: Text<'a>, amount: Option<(i64, Text<'a>)> },
    OrderCancelled { order: Text<'a> },
    Behaviour { name: Text<'a> },
    OfferShown { offer: Text<'a>, placement: Text<'a> },
    OfferClaimed { claim: Text<'a>, offer: Text<'a>, until: i64, terms: BTreeMap<Text<'a>, WordingRow<'a>> },
    ClaimReleased { claim: Text<'a> },
    OfferDeclined { offer: Text<'a> },
    OfferRestored { offer: Text<'a> },
    VoucherRedeemed { claim: Text<'a> },
}

#[derive(Serialize, Deserialize)]
struct WordingRow<'a> {
    title: Text<'a>,
    text: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms: Option<Text<'a>>,
}

impl<'a> Row<'a> {
    fn of(fact: &'a Fact) -> Self {
        match fact {
            Fact::OrderCompleted { order, total } => {
                Self::OrderCompleted { order: of(order.as_str()), minor: total.minor, currency: code(total) }
            }
            Fact::OrderRefunded { order, amount } => Self::OrderRefunded {
                order: of(order.as_str()),
                amount: amount.as_ref().map(|amount| (amount.minor, code(amount))),
            },
            Fact::OrderCancelled { order } => Self::OrderCancelled { order: of(order.as_str()) },
            Fact::Behaviour { name } => Self::Behaviour { name: of(name.as_str()) },
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
        }
    }

    fn fact(self) -> Option<Fact> {
        Some(match self {
            Self::OrderCompleted { order, minor, currency } => {
                Fact::OrderCompleted { order: name(order, OrderId::new)?, total: money(minor, &currency)? }
            }
            Self::OrderRefunded { order, amount } => Fact::OrderRefunded {
                order: name(order, OrderId::new)?,
                amount: match amount {
                    Some((minor, currency)) => Some(money(minor, &currency)?),
                    None => None,
                },
            },
            Self::OrderCancelled { order } => Fact::OrderCancelled { order: name(order, OrderId::new)? },
            Self::Behaviour { name: said } => Fact::Behaviour { name: name(said, BehaviourName::new)? },
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
        })
    }
}

impl<'a> From<&'a Wording> for WordingRow<'a> {
    fn from(words: &'a Wording) -> Self {
        Self { title: of(&words.title), text: of(&words.text), terms: words.terms.as_deref().map(of) }
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

fn words(terms: BTreeMap<Text<'_>, WordingRow<'_>>) -> Option<Terms> {
    let wording = |row: WordingRow<'_>| Wording {
        title: row.title.into_owned(),
        text: row.text.into_owned(),
        terms: row.terms.map(Cow::into_owned),
    };
    let words = terms.into_iter().map(|(locale, row)| Some((name(locale, Locale::new)?, wording(row))));
    words.collect::<Option<_>>().map(Terms)
}
