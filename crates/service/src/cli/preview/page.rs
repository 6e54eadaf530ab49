//! What is seen, on a terminal: a label and what it says, in two columns.

use std::fmt::{self, Display, Write};

use crate::preview::Seen;
use crate::preview::offers::{Finding, Offered, Withheld};
use crate::preview::outlook::Outlook;
use crate::preview::stage::{Ambassador, Relationship};
use crate::preview::standing::{Basket, Points, Tier};

/// So wide is the first column.
const LABEL: usize = 16;

struct Page(String);

/// The whole page.
pub(super) fn write(seen: &Seen) -> String {
    let mut page = Page(String::new());
    let surface = seen.surface.unwrap_or("any surface");
    page.line("customer", format_args!("{} of {}", seen.customer, seen.brand));
    page.line("as of", format_args!("{}, {} there", seen.at, seen.today));
    page.line("met on", format_args!("{surface}, placement {}, in {}", seen.placement, seen.locale));
    page.relationship(&seen.relationship);
    page.ambassador(&seen.ambassador);
    page.outlook(seen.outlook.as_ref());
    page.tier(&seen.tier);
    page.basket(seen.basket.as_ref());
    page.points(seen.points.as_ref());
    page.offers(&seen.offers);
    page.withheld(&seen.withheld);
    page.0.trim_end().to_owned()
}

impl Page {
    fn relationship(&mut self, relationship: &Relationship) {
        self.gap();
        let Relationship { stage, since, why, next } = relationship;
        let since = since.as_ref().map(|day| format!(" since {day}")).unwrap_or_default();
        self.line("stage", format_args!("{stage}{since}"));
        self.lines(
            "why",
            why.iter().map(|why| format!("{}: {}, wants {}", why.fact, why.value, why.threshold)),
        );
        self.lines("if nothing more", next.iter().map(|next| format!("{} on {}", next.stage, next.on)));
    }

    fn ambassador(&mut self, ambassador: &Ambassador) {
        let Some(wanted) = ambassador.wanted else { return };
        let is = if ambassador.is { "yes" } else { "no" };
        self.line(
            "ambassador",
            format_args!("{is}: friends who bought: {}, wants at least {wanted}", ambassador.friends),
        );
    }

    fn outlook(&mut self, outlook: Option<&Outlook>) {
        self.gap();
        let Some(outlook) = outlook else {
            return self.line("outlook", "nothing to reckon from: there is no order yet");
        };
        let Outlook { model, still_with_us, days, purchases, currency, each, value } = outlook;
        match still_with_us {
            Some(chance) => self.line("still with us", format_args!("{}, by {model}", percent(*chance))),
            None => self.line("still with us", format_args!("{model} cannot tell of who bought once")),
        }
        self.line("in a year", format_args!("{purchases:.2} purchases to be expected in {days} days"));
        if let (Some(each), Some(value)) = (each, value) {
            self.line(
                "worth",
                format_args!("{each:.2} {currency} a purchase, {value:.2} {currency} in {days} days"),
            );
        }
    }

    fn tier(&mut self, tier: &Tier) {
        self.gap();
        self.line("tier", format_args!("{}, {} points", tier.name, tier.points));
        self.lines("", tier.told.iter());
        if let Some(since) = &tier.since {
            self.line("", format_args!("since {}, from {}: {}", since.on, since.from, since.why));
        }
        if let Some(then) = &tier.then {
            self.line("", format_args!("then {then}"));
        }
        if let Some(keep) = &tier.to_keep {
            self.line(
                "",
                format_args!("{} points to keep it, from {} to {}", keep.missing, keep.from, keep.by),
            );
        }
        let benefits = tier.benefits.iter().map(|benefit| match &benefit.left {
            Some(left) => format!("{}: {left}", benefit.title),
            None => benefit.title.clone(),
        });
        self.lines("benefits", benefits);
    }

    fn basket(&mut self, basket: Option<&Basket>) {
        let Some(Basket { paid, earns, tier, next, kept_until }) = basket else { return };
        let next = next.as_ref().map(|next| format!(", {} points to {}", next.missing, next.tier));
        let until = kept_until.as_ref().map(|day| format!(", kept until {day}"));
        let (next, until) = (next.unwrap_or_default(), until.unwrap_or_default());
        self.line("with a basket", format_args!("of {paid}: {earns} points more, {tier}{until}{next}"));
    }

    fn points(&mut self, points: Option<&Points>) {
        let Some(points) = points else { return };
        self.line("to spend", format_args!("{} points, {} pending", points.active, points.pending));
        self.lines("", points.told.iter());
        let row = |[on, active, pending, balance, what]: [&str; 5]| {
            format!("{on:10}  {active:>8}  {pending:>8}  {balance:>8}  {what}")
        };
        let head = row(["day", "to spend", "pending", "balance", ""]).trim_end().to_owned();
        let signed = |points: i64| if points == 0 { String::new() } else { format!("{points:+}") };
        let lines = points.statement.iter().map(|line| {
            let (active, pending) = (signed(line.active), signed(line.pending));
            let adjusted =
                line.adjusted.as_ref().map(|day| format!(", adjusted on {day}")).unwrap_or_default();
            let what = format!("{}{adjusted}", line.what);
            row([&line.on, &active, &pending, &line.balance.to_string(), &what])
        });
        self.lines("statement", std::iter::once(head).chain(lines));
    }

    fn offers(&mut self, offers: &[Offered]) {
        self.gap();
        if offers.is_empty() {
            self.line("offers", "none");
        }
        for (place, offer) in offers.iter().enumerate() {
            let label = if place == 0 { "offers" } else { "" };
            self.line(label, format_args!("{}. {}: {}", place + 1, offer.id, offer.title));
            for sentence in offer.why.iter().chain(&offer.change) {
                self.line("", format_args!("   “{sentence}”"));
            }
            self.trace(&offer.trace);
        }
    }

    fn withheld(&mut self, withheld: &[Withheld]) {
        self.gap();
        for (place, offer) in withheld.iter().enumerate() {
            let label = if place == 0 { "not offered" } else { "" };
            let because = offer.first_failing.as_ref().map_or(&offer.refusal, |finding| &finding.text);
            self.line(label, format_args!("{} ({}): {because}", offer.id, offer.step));
            if offer.trace.len() > 1 {
                self.trace(&offer.trace);
            }
        }
    }

    fn trace(&mut self, trace: &[Finding]) {
        for finding in trace {
            self.line("", format_args!("   {}", finding.text));
        }
    }

    fn lines(&mut self, label: &str, lines: impl Iterator<Item = impl Display>) {
        for (place, line) in lines.enumerate() {
            self.line(if place == 0 { label } else { "" }, line);
        }
    }

    fn line(&mut self, label: &str, text: impl Display) {
        // Writing to a string cannot fail.
        let _: fmt::Result = writeln!(self.0, "{label:LABEL$}{text}");
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }
}

/// Nobody is surely there, and nobody is surely gone.
fn percent(chance: f64) -> String {
    match (100.0 * chance).round() {
        percent if percent >= 100.0 => "over 99 %".to_owned(),
        percent if percent <= 0.0 => "under 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}
