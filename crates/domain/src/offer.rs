//! What could be given.

use std::collections::BTreeMap;

use crate::condition::Condition;
use crate::event::Terms;
use crate::id::{Locale, OfferId, Placement, Theme};
use crate::money::Money;
use crate::time::{Days, Timestamp};

pub mod catalogue; // the offers of a program
mod index; // what finds those a customer may be given
mod key; // by what they are found

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
    /// The higher, the earlier in the list; equal ones by what they are worth, then by name.
    pub priority: i32,
    /// How often it may be seen and taken.
    pub caps: Caps,
    /// How many claims there are in all; `None` for any number.
    pub stock: Option<u64>,
    /// What a customer who takes it gets; `None` for an offer that is only a link.
    pub voucher: Option<Voucher>,
    /// Whether it is an offer at all, or a message that must always arrive.
    pub kind: Kind,
    /// What it is worth to the brand; `None` leaves its rank to `priority` alone.
    pub worth: Option<Worth>,
    /// What may be spent on it, evenly over the time it runs; it must have an end.
    pub budget: Option<Budget>,
    /// Customers who are never shown it, so that it can be seen what it does.
    pub holdout: Option<Holdout>,
    /// What it has in common with others, at most one of which is listed.
    pub theme: Option<Theme>,
}

impl Offer {
    /// Whether it may be shown in a place.
    #[must_use]
    pub fn is_for(&self, placement: &Placement) -> bool {
        self.placements.is_empty() || self.placements.contains(placement)
    }
}

/// Whether an offer may be held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// The brand's idea: capped, held out, quiet when the customer has had trouble.
    #[default]
    Proactive,
    /// Something the customer needs to know. Never held out, never capped, whatever they said of offers.
    Service,
    /// Something the customer has earned. Never held out, never capped.
    Earned,
}

/// What an offer is worth to the brand, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// What is earned when somebody buys because of it.
    pub margin: Money,
    /// What giving it costs.
    pub cost: Money,
}

/// Money that is spent evenly over an offer's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// In all.
    pub total: Money,
    /// For each claim.
    pub each: Money,
}

/// A share of customers, always the same ones, who are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdout {
    /// What tells this choice of customers from another.
    pub salt: String,
    /// So many of 10,000.
    pub share: u16,
}

/// No more than so many times in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// So many times ...
    pub times: u64,
    /// ... within this.
    pub within: Span,
}

/// How far back something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Since ever.
    Ever,
    /// So many days of the customer's calendar, today included.
    Days(Days),
    /// So many hours back from now.
    Hours(u32),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caps {
    /// Claims that are not given back.
    pub claims: u64,
    /// Impressions: each of these holds.
    pub shown: Vec<Cap>,
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
        Self { claims: 1, shown: Vec::new(), rest_days: None }
    }
}
