//! What holds of every ledger: of any history, in any order of arrival, under every policy.

use domain::event::Event;
use domain::ledger::{Account, Accounts, Balance, BalanceRules, Journal, Ledger, ReturnPolicy, Source, What};
use domain::money::Points;
use domain::profile::Profile;
use domain::program::Program;
use domain::time::{Timestamp, plus};
use proptest::prelude::*;

use crate::helsinki::{RULES, helsinki, program};
use crate::story::{day, events_in};

proptest! {
    #[test]
    fn order_of_arrival_and_repetition_change_nothing(
        (told, arrived) in events().prop_flat_map(|told| {
            let twice = [told.clone(), told.clone()].concat();
            (Just(told), Just(twice).prop_shuffle())
        }),
        rules in rules(), now in instant(),
    ) {
        let program = program(rules);
        let (told, arrived) = (Profile::as_of(now, told), Profile::as_of(now, arrived));
        let (told, arrived) = (Ledger::of(&program, &told, now), Ledger::of(&program, &arrived, now));
        prop_assert_eq!(told.postings(), arrived.postings());
        prop_assert_eq!(told.balance(), arrived.balance());
        prop_assert!(told.lots().eq(arrived.lots()));
    }

    #[test]
    fn the_accounts_sum_to_0_and_keep_their_sign_at_every_step(told in events(), rules in rules(), now in instant()) {
        let program = program(rules);
        let profile = Profile::as_of(now, told);
        let ledger = Ledger::of(&program, &profile, now);
        let mut before = Timestamp::MIN;
        for (step, posting) in ledger.postings().iter().enumerate() {
            let accounts = Accounts::of(&ledger.postings()[..=step]);
            prop_assert_eq!(accounts.sum(), 0);
            for account in [Account::Pending, Account::Active, Account::Spent, Account::Expired] {
                prop_assert!(accounts.on(account) >= 0);
            }
            for account in [Account::Program, Account::Debt, Account::Forgiven] {
                prop_assert!(accounts.on(account) <= 0);
            }
            prop_assert!(accounts.on(Account::Active) == 0 || accounts.on(Account::Debt) == 0);
            prop_assert!(posting.points > Points(0) && before <= posting.cause.at);
            before = posting.cause.at;
        }
        prop_assert_eq!(Accounts::of(ledger.postings()), *ledger.accounts());
    }

    #[test]
    fn no_point_is_lost_and_none_appears(told in events(), rules in rules(), now in instant()) {
        let program = program(rules);
        let profile = Profile::as_of(now, told);
        let ledger = Ledger::of(&program, &profile, now);
        let kept = profile.orders.iter().map(|order| program.points.points_of(order.net).0);
        let spent = profile.spent.iter().map(|spending| spending.points.0);
        prop_assert_eq!(ledger.accounts().on(Account::Program), -i128::from(kept.sum::<i64>()));
        prop_assert_eq!(ledger.accounts().on(Account::Spent), i128::from(spent.sum::<i64>()));
    }

    #[test]
    fn no_lot_is_below_zero_and_together_they_are_the_balance(told in events(), rules in rules(), now in instant()) {
        let program = program(rules);
        let profile = Profile::as_of(now, told);
        let ledger = Ledger::of(&program, &profile, now);
        let (mut pending, mut active) = (0, 0);
        for lot in ledger.lots() {
            prop_assert!(Points(0) <= lot.left && lot.left <= lot.given);
            prop_assert!(lot.left == Points(0) || now < lot.until);
            *(if now < lot.from { &mut pending } else { &mut active }) += i128::from(lot.left.0);
        }
        prop_assert_eq!(ledger.accounts().on(Account::Pending), pending);
        prop_assert_eq!(ledger.accounts().on(Account::Active), active);
    }

    #[test]
    fn only_unlimited_returns_take_more_than_there_is(told in events(), rules in rules(), now in instant()) {
        let program = program(rules);
        let profile = Profile::as_of(now, told);
        let ledger = Ledger::of(&program, &profile, now);
        let owed = ledger.postings().iter().any(|p| p.from == Account::Debt && p.cause.what == What::Returned);
        let forgiven = ledger.accounts().on(Account::Forgiven) < 0;
        match program.balance.as_ref().map(|rules| rules.returns) {
            Some(ReturnPolicy::Unlimited) => prop_assert!(!forgiven),
            _ => prop_assert!(!owed),
        }
    }

    #[test]
    fn time_that_passes_only_adds_to_what_was_told(told in events(), rules in rules(), times in (instant(), instant())) {
        let program = program(rules);
        let (early, late) = (times.0.min(times.1), times.0.max(times.1));
        let (then, now) = (Profile::as_of(early, told.clone()), Profile::as_of(late, told));
        let (then, now) = (Ledger::of(&program, &then, early), Ledger::of(&program, &now, late));
        let known: Vec<_> = now.postings().iter().filter(|posting| posting.cause.at <= early).collect();
        prop_assert_eq!(then.postings().iter().collect::<Vec<_>>(), known);
    }

    #[test]
    fn the_announced_days_are_those_of_a_replay(told in events(), rules in rules(), now in instant()) {
        let program = program(rules);
        let profile = Profile::as_of(now, told);
        let Balance { activates, expires, active, .. } = Balance::of(&program, &profile, now);
        let zone = helsinki();
        let posted = |what: What, at: Timestamp| {
            let ledger = Ledger::of(&program, &profile, at);
            let coming = ledger.postings().iter().filter(|p| p.cause.what == what && now < p.cause.at);
            coming.map(|p| p.points.0).sum::<i64>()
        };
        if let Some((day, points)) = activates {
            let midnight = zone.start(day);
            prop_assert_eq!(posted(What::Activated, midnight), points.0);
            prop_assert_eq!(posted(What::Activated, zone.start(plus(day, -1)).max(now)), 0);
        }
        if let Some((day, points)) = expires.filter(|_| activates.is_none()) {
            prop_assert!(points <= active);
            prop_assert_eq!(posted(What::Expired, zone.end(day)), points.0);
            prop_assert_eq!(posted(What::Expired, zone.start(day).max(now)), 0);
        }
    }

    #[test]
    fn the_journal_is_the_fold_whenever_things_arrive(
        arrived in events().prop_shuffle(), mut times in prop::collection::vec(instant(), 24), rules in rules(),
    ) {
        times.sort_unstable();
        let program = program(rules);
        let mut journal = Journal::default();
        for (count, now) in times.into_iter().enumerate() {
            let known = arrived.iter().take(count + 1).cloned();
            let profile = Profile::as_of(now, known);
            let ledger = Ledger::of(&program, &profile, now);
            let before = journal.entries().to_vec();
            let fresh = journal.catch_up(&ledger).len();
            prop_assert_eq!(&journal.entries()[..before.len()], &before[..]);
            prop_assert_eq!(journal.entries().len(), before.len() + fresh);
            prop_assert_eq!(journal.accounts(), *ledger.accounts());
            prop_assert!(journal.entries()[before.len()..].iter().all(|entry| entry.posted == now));
        }
    }

    #[test]
    fn what_arrives_in_time_is_never_adjusted(told in events(), mut times in prop::collection::vec(instant(), 24), rules in rules()) {
        times.sort_unstable();
        let program = program(rules);
        let mut journal = Journal::default();
        for now in times {
            let profile = Profile::as_of(now, told.clone());
            journal.catch_up(&Ledger::of(&program, &profile, now));
        }
        prop_assert!(journal.entries().iter().all(|entry| !entry.adjusted));
    }

    #[test]
    fn no_amount_is_too_large(
        deeds in prop::collection::vec((0_i32..900, 0..3_u8, prop_oneof![0..5_i64, i64::MAX - 5..=i64::MAX]), 0..12),
        rules in rules(), now in instant(),
    ) {
        let deed = |(days, deed, size): &(i32, u8, i64)| {
            let day = plus(day("2024-01-01"), *days);
            let (euros, cents) = (size / 100, size % 100);
            match deed {
                0 => format!("{day} bought {euros}.{cents:02} EUR"),
                1 => format!("{day} refunded o-1 {euros}.{cents:02} EUR"),
                _ => format!("{day} spent {size}"),
            }
        };
        let told: Vec<String> = deeds.iter().map(deed).collect();
        let mut program = program(rules);
        program.points.points = i64::MAX;
        let profile = Profile::as_of(now, events_in(&helsinki(), &told.join(";")));
        let ledger = Ledger::of(&program, &profile, now);
        prop_assert_eq!(ledger.accounts().sum(), 0);
        let balance = ledger.balance();
        prop_assert!(balance.pending >= Points(0) && balance.debt() >= Points(0));
        prop_assert!(ledger.postings().len() <= 5 * deeds.len());
    }
}

#[test]
fn a_future_order_has_not_happened() {
    let now = "2025-01-10T00:00:00Z".parse().unwrap();
    let future =
        Profile::as_of(Timestamp::MAX, events_in(&helsinki(), "2025-01-11 bought 5 EUR; 2025-01-11 spent 5"));
    assert_eq!(Balance::of(&program(RULES), &future, now), Balance::default());
}

#[test]
fn the_calendars_last_day_has_points_too() {
    let last =
        "9999-12-30T20:00:00Z bought 5 EUR; 9999-12-30T21:00:00Z spent 2; 9999-12-30T21:00:00Z bought 7 EUR";
    let profile = Profile::as_of(Timestamp::MAX, events_in(&helsinki(), last));
    for now in [Timestamp::MAX, "9999-12-30T21:30:00Z".parse().unwrap()] {
        let program = program(RULES);
        let ledger = Ledger::of(&program, &profile, now);
        assert_eq!(ledger.accounts().sum(), 0);
        assert!(ledger.lots().all(|lot| matches!(lot.source, Source::Order(_)) && lot.from <= lot.until));
    }
}

#[test]
fn a_million_orders_of_one_customer_are_a_balance() {
    let now = "2025-12-01T00:00:00Z".parse().unwrap();
    let mut profile = Profile::as_of(now, events_in(&helsinki(), "2025-01-11 bought 5 EUR"));
    let order = profile.orders[0].clone();
    profile.orders = (0..1_000_000)
        .map(|n| domain::profile::Order {
            id: domain::id::OrderId::new(format!("o-{n}")).unwrap(),
            at: Timestamp::from_second(1_735_700_000 + 25 * n).unwrap(),
            ..order.clone()
        })
        .collect();
    let program: Program = program(RULES);
    let Balance { active, pending, .. } = Balance::of(&program, &profile, now);
    assert_eq!(active.0 + pending.0, 5_000_000);
}

/// Up to 24 orders, returns and payments on days of 2024 to 2026.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let deed = prop_oneof![
        3 => (0_u32..20_000).prop_map(|cents| format!("bought {}.{:02} EUR", cents / 100, cents % 100)),
        2 => (1_u32..9, 0_u32..9_000).prop_map(|(order, cents)| {
            format!("refunded o-{order} {}.{:02} EUR", cents / 100, cents % 100)
        }),
        1 => (1_u32..9).prop_map(|order| format!("cancelled o-{order}")),
        2 => (1_u32..200).prop_map(|points| format!("spent {points}")),
    ];
    let told =
        (0_i32..900, deed).prop_map(|(days, deed)| format!("{} {deed}", plus(day("2024-01-01"), days)));
    prop::collection::vec(told, 0..24).prop_map(|told| events_in(&helsinki(), &told.join(";")))
}

fn rules() -> impl Strategy<Value = BalanceRules> {
    let returns = prop::sample::select(vec![
        ReturnPolicy::OnlyPending,
        ReturnPolicy::WithinBalance,
        ReturnPolicy::Unlimited,
    ]);
    (prop_oneof![1 => Just(0), 4 => 0..40], prop::option::of(0..14), returns).prop_map(
        |(pending_days, expire_months, returns)| BalanceRules { pending_days, expire_months, returns },
    )
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0_i64..1_300 * 24).prop_map(|hours| Timestamp::from_second(1_704_060_000 + hours * 3_600).unwrap())
}
