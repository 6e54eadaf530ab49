//! What could be given.

use std::collections::BTreeMap;

use crate::condition::Condition;
use crate::event::Terms;
use crate::id::{Locale, OfferId, Placement};
use crate::time::{Days, Timestamp};

/// One offer of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Its name in rules, addresses and reports.
    pub id: OfferId,
    /// Its words in each language of the program.
    pub words: Terms,
    /// Its picture.
    pub image: Option<Image>,
    /// Where it leads.
    pub link: Option<Link>,
    /// Who it is for.
    pub audience: Audience,
    /// The places it may be shown in; empty for all of the program's.
    pub placements: Vec<Placement>,
    /// When it runs.
    pub validity: Validity,
    /// The higher, the earlier in the list; equal ones by name.
    pub priority: i32,
    /// How often it may be seen and taken.
    pub caps: Caps,
    /// How many claims there are in all; `None` for any number.
    pub stock: Option<u64>,
    /// What a customer who takes it gets; `None` for an offer that is only a link.
    pub voucher: Option<Voucher>,
}

/// A picture and what it shows, for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its address.
    pub src: String,
    /// What it shows, in each language; nothing where it only adorns.
    pub alt: BTreeMap<Locale, String>,
}

/// Where an offer leads, and the words on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// An address with `https:`, or a path on the page's own site, in each language.
    pub href: BTreeMap<Locale, String>,
    /// The words of the link, in each language.
    pub label: BTreeMap<Locale, String>,
}

/// Who an offer is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Audience {
    /// Everyone, known or not.
    Everyone,
    /// Known customers of whom this holds.
    Customers(Condition),
}

/// When an offer runs: from an instant, inclusive, to another, exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// The first instant, if it has one.
    pub from: Option<Timestamp>,
    /// The first instant after it, if it ends.
    pub until: Option<Timestamp>,
}

/// How often an offer may be seen and taken by one customer, over all surfaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// Claims that are not given back.
    pub claims: u64,
    /// Impressions, so many within so many days, today included.
    pub shown: Option<(u64, Days)>,
    /// "Not for me" holds for so many days; `None` for ever.
    pub rest_days: Option<Days>,
}

/// What a claim gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voucher {
    /// It can be used to the end of the day so many days after the claim.
    pub valid_days: Days,
}

impl Default for Caps {
    fn default() -> Self {
        Self { claims: 1, shown: None, rest_days: None }
    }
}
