//! How long what happened is kept: the section `[retention]`. Nothing may be forgotten that the program still asks for.

use domain::condition::Leaf;
use domain::offer::{Audience, Cap, Span};
use domain::program::Program;
use domain::retention::{KeptFor, Retention};
use domain::tier::Window;
use domain::time::Days;
use toml::de::DeValue;

use super::fields::Fields;
use super::node::{MOST_DAYS, Node};
use super::source::Told;

/// How long each kind is kept, and where that is said.
#[derive(Default)]
pub(super) struct Kept<'a> {
    behaviour: Said<'a>,
    shown: Said<'a>,
    contacts: Said<'a>,
    customers: Said<'a>,
}

type Said<'a> = Option<(KeptFor, Node<'a>)>;

pub(super) fn read<'a>(file: &mut Fields<'a>) -> Result<Kept<'a>, Told> {
    let Some(node) = file.get("retention") else { return Ok(Kept::default()) };
    let mut fields = node.fields()?.named("`[retention]`".to_owned());
    let mut said = |key| fields.get(key).map(|node| Ok((kept_for(&node)?, node))).transpose();
    let (behaviour, shown) = (said("behaviour"), said("shown"));
    let (contacts, customers) = (said("contacts"), said("customers"));
    fields.done();
    Ok(Kept { behaviour: behaviour?, shown: shown?, contacts: contacts?, customers: customers? })
}

/// `"400 days"`, `"24 months"` or `"10 years"`.
fn kept_for(node: &Node<'_>) -> Result<KeptFor, Told> {
    if let DeValue::Integer(number) = node.value() {
        let instead = node.example(&format!("\"{number} days\""));
        return Err(node.wrong("is a number without days, months or years", instead));
    }
    let text = node.text(40)?;
    let unclear = || {
        let wrong = format!("must be a number of days, months or years, not `{text}`");
        node.wrong(wrong, node.example("\"400 days\""))
    };
    let (number, unit) = text.split_once(' ').ok_or_else(unclear)?;
    let (unit, most) = match unit.trim() {
        "day" | "days" => (None, MOST_DAYS),
        "month" | "months" => (Some(1), 1_200),
        "year" | "years" => (Some(12), 100),
        _ => return Err(unclear()),
    };
    let number = number.parse().map_err(|_| unclear())?;
    match (number, unit) {
        (0, _) => Err(node.wrong("keeps nothing", node.example("\"30 days\""))),
        (number, _) if number > most as u32 => {
            Err(node.wrong("is longer than a hundred years", "take it out: what is not named is kept"))
        }
        (number, None) => Ok(KeptFor::Days(number as Days)),
        (number, Some(months)) => Ok(KeptFor::Months(number as i32 * months)),
    }
}

impl Kept<'_> {
    pub(super) fn retention(&self) -> Retention {
        let of = |said: &Said<'_>| said.as_ref().map(|(kept, _)| *kept);
        Retention {
            behaviour: of(&self.behaviour),
            shown: of(&self.shown),
            contacts: of(&self.contacts),
            customers: of(&self.customers),
        }
    }

    /// Tells of everything that would be forgotten before the program has done with it.
    pub(super) fn agree(&self, program: &Program) {
        if let Some((kept, node)) = &self.behaviour {
            longer(kept, node, asked(program));
        }
        if let Some((kept, node)) = &self.shown {
            longer(kept, node, capped(program));
        }
        if let Some((kept, node)) = &self.contacts {
            longer(kept, node, [(program.quiet_days, "`quiet_days` looks at the".to_owned())]);
        }
        if let Some((kept, node)) = &self.customers {
            longer(kept, node, earned(program));
            if program.balance.as_ref().is_some_and(|balance| balance.expire_months.is_none()) {
                let instead = "add `expire_months` to `[points.balance]`, or take `customers` out";
                node.wrong("forgets points that never expire", instead);
            }
        }
    }
}

/// The longest of these that is longer than something is kept.
fn longer(kept: &KeptFor, node: &Node<'_>, needed: impl IntoIterator<Item = (Days, String)>) {
    let needed = needed.into_iter().filter(|(days, _)| *days > kept.days());
    match needed.max_by_key(|(days, _)| *days) {
        Some((Days::MAX, who)) => {
            let instead = "add `within_days` to that cap, or take this out";
            node.wrong(format!("forgets too soon: {who} whole lifetime"), instead);
        }
        Some((days, who)) => {
            let instead = node.example(&format!("\"{days} days\""));
            node.wrong(format!("forgets too soon: {who} last {days} days"), instead);
        }
        None => {}
    }
}

/// How far offers look back on what was done. One that asks whether it was ever done asks as far as is remembered.
fn asked(program: &Program) -> Vec<(Days, String)> {
    let mut asked = Vec::new();
    for offer in program.offers.iter() {
        let Audience::Customers(condition) = &offer.audience else { continue };
        for leaf in condition.leaves() {
            if let Leaf::Behaviour(_, Some(days), _) | Leaf::Viewed(_, Some(days), _) = leaf {
                asked.push((*days, format!("offer `{}` asks for the", offer.id)));
            }
        }
    }
    asked
}

/// How far caps count back. One for a whole lifetime is a promise.
fn capped(program: &Program) -> Vec<(Days, String)> {
    let days = |cap: &Cap| match cap.within {
        Span::Days(days) => days,
        Span::Hours(hours) => (hours / 24 + 1) as Days,
        Span::Ever => Days::MAX,
    };
    let all = program.caps.iter().map(|cap| (days(cap), "`[caps]` counts the".to_owned()));
    let each = program.offers.iter().flat_map(|offer| {
        offer
            .caps
            .shown
            .iter()
            .map(move |cap| (days(cap), format!("a cap of offer `{}` counts the", offer.id)))
    });
    all.chain(each).collect()
}

/// How long something is owed to customers who are silent.
fn earned(program: &Program) -> Vec<(Days, String)> {
    let months = |months: i32| months.saturating_mul(31);
    let window = match program.holding.window {
        Window::Rolling(days) => days,
        Window::Calendar(length) | Window::Personal(length) => months(i32::from(length) * 2),
    };
    let spendable = program.balance.as_ref().and_then(|balance| {
        Some((
            months(balance.expire_months?) + balance.pending_days,
            "points that can be spent are of the".to_owned(),
        ))
    });
    let vouchers = program.offers.iter().filter_map(|offer| {
        Some((offer.voucher?.valid_days, format!("good vouchers of offer `{}` are of the", offer.id)))
    });
    let tier = (window.saturating_add(program.holding.grace_days), "tiers count the".to_owned());
    let stage = (program.stages.at_risk_days, "`at_risk_days` looks at the".to_owned());
    [tier, stage].into_iter().chain(spendable).chain(vouchers).collect()
}
