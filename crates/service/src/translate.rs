//! From a decision to what is shown: every text in the customer's language, ready to show.

use std::collections::BTreeMap;

use contract::experience::{Claim, Experience, Image, Link, Offer, When};
use domain::decision::{Decision, Listed, Situation};
use domain::id::{ClaimId, Locale};
use domain::profile;
use domain::time::{Date, Timestamp};
use jiff::SignedDuration;

use crate::ask::Ask;
use crate::words::{Message, Speech, Value, speech};

mod opening; // the first two lines
mod standing; // tier, points, what the tier gives
mod matter; // what is in progress
mod reason; // why an offer is shown, in words
mod change; // what would take it away

/// How long before its end what is left of an offer or a claim is counted down.
const COUNTED: SignedDuration = SignedDuration::from_hours(24);

/// What a customer, or a visitor, is shown where it is asked for. `code` gives the voucher code of a claim.
#[must_use]
pub fn experience(
    situation: &Situation<'_>,
    decision: &Decision<'_>,
    ask: &Ask,
    code: &dyn Fn(&ClaimId) -> String,
) -> Experience {
    let (locale, somebody, known) = (ask.locale(), situation.customer.is_some(), situation.is_known());
    let speech = speech(locale);
    let teller = Teller { situation, locale, speech: &speech, masked: somebody && ask.is_masked() };
    let (matters, hidden) = if somebody { teller.matters() } else { Default::default() };
    Experience {
        build: constance::BUILD.to_owned(),
        brand: situation.program.brand.to_string(),
        placement: ask.placement().to_string(),
        locale: speech.tag().to_owned(),
        dir: speech.dir().to_owned(),
        decided_at: situation.now.to_string(),
        until: teller.holds_until(decision, ask).map(|until| until.to_string()),
        heading: ask.heading(),
        masked: teller.masked,
        greeting: teller.greeting(),
        lead: teller.lead(!decision.listed.is_empty()).filter(|lead| teller.may_show(lead)),
        standing: known.then(|| teller.standing()),
        matters,
        hidden,
        benefits: if known { teller.benefits() } else { Vec::new() },
        offers: teller.offers(&decision.listed),
        claims: if somebody { teller.claims(code) } else { Vec::new() },
        words: speech.words(),
    }
}

/// Tells one customer's situation in one language.
struct Teller<'a> {
    situation: &'a Situation<'a>,
    locale: &'a Locale,
    speech: &'a Speech,
    /// Whether figures and codes of the customer are left out: others may see the screen.
    masked: bool,
}

impl Teller<'_> {
    fn offers(&self, listed: &[Listed<'_>]) -> Vec<Offer> {
        let changes =
            self.changes(listed).into_iter().map(|change| change.filter(|text| self.may_show(text)));
        listed.iter().zip(changes).map(|(listed, change)| self.offer(listed, change)).collect()
    }

    fn offer(&self, listed: &Listed<'_>, change: Option<String>) -> Offer {
        let offer = listed.offer;
        let words = self.pick(&offer.words.0);
        Offer {
            id: offer.id.to_string(),
            title: words.map(|words| words.title.clone()).unwrap_or_default(),
            text: words.map(|words| words.text.clone()).unwrap_or_default(),
            image: offer.image.as_ref().map(|image| Image {
                src: image.src.clone(),
                alt: self.pick(&image.alt).cloned().unwrap_or_default(),
            }),
            why: self.why(listed),
            change,
            until: offer.validity.until.map(|until| self.until(until)),
            ends: offer.validity.until.and_then(|until| self.ends(until)),
            terms: words.and_then(|words| words.terms.clone()),
            link: offer.link.as_ref().map(|link| self.link(link)),
            claimable: self.situation.customer.is_some() && offer.voucher.is_some(),
            declinable: self.situation.customer.is_some(),
        }
    }

    fn link(&self, link: &domain::offer::Link) -> Link {
        Link {
            href: self.pick(&link.href).cloned().unwrap_or_default(),
            label: self.pick(&link.label).cloned().unwrap_or_default(),
        }
    }

    /// The claims that can still be used, newest first, in the words they were promised in.
    fn claims(&self, code: &dyn Fn(&ClaimId) -> String) -> Vec<Claim> {
        let mut open: Vec<&profile::Claim> = self
            .situation
            .profile
            .claims
            .iter()
            .filter(|claim| claim.terms.is_some() && claim.is_open(self.situation.now))
            .collect();
        open.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        let told = open.into_iter().map(|claim| {
            let words = claim.terms.as_ref().and_then(|terms| self.pick(&terms.0));
            Claim {
                id: claim.id.to_string(),
                offer: claim.offer.to_string(),
                title: words.map(|words| words.title.clone()).unwrap_or_default(),
                text: words.map(|words| words.text.clone()).unwrap_or_default(),
                terms: words.and_then(|words| words.terms.clone()),
                code: if self.masked { String::new() } else { code(&claim.id) },
                until: self.until(claim.until),
                ends: self.ends(claim.until),
            }
        });
        told.collect()
    }

    /// The last day before an instant, which is where something ends; with the time, where that is not midnight.
    fn until(&self, end: Timestamp) -> When {
        let zone = &self.situation.program.zone;
        let last = zone.day_before(end);
        let day = ("day", self.day(last));
        if zone.end(last) == end {
            return When { iso: last.to_string(), text: self.say(Message::Until, &[day]) };
        }
        let time = ("time", Value::Time(zone.time(end)));
        When { iso: end.to_string(), text: self.say(Message::UntilTime, &[day, time]) }
    }

    /// An end, once it is so near that it is counted down to.
    fn ends(&self, end: Timestamp) -> Option<String> {
        let left = end.duration_since(self.situation.now);
        (SignedDuration::ZERO < left && left <= COUNTED).then(|| end.to_string())
    }

    /// The first instant at which something comes or goes, the beginning of a countdown included.
    fn holds_until(&self, decision: &Decision<'_>, ask: &Ask) -> Option<Timestamp> {
        let Situation { profile, now, .. } = self.situation;
        let offers = decision.listed.iter().filter_map(|listed| listed.offer.validity.until);
        let claims = profile.claims.iter().filter(|claim| claim.is_open(*now)).map(|claim| claim.until);
        let counted = offers.chain(claims).filter_map(|end| end.checked_sub(COUNTED).ok());
        counted.filter(|begins| begins > now).chain(self.situation.until(decision, ask.placement())).min()
    }

    /// Whether a sentence about the customer has no figure in it, where those are left out.
    fn may_show(&self, sentence: &str) -> bool {
        !self.masked || !sentence.contains(char::is_numeric)
    }

    fn say(&self, message: Message, values: &[(&'static str, Value<'_>)]) -> String {
        self.speech.say(message, values)
    }

    fn day(&self, day: Date) -> Value<'static> {
        Value::Day(day, self.today())
    }

    fn today(&self) -> Date {
        self.situation.program.zone.day(self.situation.now)
    }

    fn tier_name<'t>(&self, tier: &'t domain::tier::Tier) -> &'t str {
        self.pick(&tier.name).map_or(tier.id.as_str(), String::as_str)
    }

    /// The brand's own words in the customer's language: that very one, else the main language, else the program's
    /// languages in their order.
    fn pick<'t, T>(&self, words: &'t BTreeMap<Locale, T>) -> Option<&'t T> {
        let main = || {
            let main = self.locale.as_str().split('-').next()?;
            words.iter().find(|(locale, _)| locale.as_str() == main).map(|(_, words)| words)
        };
        let first = || self.situation.program.locales.iter().find_map(|locale| words.get(locale));
        words.get(self.locale).or_else(main).or_else(first).or_else(|| words.values().next())
    }
}
