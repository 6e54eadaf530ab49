//! What is listed, and why the rest is not.

use domain::decision::{Situation, Withheld};
use domain::offer::{Budget, Holdout, Offer, Worth};
use domain::program::{Arm, Evidence, Program, Tallies, Tally};

use crate::house::{situation, slot};
use crate::story::{offer_id, usd};

/// The list at a moment of a history, then each other offer with the step that stopped it.
pub(crate) fn told(program: &Program, history: &str, now: &str) -> String {
    told_with(program, history, now, &Tallies::new())
}

pub(crate) fn told_with(program: &Program, history: &str, now: &str, tallies: &Tallies) -> String {
    situation(program, history, now, |seen| list(seen, tallies))
}

pub(crate) fn list(seen: &Situation<'_>, tallies: &Tallies) -> String {
    let trace = seen.trace(&slot("home"), tallies);
    assert_eq!(seen.decide(&slot("home"), tallies).listed, trace.listed, "with the index or without");
    let listed: Vec<&str> = trace.listed.iter().map(|listed| listed.offer.id.as_str()).collect();
    let withheld = trace.withheld.iter();
    let withheld =
        withheld.map(|Withheld { offer, refusal, .. }| format!("; {}: {}", offer.id, refusal.step()));
    listed.join(" ") + &withheld.collect::<String>()
}

/// A worth in dollars: what is earned, and what it costs.
pub(crate) fn worth(margin: &str, cost: &str) -> Option<Worth> {
    Some(Worth { margin: usd(margin), cost: usd(cost) })
}

pub(crate) fn budget(total: &str, each: &str) -> Option<Budget> {
    Some(Budget { total: usd(total), each: usd(each) })
}

/// So many of 10,000.
pub(crate) fn holdout(salt: &str, share: u16) -> Option<Holdout> {
    Some(Holdout { salt: salt.to_owned(), share })
}

/// Of so many customers each, so many bought: of those it was given, and of those who were held out.
pub(crate) fn seen(id: &str, customers: u64, given: u64, held_out: u64) -> (domain::id::OfferId, Tally) {
    let arm = |bought| Arm { customers, bought };
    let evidence = Evidence { given: arm(given), held_out: arm(held_out) };
    (offer_id(id), Tally { evidence, ..Tally::default() })
}

/// An offer and a priority.
pub(crate) fn at_priority(priority: i32, offer: Offer) -> Offer {
    Offer { priority, ..offer }
}
