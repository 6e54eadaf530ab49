//! What was told is never changed, only adjusted. Published value: the reference on loyalty ledgers, 8.3, value 24.

use domain::event::Event;
use domain::ledger::{Account, BalanceRules, Journal, Ledger, What};
use domain::profile::Profile;
use domain::time::Timestamp;

use crate::helsinki::{RULES, at, helsinki, program};
use crate::story::events_in;

/// A journal that is told so many more of the events of a story at the end of each of these days.
fn told(story: &str, days: &[(&str, &[usize])]) -> Journal {
    let events = events_in(&helsinki(), story);
    let program = program(RULES);
    let (mut journal, mut known) = (Journal::default(), Vec::new());
    for (day, arrived) in days {
        known.extend(arrived.iter().map(|index| events[*index].clone()));
        let now = at(&format!("{day}T23:59:59"));
        let profile = Profile::as_of(now, known.clone());
        journal.catch_up(&Ledger::of(&program, &profile, now));
    }
    journal
}

fn lines(journal: &Journal) -> String {
    let zone = helsinki();
    let line = |entry: &domain::ledger::Entry| {
        let (posting, adjusted) = (&entry.posting, if entry.adjusted { ", adjusted" } else { "" });
        let (posted, at) = (zone.day(entry.posted), zone.day(posting.cause.at));
        let (what, from, to, points) = (posting.cause.what, posting.from, posting.to, posting.points);
        format!("{posted} for {at}: {what:?} {points} {from:?} to {to:?}{adjusted}\n")
    };
    journal.entries().iter().map(line).collect()
}

#[test]
fn what_arrives_in_time_is_posted_and_needs_no_adjustment() {
    let story = "2025-01-10 bought 120.50 EUR; 2025-03-01 spent 100";
    let journal = told(story, &[("2025-01-10", &[0]), ("2025-01-30", &[]), ("2025-03-01", &[1])]);
    expect_test::expect![[r#"
        2025-01-10 for 2025-01-10: Earned 120 Program to Pending
        2025-01-30 for 2025-01-24: Activated 120 Pending to Active
        2025-03-01 for 2025-03-01: Spent 100 Active to Spent
    "#]]
    .assert_eq(&lines(&journal));
}

#[test]
fn a_late_order_is_posted_today_with_its_own_date_and_marked() {
    let story = "2025-01-10 bought 120 EUR; 2025-02-01 spent 150; 2025-01-05 bought 50 EUR";
    let journal = told(story, &[("2025-02-01", &[0, 1]), ("2025-02-10", &[2])]);
    expect_test::expect![[r#"
        2025-02-01 for 2025-01-10: Earned 120 Program to Pending
        2025-02-01 for 2025-01-24: Activated 120 Pending to Active
        2025-02-01 for 2025-02-01: Spent 120 Active to Spent
        2025-02-01 for 2025-02-01: Spent 30 Debt to Spent
        2025-02-10 for 2025-01-05: Earned 50 Program to Pending, adjusted
        2025-02-10 for 2025-01-19: Activated 50 Pending to Active, adjusted
        2025-02-10 for 2025-02-01: Spent 30 Active to Spent, adjusted
        2025-02-10 for 2025-02-01: Spent 30 Spent to Debt, adjusted
    "#]]
    .assert_eq(&lines(&journal));
    assert_eq!(journal.accounts().on(Account::Active), 20);
}

#[test]
fn a_late_return_takes_back_what_has_become_active_since() {
    let story = "2025-01-10 bought 120 EUR; 2025-01-12 refunded o-1";
    let journal = told(story, &[("2025-01-10", &[0]), ("2025-01-30", &[]), ("2025-02-10", &[1])]);
    expect_test::expect![[r#"
        2025-01-10 for 2025-01-10: Earned 120 Program to Pending
        2025-01-30 for 2025-01-24: Activated 120 Pending to Active
        2025-02-10 for 2025-01-12: Returned 120 Pending to Program, adjusted
        2025-02-10 for 2025-01-24: Activated 120 Active to Pending, adjusted
    "#]]
    .assert_eq(&lines(&journal));
    assert!(
        journal
            .entries()
            .iter()
            .filter(|entry| entry.posting.cause.what == What::Returned)
            .all(|e| e.adjusted)
    );
}

#[test]
fn telling_the_same_again_posts_nothing() {
    let story = "2025-01-10 bought 120 EUR; 2025-02-01 spent 150";
    let journal = told(story, &[("2025-02-01", &[0, 1]), ("2025-02-01", &[0, 1]), ("2025-02-02", &[1])]);
    assert_eq!(journal, told(story, &[("2025-02-01", &[1, 0]), ("2025-02-02", &[])]));
}

#[test]
fn without_a_pending_time_points_are_told_to_be_earned_before_they_are_active() {
    let now = at("2025-01-10T18:00");
    let program = program(BalanceRules { pending_days: 0, ..RULES });
    let profile = crate::helsinki::profile("2025-01-10 bought 120 EUR", now);
    let mut journal = Journal::default();
    journal.catch_up(&Ledger::of(&program, &profile, now));
    let told: Vec<What> = journal.statement().iter().map(|line| line.cause.what).collect();
    assert_eq!(told, [What::Earned, What::Activated]);
}

/// The statement of a customer whose events arrived on these days.
fn statement(story: &str, days: &[&str], now: &str) -> String {
    let arrived = days.iter().map(|day| at(&format!("{day}T18:00")));
    let arrivals = arrived.zip(events_in(&helsinki(), story)).collect();
    let sum =
        |told: &[(Timestamp, Event)], now| Profile::as_of(now, told.iter().map(|(_, event)| event.clone()));
    let journal = Journal::of(&program(RULES), arrivals, at(&format!("{now}T12:00")), sum);
    let zone = helsinki();
    let line = |line: &domain::ledger::Line| {
        let adjusted = line.adjusted.map_or(String::new(), |at| format!(", adjusted on {}", zone.day(at)));
        let day = zone.day(line.cause.at);
        format!(
            "{day} {:?} {}, {} pending: {}{adjusted}\n",
            line.cause.what, line.active, line.pending, line.balance
        )
    };
    journal.statement().iter().map(line).collect()
}

#[test]
fn a_statement_keeps_what_was_told_and_explains_what_came_late() {
    let story = "2025-01-10 bought 120 EUR; 2025-03-01 spent 100; 2025-01-05 bought 50 EUR";
    expect_test::expect![[r#"
        2025-01-10 Earned 0, 120 pending: 0
        2025-01-24 Activated 120, -120 pending: 120
        2025-03-01 Spent -100, 0 pending: 20
        2025-01-05 Earned 0, 50 pending: 20, adjusted on 2025-03-20
        2025-01-19 Activated 50, -50 pending: 70, adjusted on 2025-03-20
    "#]]
    .assert_eq(&statement(story, &["2025-01-10", "2025-03-01", "2025-03-20"], "2025-03-21"));
}

#[test]
fn a_history_that_is_imported_in_one_day_adjusts_nothing() {
    let story = "2025-01-10 bought 120 EUR; 2025-03-01 spent 100; 2025-01-05 bought 50 EUR";
    assert!(!statement(story, &["2025-03-20"; 3], "2025-03-21").contains("adjusted"));
}
