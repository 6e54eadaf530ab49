//! What is shown, coming down: everything a surface needs, ready to show.

use crate::words::Words;
use serde::{Deserialize, Serialize};

/// The answer of `GET /v1/experience`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What is shown.
    pub experience: Experience,
    /// The same, rendered: the inner HTML of the widget's root, to be shown before the wasm is there.
    pub html: String,
}

/// What one customer, or a visitor who is not known, is shown in one placement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experience {
    /// The build of the views that rendered the HTML. Another build must not hydrate it.
    pub build: String,
    /// The brand.
    pub brand: String,
    /// The place.
    pub placement: String,
    /// The language of every text, as a BCP 47 tag.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The instant of the decision, RFC 3339.
    pub decided_at: String,
    /// The first instant, RFC 3339, at which time alone takes something away that is shown, or brings something, a
    /// countdown included: who still shows it then asks again. `None` where none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The level of its heading, 2 to 6. Those of sections and offers are one and two below it.
    #[serde(default = "second")]
    pub heading: u8,
    /// Whether figures and codes were left out, because others may see the screen.
    #[serde(default)]
    pub masked: bool,
    /// The first line: "Good evening" would be about us; this is about them.
    pub greeting: String,
    /// The second line, if there is something to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Where a known customer stands; `None` for a visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What they began and nobody has ended, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<Matter>,
    /// In place of those where the experience is masked: that there are some, and not which; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<String>,
    /// What their tier gives.
    pub benefits: Vec<Benefit>,
    /// The offers, best first.
    pub offers: Vec<Offer>,
    /// The offers claimed, newest first.
    pub claims: Vec<Claim>,
    /// The words of the interface.
    pub words: Words,
}

impl Default for Experience {
    fn default() -> Self {
        Self {
            build: String::new(),
            brand: String::new(),
            placement: String::new(),
            locale: String::new(),
            dir: String::new(),
            decided_at: String::new(),
            until: None,
            heading: second(),
            masked: false,
            greeting: String::new(),
            lead: None,
            standing: None,
            matters: Vec::new(),
            hidden: None,
            benefits: Vec::new(),
            offers: Vec::new(),
            claims: Vec::new(),
            words: Words::default(),
        }
    }
}

/// A page has one heading of level 1, and it is not ours.
fn second() -> u8 {
    2
}

/// Where a customer stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Standing {
    /// The lifecycle stage: `prospect`, `new`, `active`, `loyal`, `at_risk`, `lapsed` or `won_back`.
    pub stage: String,
    /// The tier's name in rules.
    pub tier: String,
    /// The tier's name for people.
    pub tier_name: String,
    /// Points that count now; 0 where the experience is masked.
    pub points: i64,
    /// "182 points"; empty where the experience is masked.
    pub points_text: String,
    /// What there is to spend: "340 points to spend, 60 more on May 5"; `None` where points only lead to tiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<String>,
    /// How far it is to the next tier; `None` at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    /// The last day the tier is held if nothing more is bought: "Gold is yours until 3 May 1999".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<When>,
}

/// The way to the next tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Progress {
    /// Points reached, of `of`.
    pub value: i64,
    /// Points the next tier takes.
    pub of: i64,
    /// "68 points to Gold"
    pub text: String,
}

/// A day or an instant, for people and for machines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct When {
    /// A date or an instant, as in HTML's `datetime`.
    pub iso: String,
    /// "Until 3 May 1999"
    pub text: String,
}

/// A matter in progress, wherever it was begun: a checkout, or something raised with the brand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Matter {
    /// `checkout`, or `contact:` and its name; also in the address that closes it.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// Since when.
    pub since: When,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// The button that closes it.
    pub close: String,
}

/// What a tier gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Benefit {
    /// Its name in rules.
    pub id: String,
    /// A few words.
    pub title: String,
    /// A sentence.
    pub text: String,
    /// How often it can still be used: "1 of 2 left until December 31"; `None` for as often as one likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
}

/// An offer to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Offer {
    /// Its name in rules and in the addresses of acts.
    pub id: String,
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub text: String,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Why it is shown, each a sentence. Never empty.
    pub why: Vec<String>,
    /// What would take it away, in a sentence: "It is for you until May 3, or until you order again."
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Until when it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// The instant it ends, RFC 3339, in the 24 hours before it: what is left is counted down to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// The small print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// Whether it can be claimed: it has a voucher and the customer is known.
    pub claimable: bool,
    /// Whether "not for me" can be said: the customer is known.
    pub declinable: bool,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Image {
    /// Its address.
    pub src: String,
    /// What it shows; empty where it only adorns.
    pub alt: String,
}

/// Where an offer leads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Link {
    /// An `https:` address or a path.
    pub href: String,
    /// Its words.
    pub label: String,
}

/// An offer the customer has claimed, with the words it had then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Claim {
    /// Its name.
    pub id: String,
    /// The offer.
    pub offer: String,
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub text: String,
    /// The small print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// The voucher code to show at the till or type into the checkout; empty where the experience is masked.
    pub code: String,
    /// Until when it can be used.
    pub until: When,
    /// The instant it ends, as for an offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
}
