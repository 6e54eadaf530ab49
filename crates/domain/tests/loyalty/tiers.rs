//! How long a tier is held, where one lands, and what a return does. The ladder is Finnair Plus's, as published:
//! Silver from 15,000 points, Gold from 45,000, Platinum from 80,000; a tier that is reached lasts the rest of a
//! period of the member's own that ends with a month, and the period after it.

use domain::id::TierId;
use domain::ledger::BalanceRules;
use domain::money::Points;
use domain::program::Program;
use domain::tier::{Holding, Keep, Keeping, Ladder, Landing, TierReason, Window};
use expect_test::{Expect, expect};

use crate::house::{holding, program, tier};
use crate::story::{day, profile_in, usd, zone};

pub(crate) const AIRLINE: Holding = Holding {
    window: Window::Personal(12),
    keep: Keep::NextPeriod,
    grace_days: 0,
    landing: Landing::ByBalance,
};

/// Points by the month, for the month.
pub(crate) const MONTHLY: Holding = Holding { window: Window::Calendar(1), keep: Keep::Window, ..AIRLINE };

fn under(holding: Holding) -> Program {
    let steps = [("basic", 0), ("silver", 15_000), ("gold", 45_000), ("platinum", 80_000)];
    let ladder = Ladder::new(steps.map(|(id, from)| tier(id, from)).into()).unwrap();
    let balance: Option<BalanceRules> = None;
    Program { zone: zone("Europe/Helsinki"), ladder, holding, balance, ..program([]) }
}

/// The tier on a day, its last day, what comes then, what keeps it, and what brought it.
#[track_caller]
pub(crate) fn check(holding: Holding, history: &str, today: &str, expected: Expect) {
    let program = under(holding);
    let profile = profile_in(&program.zone, history, today);
    let seen = program.ladder.standing(&program, &profile, day(today));
    let mut told = format!("{} with {}", seen.tier.id, seen.points);
    if let Some((last, then)) = seen.kept_until.zip(seen.then) {
        told += &format!(", to {last}, then {}", then.id);
    }
    if let Some(Keeping { missing, from, by }) = seen.keeping {
        told += &format!("; kept by {missing} from {from} to {by}");
    }
    if let Some(change) = seen.change {
        let why = match change.why {
            TierReason::Reached(points) => format!("reached with {points}"),
            TierReason::Ended => "time was over".to_owned(),
            TierReason::OneDown => "one down".to_owned(),
            TierReason::Returned(order) => format!("{order} was returned"),
        };
        told += &format!("; since {}: {why}, was {}", change.on, change.from.id);
    }
    expected.assert_eq(&told);
}

pub(crate) fn period(history: &str, today: &str) -> String {
    let program = under(AIRLINE);
    let profile = profile_in(&program.zone, history, today);
    let period = program.ladder.standing(&program, &profile, day(today)).period;
    period.map_or(String::new(), |period| format!("{}..{}", period.first, period.last))
}

#[test]
fn a_members_first_period_ends_with_the_month_a_year_after_they_came() {
    let told = "2025-05-08 bought 1.00";
    assert_eq!(period(told, "2025-05-08"), "2025-05-08..2026-05-31");
    assert_eq!(period(told, "2026-05-31"), "2025-05-08..2026-05-31");
    assert_eq!(period(told, "2026-06-01"), "2026-06-01..2027-05-31");
    assert_eq!(period(told, "2027-05-31"), "2026-06-01..2027-05-31");
    assert_eq!(period("", "2027-05-31"), "", "who never bought has not begun");
}

#[test]
fn a_tier_that_is_reached_lasts_the_rest_of_the_period_and_the_next() {
    check(
        AIRLINE,
        "2025-05-08 bought 1000; 2025-11-20 bought 14000",
        "2025-11-20",
        expect![
            "silver with 15000, to 2027-05-31, then basic; kept by 15000 from 2026-06-01 to 2027-05-31; since 2025-11-20: reached with 15000, was basic"
        ],
    );
    check(
        AIRLINE,
        "2025-05-08 bought 1000; 2025-11-20 bought 13999",
        "2025-11-20",
        expect!["basic with 14999"],
    );
}

#[test]
fn in_the_next_period_the_points_begin_anew_and_the_tier_is_kept_by_reaching_it_again() {
    let told = "2025-05-08 bought 1000; 2025-11-20 bought 14000; 2026-07-01 bought 4000";
    check(
        AIRLINE,
        told,
        "2026-07-01",
        expect![
            "silver with 4000, to 2027-05-31, then basic; kept by 11000 from 2026-07-01 to 2027-05-31; since 2025-11-20: reached with 15000, was basic"
        ],
    );
    check(
        AIRLINE,
        &format!("{told}; 2027-05-31 bought 11000"),
        "2027-06-01",
        expect![
            "silver with 0, to 2028-05-31, then basic; kept by 15000 from 2027-06-01 to 2028-05-31; since 2025-11-20: reached with 15000, was basic"
        ],
    );
    check(AIRLINE, told, "2027-06-01", expect!["basic with 0; since 2027-06-01: time was over, was silver"]);
}

#[test]
fn points_of_a_month_last_the_month_or_the_next_or_some_days_of_grace() {
    let told = "2025-03-10 bought 15000";
    check(
        MONTHLY,
        told,
        "2025-03-10",
        expect![
            "silver with 15000, to 2025-03-31, then basic; since 2025-03-10: reached with 15000, was basic"
        ],
    );
    check(
        Holding { keep: Keep::NextPeriod, ..MONTHLY },
        told,
        "2025-03-10",
        expect![
            "silver with 15000, to 2025-04-30, then basic; kept by 15000 from 2025-04-01 to 2025-04-30; since 2025-03-10: reached with 15000, was basic"
        ],
    );
    check(
        Holding { grace_days: 7, ..MONTHLY },
        told,
        "2025-03-10",
        expect![
            "silver with 15000, to 2025-04-07, then basic; kept by 15000 from 2025-04-01 to 2025-04-07; since 2025-03-10: reached with 15000, was basic"
        ],
    );
}

#[test]
fn a_tier_of_thirty_days_from_20_july_ends_as_20_august_begins() {
    let thirty = Holding { keep: Keep::Days(30), ..MONTHLY };
    let told = "2025-07-20 bought 15000";
    check(
        thirty,
        told,
        "2025-08-19",
        expect![
            "silver with 0, to 2025-08-19, then basic; kept by 15000 from 2025-08-19 to 2025-08-19; since 2025-07-20: reached with 15000, was basic"
        ],
    );
    check(thirty, told, "2025-08-20", expect!["basic with 0; since 2025-08-20: time was over, was silver"]);
}

#[test]
fn a_tier_of_days_lasts_longer_while_its_points_count() {
    let ten = Holding { keep: Keep::Days(10), ..MONTHLY };
    let told = "2025-07-02 bought 15000";
    check(
        ten,
        told,
        "2025-07-02",
        expect![
            "silver with 15000, to 2025-07-31, then basic; kept by 1 from 2025-07-22 to 2025-07-31; since 2025-07-02: reached with 15000, was basic"
        ],
    );
}

#[test]
fn in_a_rolling_window_the_points_that_leave_are_what_must_come() {
    let told = "2025-01-01 bought 10000; 2025-03-01 bought 8000";
    check(
        holding(),
        told,
        "2025-03-01",
        expect![
            "silver with 18000, to 2025-12-31, then basic; kept by 7000 from 2025-03-01 to 2025-12-31; since 2025-03-01: reached with 18000, was basic"
        ],
    );
}

#[test]
fn a_quarter_and_a_half_year_are_those_of_the_calendar() {
    let last = |months: u8, today: &str| {
        let program = under(Holding { window: Window::Calendar(months), ..MONTHLY });
        let profile = profile_in(&program.zone, &format!("{today} bought 15000"), today);
        program.ladder.standing(&program, &profile, day(today)).kept_until.unwrap().to_string()
    };
    assert_eq!(last(3, "2025-05-15"), "2025-06-30");
    assert_eq!(last(6, "2025-05-15"), "2025-06-30");
    assert_eq!(last(6, "2025-07-01"), "2025-12-31");
    assert_eq!(last(12, "2024-02-29"), "2024-12-31");
    assert_eq!(last(1, "2024-02-29"), "2024-02-29");
}

#[test]
fn the_last_half_hour_of_a_year_in_london_is_the_next_in_helsinki() {
    let yearly = Holding { window: Window::Calendar(12), ..MONTHLY };
    check(
        yearly,
        "2024-12-31T22:30:00Z bought 15000",
        "2025-01-01",
        expect![
            "silver with 15000, to 2025-12-31, then basic; since 2025-01-01: reached with 15000, was basic"
        ],
    );
}

#[test]
fn a_basket_is_told_what_it_would_do() {
    let program = under(AIRLINE);
    let profile = profile_in(&program.zone, "2025-06-01 bought 14900", "2025-06-02");
    let if_bought = |amount: &str| {
        let seen = program.ladder.if_bought(&program, &profile, day("2025-06-02"), usd(amount), &[]);
        (seen.points, seen.standing.tier.id.clone(), seen.standing.kept_until)
    };
    let tier = |id: &str| TierId::new(id).unwrap();
    assert_eq!(if_bought("99.99"), (Points(99), tier("basic"), None));
    assert_eq!(if_bought("100.00"), (Points(100), tier("silver"), Some(day("2027-06-30"))));
    assert_eq!(if_bought("70000"), (Points(70_000), tier("platinum"), Some(day("2027-06-30"))));
}
