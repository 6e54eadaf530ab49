//! What holds of every history, and under every thresholds: announced days agree with a replay, and order of arrival
//! changes nothing.

use domain::lifecycle::{Stage, StageRules};
use domain::money::Points;
use domain::profile::Profile;
use domain::tier::PointRules;
use domain::time::{Date, Timestamp, Zone, days_between, plus};
use proptest::prelude::*;

use crate::house::{ladder, points};
use crate::story::{at, day, events, new_york, profile};

proptest! {
    #[test]
    fn order_of_arrival_and_repetition_change_nothing(
        (told, arrived) in prop::collection::vec(deed(), 0..24).prop_flat_map(|deeds| {
            let told = events(&deeds.join(";"));
            let twice = [told.clone(), told.clone()].concat();
            (Just(told), Just(twice).prop_shuffle())
        }),
        month in 1_u32..=12,
    ) {
        let now = at(&format!("1998-{month:02}-15"));
        prop_assert_eq!(Profile::as_of(now, told), Profile::as_of(now, arrived));
    }

    #[test]
    fn the_announced_day_is_the_first_on_which_the_stage_differs(
        rules in rules(), profile in buyer(), later in 0_i32..2_000,
    ) {
        let today = plus(day("1995-01-01"), later);
        let seen = rules.lifecycle(&profile, &Zone::utc(), today);
        let first = (1..2_200).map(|days| plus(today, days)).find_map(|then| {
            let stage = replay(&rules, &profile, today, then);
            (stage != seen.stage).then_some((then, stage))
        });
        prop_assert_eq!(seen.next, first);
    }

    #[test]
    fn since_is_the_first_day_of_the_present_run(rules in rules(), profile in buyer(), later in 0_i32..2_000) {
        let (begin, today) = (day("1995-01-01"), plus(day("1995-01-01"), later));
        let seen = rules.lifecycle(&profile, &Zone::utc(), today);
        let run = (0..=days_between(begin, today)).map(|days| plus(today, -days));
        let first = run.take_while(|then| replay(&rules, &profile, *then, *then) == seen.stage).last();
        prop_assert_eq!(seen.since, first.filter(|_| seen.first.is_some()));
    }

    #[test]
    fn with_nothing_bought_a_customer_never_gets_nearer(rules in rules(), profile in buyer(), later in 0_i32..2_000) {
        let today = plus(day("1995-01-01"), later);
        let distance = |stage: Stage| match stage {
            Stage::New | Stage::Active | Stage::Loyal | Stage::WonBack | Stage::Prospect => 0,
            Stage::AtRisk => 1,
            Stage::Lapsed => 2,
        };
        let far = |days: i32| distance(replay(&rules, &profile, today, plus(today, days)));
        prop_assert!((0..800).all(|days| far(days) <= far(days + 1)));
    }

    #[test]
    fn kept_until_is_the_last_day_a_replay_gives_the_tier(
        orders in prop::collection::vec((0_i32..700, 1_u32..200), 0..12),
        later in 0_i32..900,
        window_days in 1_i32..500,
    ) {
        let told = orders.iter().map(|(days, amount)| format!("{} bought {amount}", plus(day("1997-01-01"), *days)));
        let today = plus(day("1997-01-01"), later);
        let profile = profile(&told.collect::<Vec<_>>().join(";"), &today.to_string());
        let (ladder, rules, zone) = (ladder(), PointRules { window_days, ..points() }, new_york());
        let from = |then: Date| ladder.standing(&rules, &profile, &zone, then).tier.from;
        let lost = (1..=window_days).map(|days| plus(today, days)).find(|then| from(*then) < from(today));
        let seen = ladder.standing(&rules, &profile, &zone, today);
        prop_assert_eq!(seen.kept_until, lost.map(|day| plus(day, -1)));
        prop_assert_eq!(seen.kept_until.is_none(), seen.tier.from == Points(0));
    }

    #[test]
    fn buying_more_never_lowers_a_tier(amounts in prop::collection::vec(1_u32..200, 1..8)) {
        let ranks = (0..=amounts.len()).map(|orders| {
            let told = amounts[..orders].iter().map(|amount| format!("1998-01-05 bought {amount}"));
            let profile = Profile::as_of(at("1998-01-06"), events(&told.collect::<Vec<_>>().join(";")));
            ladder().standing(&points(), &profile, &new_york(), day("1998-01-06")).tier.from
        });
        prop_assert!(ranks.collect::<Vec<_>>().is_sorted());
    }
}

/// One of everything that can happen, on a day of 1998 or 1999.
fn deed() -> impl Strategy<Value = String> {
    let deeds = prop_oneof![
        (0_u32..5_000).prop_map(|cents| format!("bought {}.{:02}", cents / 100, cents % 100)),
        (1_u32..9, 0_u32..60).prop_map(|(order, amount)| format!("refunded o-{order} {amount}")),
        (1_u32..9).prop_map(|order| format!("cancelled o-{order}")),
        prop::sample::select(vec!["saw a", "claimed a", "claimed b", "declined a", "restored a", "did View"])
            .prop_map(str::to_owned),
        (1_u32..5).prop_map(|claim| format!("redeemed c-{claim}")),
        (1_u32..5).prop_map(|claim| format!("released c-{claim}")),
    ];
    (1_u32..=12, 1_u32..=28, deeds).prop_map(|(month, day, deed)| format!("1998-{month:02}-{day:02} {deed}"))
}

/// Customers who buy on up to eight days of four years.
fn buyer() -> impl Strategy<Value = Profile> {
    prop::collection::vec(0_i32..1_500, 0..8).prop_map(|days| {
        let told = days.iter().map(|days| format!("{} bought 1.00", plus(day("1995-01-01"), *days)));
        Profile::as_of(Timestamp::MAX, events(&told.collect::<Vec<_>>().join(";")))
    })
}

/// Thresholds in any relation to one another, sensible or not.
fn rules() -> impl Strategy<Value = StageRules> {
    (0..90, 30..200, 100..500, 1_u32..5, 1..500, 0..200).prop_map(
        |(new_days, active_days, at_risk_days, loyal_purchase_days, loyal_within_days, won_back_days)| {
            StageRules {
                new_days,
                active_days,
                at_risk_days,
                loyal_purchase_days,
                loyal_within_days,
                won_back_days,
            }
        },
    )
}

/// The stage on a day if nothing is bought after `known`.
fn replay(rules: &StageRules, profile: &Profile, known: Date, today: Date) -> Stage {
    let mut days = profile.purchase_days(&Zone::utc());
    days.retain(|day| *day <= known.min(today));
    rules.stage(&days, today)
}
