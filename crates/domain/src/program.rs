//! One brand's rules as a whole. Made from a program file, and checked, elsewhere; here it is taken as true.

use std::collections::BTreeMap;

use crate::event::Purpose;
use crate::forecast::model::Forecaster;
use crate::forecast::spending::Spending;
use crate::id::{BrandId, Locale, OfferId, Placement};
use crate::ledger::BalanceRules;
use crate::lifecycle::StageRules;
use crate::offer::catalogue::Catalogue;
use crate::offer::{Cap, Holdout, Link, Offer};
use crate::profile::Profile;
use crate::referral::ReferralRules;
use crate::retention::Retention;
use crate::tier::{Holding, Ladder, PointRules};
use crate::time::{Days, Zone};

/// One brand's rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// The brand.
    pub brand: BrandId,
    /// Its name for customers.
    pub name: String,
    /// Its languages; the first is used where a customer's is not among them.
    pub locales: Vec<Locale>,
    /// Where its days begin.
    pub zone: Zone,
    /// Where a checkout that was begun is finished; `None` where no page of the brand's can do that.
    pub checkout: Option<Link>,
    /// When a stage begins and ends.
    pub stages: StageRules,
    /// How points are earned.
    pub points: PointRules,
    /// How points become spendable; `None` where they only lead to tiers.
    pub balance: Option<BalanceRules>,
    /// The tiers and their benefits.
    pub ladder: Ladder,
    /// How long a tier is held.
    pub holding: Holding,
    /// What a friend's first order gives; `None` for nothing.
    pub referral: Option<ReferralRules>,
    /// What is to be expected of customers.
    pub outlook: Outlook,
    /// The places where offers are shown, and how many at most.
    pub placements: BTreeMap<Placement, usize>,
    /// How many claims one customer may hold open at once.
    pub open_claims: usize,
    /// How often a customer may be shown offers at all, over all surfaces.
    pub caps: Vec<Cap>,
    /// No offers for so many days after a return, or after a complaint was raised, and while one is open.
    pub quiet_days: Days,
    /// Customers who are offered nothing, so that it can be seen what offers do.
    pub holdout: Option<Holdout>,
    /// When offers may be chosen for a customer.
    pub consent: Consent,
    /// How long what happened is kept.
    pub retention: Retention,
    /// The offers, in the order of the file, each name once.
    pub offers: Catalogue,
}

/// When offers may be chosen for a customer who did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Consent {
    /// Until they object.
    #[default]
    UntilObjected,
    /// Once they agree.
    OnceGiven,
}

/// The models a forecast rests on: fitted to all customers, and written into the program so that everyone's
/// forecast can be checked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// How often customers buy, and whether they are still there.
    pub buying: Forecaster,
    /// How much they spend; `None` where it is not known.
    pub spending: Option<Spending>,
}

/// What all customers together did with each offer.
pub type Tallies = BTreeMap<OfferId, Tally>;

/// What all customers together did with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Claims that count: neither given back nor run out.
    pub held: u64,
    /// Those of them that were made today.
    pub today: u64,
    /// What was seen of its worth.
    pub evidence: Evidence,
}

/// What was seen of the worth of an offer: of the customers it was given, and of those who were held out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Evidence {
    /// Those it was given.
    pub given: Arm,
    /// Those who were held out, or whom chance did not give it.
    pub held_out: Arm,
}

/// Customers who were treated alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Arm {
    /// How many.
    pub customers: u64,
    /// How many of them bought within the time it was looked for.
    pub bought: u64,
}

impl Consent {
    /// Whether offers may be chosen for this customer.
    #[must_use]
    pub fn allows(self, profile: &Profile) -> bool {
        let said = profile.consent.get(&Purpose::PersonalOffers).copied();
        said.unwrap_or(matches!(self, Self::UntilObjected))
    }
}

impl Program {
    /// An offer by its name.
    #[must_use]
    pub fn offer(&self, id: &OfferId) -> Option<&Offer> {
        self.offers.named(id)
    }

    /// The language to speak to someone who asks for these, best first, as BCP 47 tags: the first that is spoken,
    /// exactly or as its main language alone. `None` where none is.
    #[must_use]
    pub fn speak<'a>(&self, wanted: impl IntoIterator<Item = &'a str>) -> Option<&Locale> {
        let spoken = |tag: &str| self.locales.iter().find(|locale| locale.as_str().eq_ignore_ascii_case(tag));
        wanted.into_iter().find_map(|tag| spoken(tag).or_else(|| spoken(tag.split('-').next()?)))
    }
}
