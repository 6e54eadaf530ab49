//! Benefits with a limit: a pass for the lounge twice a year, and what is left of it.

use domain::benefit::BenefitError;
use domain::decision::{Situation, Visit};
use domain::event::Fact;
use domain::id::{BenefitId, TierId};
use domain::profile::Profile;
use domain::program::Program;
use domain::tier::{Allowance, Benefit, Holding, Ladder, Limit, Per, Window};
use std::collections::BTreeMap;

use crate::house::{ada, holding, program, tier};
use crate::story::{day, profile_in, zone};

fn lounge() -> BenefitId {
    BenefitId::new("lounge").unwrap()
}

fn with(limit: Option<Limit>) -> Program {
    let pass = Benefit { id: lounge(), words: BTreeMap::new(), limit };
    let mut gold = tier("gold", 100);
    gold.benefits.push(pass);
    let ladder = Ladder::new(vec![tier("basic", 0), gold]).unwrap();
    Program { zone: zone("Europe/Helsinki"), ladder, ..program([]) }
}

fn twice(per: Per) -> Program {
    with(Some(Limit { times: 2, per }))
}

fn ask<R>(program: &Program, history: &str, today: &str, ask: impl FnOnce(&Situation<'_>) -> R) -> R {
    let profile = profile_in(&program.zone, history, today);
    let now = jiff::Timestamp::from_second(program.zone.end(day(today)).as_second() - 1).unwrap();
    ask(&Situation::of(program, ada(), &profile, Visit::default(), now))
}

/// What is left, and from when it is whole again.
fn left(program: &Program, history: &str, today: &str) -> (Option<u64>, Option<String>) {
    ask(program, history, today, |seen| {
        let left = seen.standing.left(program, seen.profile, &lounge(), day(today));
        let allowance = seen.standing.allowance(program, seen.profile, &lounge(), day(today));
        let again = allowance.and_then(|allowance| allowance.limited).map(|(_, _, again)| again.to_string());
        (left, again)
    })
}

fn on(left: u64, again: &str) -> (Option<u64>, Option<String>) {
    (Some(left), Some(again.to_owned()))
}

const GOLD: &str = "2025-01-10 bought 100.00";

#[test]
fn a_pass_twice_a_year_is_used_up_and_comes_back_with_the_year() {
    let year = twice(Per::Year);
    let told = format!("{GOLD}; 2025-02-01 used lounge; 2025-12-31T23:59 used lounge");
    assert_eq!(left(&year, GOLD, "2025-01-10"), on(2, "2026-01-01"));
    assert_eq!(left(&year, &told, "2025-02-01"), on(1, "2026-01-01"));
    assert_eq!(left(&year, &told, "2025-12-31"), on(0, "2026-01-01"));
    assert_eq!(left(&year, &told, "2026-01-01"), on(2, "2027-01-01"));
}

#[test]
fn the_last_half_hour_of_a_year_in_london_uses_the_pass_of_the_next_in_helsinki() {
    let told = format!("{GOLD}; 2025-12-31T22:30:00Z used lounge");
    assert_eq!(left(&twice(Per::Year), &told, "2026-01-01"), on(1, "2027-01-01"));
}

#[test]
fn a_month_and_a_period_have_their_own_count() {
    let told = format!("{GOLD}; 2025-02-27 used lounge; 2025-02-28 used lounge; 2025-03-01 used lounge");
    assert_eq!(left(&twice(Per::Month), &told, "2025-02-28"), on(0, "2025-03-01"));
    assert_eq!(left(&twice(Per::Month), &told, "2025-03-01"), on(1, "2025-04-01"));
    let own = Holding { window: Window::Personal(12), ..holding() };
    let period = Program { holding: own, ..twice(Per::Period) };
    assert_eq!(left(&period, &told, "2025-03-01"), on(0, "2026-02-01"));
    let quarter = Program { holding: Holding { window: Window::Calendar(3), ..own }, ..twice(Per::Period) };
    assert_eq!(left(&quarter, &told, "2025-03-01"), on(0, "2025-04-01"));
    assert_eq!(
        left(&twice(Per::Period), &told, "2025-03-01"),
        on(0, "2026-01-01"),
        "a window that rolls has none"
    );
}

#[test]
fn what_has_no_limit_is_never_used_up() {
    let told = format!("{GOLD}; 2025-02-01 used lounge; 2025-02-02 used lounge; 2025-02-03 used lounge");
    assert_eq!(left(&with(None), &told, "2025-02-03"), (Some(u64::MAX), None));
    let used = ask(&with(None), &told, "2025-02-03", |seen| {
        seen.standing.allowance(seen.program, seen.profile, &lounge(), day("2025-02-03"))
    });
    assert_eq!(used, Some(Allowance { used: 3, limited: None }));
}

#[test]
fn what_the_tier_does_not_give_there_is_nothing_left_of() {
    assert_eq!(left(&twice(Per::Year), "", "2025-01-10"), (None, None));
}

#[test]
fn uses_beyond_the_limit_are_facts_and_leave_nothing() {
    let told = format!("{GOLD}; 2025-02-01 used lounge; 2025-02-02 used lounge; 2025-02-03 used lounge");
    assert_eq!(left(&twice(Per::Year), &told, "2025-02-03"), on(0, "2026-01-01"));
}

#[test]
fn who_may_use_a_benefit_gets_the_fact_to_append() {
    let used = ask(&twice(Per::Year), GOLD, "2025-01-10", |seen| seen.use_benefit(&lounge()));
    assert_eq!(used, Ok(Fact::BenefitUsed { benefit: lounge() }));
}

#[test]
fn who_may_not_is_told_why() {
    let year = twice(Per::Year);
    let told = format!("{GOLD}; 2025-02-01 used lounge; 2025-02-02 used lounge");
    let refused = |history: &str, benefit: &str| {
        let benefit = BenefitId::new(benefit).unwrap();
        ask(&year, history, "2025-02-03", |seen| seen.use_benefit(&benefit)).unwrap_err()
    };
    let used_up = refused(&told, "lounge");
    let limit = Limit { times: 2, per: Per::Year };
    assert_eq!(used_up, BenefitError::UsedUp { benefit: lounge(), limit, again: day("2026-01-01") });
    assert_eq!(
        used_up.to_string(),
        "benefit `lounge` was used as often as it may be, and can be again from 2026-01-01"
    );
    let from = TierId::new("gold").unwrap();
    assert_eq!(refused("", "lounge"), BenefitError::NotGiven { benefit: lounge(), from });
    let longe = BenefitId::new("longe").unwrap();
    assert_eq!(refused(&told, "longe"), BenefitError::Unknown(longe));
}

#[test]
fn a_visitor_is_given_nothing() {
    let (year, nobody) = (twice(Per::Year), Profile::default());
    let now = year.zone.start(day("2025-01-10"));
    let seen = Situation::of_visitor(&year, &nobody, Visit::default(), now);
    assert_eq!(seen.use_benefit(&lounge()), Err(BenefitError::Nobody(lounge())));
}

#[test]
fn a_pass_used_stays_used_when_the_order_behind_the_tier_goes_back() {
    let year = twice(Per::Year);
    let told = format!("{GOLD}; 2025-02-01 used lounge; 2025-02-02 refunded o-1");
    assert_eq!(left(&year, &told, "2025-02-02"), (None, None));
    let again = format!("{told}; 2025-02-03 bought 100.00");
    assert_eq!(left(&year, &again, "2025-02-03"), on(1, "2026-01-01"), "the tier is back, the pass is not");
}
