//! The program of these stories: Helsinki, a point for each full euro, pending for a fortnight, good for a year.

use domain::ledger::{BalanceRules, Ledger, ReturnPolicy};
use domain::profile::Profile;
use domain::program::Program;
use domain::tier::PointRules;
use domain::time::{Timestamp, Zone};

use crate::house;
use crate::story::{events_in, money, zone};

pub(crate) const RULES: BalanceRules =
    BalanceRules { pending_days: 14, expire_months: Some(12), returns: ReturnPolicy::Unlimited };

pub(crate) fn helsinki() -> Zone {
    zone("Europe/Helsinki")
}

pub(crate) fn program(balance: BalanceRules) -> Program {
    let points = PointRules { points: 1, for_each: money("1", "EUR"), except: Vec::new() };
    Program { zone: helsinki(), points, balance: Some(balance), ..house::program([]) }
}

/// What is known of the customer of a history at an instant.
pub(crate) fn profile(history: &str, now: Timestamp) -> Profile {
    Profile::as_of(now, events_in(&helsinki(), history))
}

/// Asks something of the ledger of a history at the end of a day in Helsinki.
pub(crate) fn ledger<R>(rules: BalanceRules, history: &str, day: &str, ask: impl Fn(&Ledger<'_>) -> R) -> R {
    let now = at(&format!("{day}T23:59:59"));
    ask(&Ledger::of(&program(rules), &profile(history, now), now))
}

/// An instant by the clock in Helsinki.
pub(crate) fn at(text: &str) -> Timestamp {
    helsinki().0.to_timestamp(text.parse().unwrap()).unwrap()
}
