//! What is earned, spent and given back. Published values: the reference on loyalty ledgers, 8.3, values 18 and 19.

use domain::event::{Event, Fact, Item};
use domain::id::{Category, CustomerId, OrderId, ProductId};
use domain::ledger::{Account, Balance, BalanceRules, Journal, Ledger, Line, ReturnPolicy, Source, What};
use domain::money::Points;
use domain::profile::Profile;
use domain::program::Program;
use domain::referral::{Referral, ReferralRules, Side};
use domain::tier::PointRules;

use crate::helsinki::{RULES, at, helsinki, ledger, profile, program};
use crate::story::{day, events_in, money};

/// Two orders, most of their points spent, and half of the first one given back.
const STORY: &str = "2025-01-10 bought 120.50 EUR; 2025-02-01 bought 80.00 EUR; 2025-03-01 spent 150;
    2025-03-05 refunded o-1 60.25 EUR; 2025-03-10 bought 30.00 EUR";

fn balance(rules: BalanceRules, history: &str, day: &str) -> (i64, i64) {
    let Balance { active, pending, .. } = ledger(rules, history, day, |ledger| ledger.balance());
    (active.0, pending.0)
}

fn returning(returns: ReturnPolicy) -> BalanceRules {
    BalanceRules { returns, ..RULES }
}

#[test]
fn points_are_pending_for_a_fortnight_and_active_at_midnight() {
    assert_eq!(balance(RULES, STORY, "2025-01-10"), (0, 120));
    assert_eq!(balance(RULES, STORY, "2025-01-23"), (0, 120));
    assert_eq!(balance(RULES, STORY, "2025-01-24"), (120, 0));
    assert_eq!(balance(RULES, STORY, "2025-02-14"), (120, 80));
    assert_eq!(balance(RULES, STORY, "2025-02-15"), (200, 0));
    let midnight = at("2025-01-24T00:00");
    let profile = profile(STORY, midnight);
    assert_eq!(Balance::of(&program(RULES), &profile, midnight).active, Points(120));
}

#[test]
fn what_expires_soonest_is_spent_first() {
    let left = |ledger: &Ledger<'_>| ledger.lots().map(|lot| lot.left.0).collect::<Vec<_>>();
    assert_eq!(ledger(RULES, STORY, "2025-03-01", left), [0, 50]);
    assert_eq!(balance(RULES, STORY, "2025-03-01"), (50, 0));
}

#[test]
fn a_return_takes_back_what_the_policy_lets_it() {
    let after = |returns| balance(returning(returns), STORY, "2025-03-05").0;
    assert_eq!(after(ReturnPolicy::Unlimited), -10);
    assert_eq!(after(ReturnPolicy::WithinBalance), 0);
    assert_eq!(after(ReturnPolicy::OnlyPending), 50);
}

#[test]
fn the_story_ends_the_same_in_every_order_of_arrival() {
    let told = events_in(&helsinki(), STORY);
    let now = at("2025-03-24T00:00");
    for (returns, left) in
        [(ReturnPolicy::Unlimited, 20), (ReturnPolicy::WithinBalance, 30), (ReturnPolicy::OnlyPending, 80)]
    {
        let program = program(returning(returns));
        for mut code in 0..120 {
            let (mut rest, mut arrived) = (told.clone(), told.clone());
            for many in (1..=rest.len()).rev() {
                arrived.push(rest.remove(code % many));
                code /= many;
            }
            arrived.drain(..told.len() / 2);
            let profile = Profile::as_of(now, arrived);
            assert_eq!(Balance::of(&program, &profile, now).active, Points(left));
        }
    }
}

#[test]
fn what_is_forgiven_is_recorded() {
    let forgiven = |returns| {
        ledger(returning(returns), STORY, "2025-03-05", |ledger| ledger.accounts().on(Account::Forgiven))
    };
    assert_eq!(forgiven(ReturnPolicy::Unlimited), 0);
    assert_eq!(forgiven(ReturnPolicy::WithinBalance), -10);
    assert_eq!(forgiven(ReturnPolicy::OnlyPending), -60);
}

#[test]
fn the_next_points_pay_what_is_owed() {
    assert_eq!(balance(RULES, STORY, "2025-03-23"), (-10, 30));
    assert_eq!(balance(RULES, STORY, "2025-03-24"), (20, 0));
    let debt = |day| ledger(RULES, STORY, day, |ledger| ledger.balance().debt());
    assert_eq!((debt("2025-03-23"), debt("2025-03-24")), (Points(10), Points(0)));
}

#[test]
fn a_pending_order_that_is_returned_never_gives_its_points() {
    for returns in [ReturnPolicy::OnlyPending, ReturnPolicy::WithinBalance, ReturnPolicy::Unlimited] {
        let story = "2025-01-10 bought 120.50 EUR; 2025-01-12 refunded o-1 60.25 EUR";
        assert_eq!(balance(returning(returns), story, "2025-01-12"), (0, 60));
        assert_eq!(balance(returning(returns), story, "2025-01-24"), (60, 0));
        let story = "2025-01-10 bought 120.50 EUR; 2025-01-12 cancelled o-1";
        assert_eq!(balance(returning(returns), story, "2025-02-24"), (0, 0));
    }
}

#[test]
fn three_returns_take_back_exactly_what_the_order_gave() {
    let story = "2025-01-10 bought 100.00 EUR; 2025-02-01 refunded o-1 33.33 EUR;
        2025-02-02 refunded o-1 33.33 EUR; 2025-02-03 refunded o-1 33.34 EUR";
    let taken = ledger(RULES, story, "2025-02-03", |ledger| {
        let lines = told(ledger).into_iter().filter(|line| line.cause.what == What::Returned);
        lines.map(|line| line.active.0).collect::<Vec<_>>()
    });
    assert_eq!(taken, [-34, -33, -33]);
    assert_eq!(balance(RULES, story, "2025-02-03"), (0, 0));
}

#[test]
fn three_quarters_back_leave_a_quarter_of_the_points() {
    let story = "2025-01-10 bought 100.00 EUR; 2025-02-01 refunded o-1 75.00 EUR";
    assert_eq!(balance(RULES, story, "2025-02-01"), (25, 0));
}

#[test]
fn a_return_takes_the_orders_own_points_before_any_that_expire_sooner() {
    let story = "2025-01-10 bought 120 EUR; 2025-02-01 bought 80 EUR; 2025-03-05 refunded o-2 50 EUR";
    let left = |ledger: &Ledger<'_>| ledger.lots().map(|lot| lot.left.0).collect::<Vec<_>>();
    assert_eq!(ledger(RULES, story, "2025-03-05", left), [120, 30]);
}

#[test]
fn what_expired_is_not_taken_a_second_time() {
    let story = "2024-01-10 bought 100 EUR; 2025-02-01 bought 80 EUR; 2025-03-05 refunded o-1";
    assert_eq!(balance(RULES, story, "2025-03-04"), (80, 0));
    assert_eq!(balance(RULES, story, "2025-03-05"), (80, 0));
    let expired = |day| ledger(RULES, story, day, |ledger| ledger.accounts().on(Account::Expired));
    assert_eq!((expired("2025-03-04"), expired("2025-03-05")), (100, 0));
}

#[test]
fn a_till_that_took_more_than_there_was_leaves_a_debt() {
    let story = "2025-01-10 bought 100 EUR; 2025-02-01 spent 130; 2025-02-10 bought 50 EUR";
    for returns in [ReturnPolicy::OnlyPending, ReturnPolicy::WithinBalance, ReturnPolicy::Unlimited] {
        assert_eq!(balance(returning(returns), story, "2025-02-01"), (-30, 0));
        assert_eq!(balance(returning(returns), story, "2025-02-24"), (20, 0));
    }
    let spent = |ledger: &Ledger<'_>| ledger.accounts().on(Account::Spent);
    assert_eq!(ledger(RULES, story, "2025-02-01", spent), 130);
}

#[test]
fn a_payment_that_is_reported_twice_is_one_payment() {
    let story = "2025-01-10 bought 100 EUR; 2025-02-01 spent 40; 2025-02-01 spent 40; 2025-02-02 spent 5";
    assert_eq!(balance(RULES, story, "2025-02-02"), (55, 0));
}

#[test]
fn pending_points_cannot_be_spent() {
    assert_eq!(balance(RULES, "2025-01-10 bought 100 EUR; 2025-01-11 spent 40", "2025-01-11"), (-40, 100));
    assert_eq!(balance(RULES, "2025-01-10 bought 100 EUR; 2025-01-11 spent 40", "2025-01-24"), (60, 0));
}

#[test]
fn without_a_pending_time_points_pay_at_the_very_instant() {
    let rules = BalanceRules { pending_days: 0, ..RULES };
    let story = "2025-01-10 spent 40; 2025-01-10 bought 100 EUR";
    assert_eq!(balance(rules, story, "2025-01-10"), (60, 0));
    let from = |ledger: &Ledger<'_>| ledger.lots().map(|lot| lot.from).collect::<Vec<_>>();
    assert_eq!(ledger(rules, story, "2025-01-10", from), [at("2025-01-10T12:00")]);
}

#[test]
fn cents_and_other_currencies_give_nothing() {
    assert_eq!(
        balance(RULES, "2025-01-10 bought 0.99 EUR; 2025-01-10 bought 1.00 EUR", "2025-01-10"),
        (0, 1)
    );
    assert_eq!(balance(RULES, "2025-01-10 bought 100 USD; 2025-01-11 cancelled o-1", "2025-01-11"), (0, 0));
}

#[test]
fn gift_cards_earn_nothing_and_are_given_back_first() {
    let except = vec![Category::new("gift-card").unwrap()];
    let euros = |text| money(text, "EUR");
    let item = |name: &str, price| Item {
        product: ProductId::new(name).unwrap(),
        category: Some(Category::new(name).unwrap()),
        quantity: 2,
        price: Some(euros(price)),
    };
    let order = OrderId::new("o-1").unwrap();
    let items = vec![item("gift-card", "20"), item("lamp", "30")];
    let mut events = events_in(&helsinki(), "2025-01-10 bought 1 EUR; 2025-01-11 refunded o-1 50 EUR");
    events[0].fact = Fact::OrderCompleted { order, total: euros("100"), items };
    let pending = |events: &[Event]| {
        let now = at("2025-01-12T12:00");
        let points = PointRules { points: 1, for_each: euros("1"), except: except.clone() };
        let program = Program { points, ..program(RULES) };
        Balance::of(&program, &Profile::as_of(now, events.to_vec()), now).pending
    };
    assert_eq!(pending(&events[..1]), Points(60));
    assert_eq!(pending(&events), Points(50));
}

#[test]
fn the_balance_says_what_comes_next_and_what_goes_next() {
    let story = "2025-01-10 bought 120 EUR; 2025-01-10T18:00 bought 10 EUR; 2025-01-20 bought 80 EUR";
    let balance = |day| ledger(RULES, story, day, |ledger| ledger.balance());
    assert_eq!(balance("2025-01-20").activates, Some((day("2025-01-24"), Points(130))));
    assert_eq!(balance("2025-01-20").expires, None);
    assert_eq!(balance("2025-01-24").activates, Some((day("2025-02-03"), Points(80))));
    assert_eq!(balance("2025-01-24").expires, Some((day("2026-01-24"), Points(130))));
    assert_eq!(balance("2026-01-24").expires, Some((day("2026-01-24"), Points(130))));
    assert_eq!(balance("2026-01-25").expires, Some((day("2026-02-03"), Points(80))));
    let for_ever = BalanceRules { expire_months: None, ..RULES };
    assert_eq!(ledger(for_ever, story, "2090-01-01", |ledger| ledger.balance()).expires, None);
    assert_eq!(ledger(for_ever, story, "2090-01-01", |ledger| ledger.balance()).active, Points(210));
}

/// The statement of someone who is told for the first time.
fn told(ledger: &Ledger<'_>) -> Vec<Line> {
    let mut journal = Journal::default();
    journal.catch_up(ledger);
    journal.statement()
}

#[test]
fn the_statement_tells_each_thing_with_the_balance_after_it() {
    let told = ledger(returning(ReturnPolicy::WithinBalance), STORY, "2025-03-24", |ledger| {
        let line = |line: Line| {
            let source = match &line.cause.source {
                Source::Order(id) => id.to_string(),
                _ => "till".to_owned(),
            };
            let day = helsinki().day(line.cause.at);
            let (active, pending, after) = (line.active, line.pending, line.balance);
            format!("{day} {source} {:?} {active:+} {pending:+} {} = {after}", line.cause.what, line.forgiven)
        };
        told(ledger).into_iter().map(line).collect::<Vec<_>>().join("\n")
    });
    expect_test::expect![[r#"
        2025-01-10 o-1 Earned 0 120 0 = 0
        2025-01-24 o-1 Activated 120 -120 0 = 120
        2025-02-01 o-2 Earned 0 80 0 = 120
        2025-02-15 o-2 Activated 80 -80 0 = 200
        2025-03-01 till Spent -150 0 0 = 50
        2025-03-05 o-1 Returned -50 0 10 = 0
        2025-03-10 o-3 Earned 0 30 0 = 0
        2025-03-24 o-3 Activated 30 -30 0 = 30"#]]
    .assert_eq(&told);
}

#[test]
fn a_program_without_a_balance_has_an_empty_ledger() {
    let now = at("2025-03-05T12:00");
    let program = Program { balance: None, ..program(RULES) };
    let profile = profile(STORY, now);
    assert_eq!(Balance::of(&program, &profile, now), Balance::default());
    assert!(Ledger::of(&program, &profile, now).postings().is_empty());
}

#[test]
fn a_friends_first_order_rewards_like_an_order_and_so_many_friends_at_most() {
    let rewards = ReferralRules { inviter: Points(50), friend: Points(20), most: 2 };
    let program = Program { referral: Some(rewards), ..program(RULES) };
    let referral = |side, other: &str, day: &str| Referral {
        side,
        other: CustomerId::new(other).unwrap(),
        order: OrderId::new("theirs").unwrap(),
        at: at(&format!("{day}T12:00")),
    };
    let referrals = vec![
        referral(Side::Inviter, "cleo", "2025-01-12"),
        referral(Side::Friend, "zoe", "2025-01-10"),
        referral(Side::Inviter, "bea", "2025-01-11"),
        referral(Side::Inviter, "dora", "2025-01-13"),
    ];
    let balance = |day: &str, referrals: &[Referral]| {
        let now = at(&format!("{day}T23:59"));
        let profile = Profile { referrals: referrals.to_vec(), ..Profile::default() };
        let Balance { active, pending, .. } = Balance::of(&program, &profile, now);
        (active.0, pending.0)
    };
    assert_eq!(balance("2025-01-10", &referrals), (0, 20));
    assert_eq!(balance("2025-01-13", &referrals), (0, 120));
    assert_eq!(balance("2025-01-27", &referrals), (120, 0));
    assert_eq!(balance("2025-01-27", &referrals[1..]), (120, 0));
    assert_eq!(balance("2025-01-27", &referrals[1..3]), (70, 0));
}
