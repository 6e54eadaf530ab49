//! What holds of every history, and under every thresholds: announced days agree with a replay, and order of arrival
//! changes nothing.

use domain::event::{Event, Fact};
use domain::id::{EventId, OrderId};
use domain::lifecycle::{Stage, StageReason, StageRules};
use domain::profile::Profile;
use domain::time::{Date, Timestamp, Zone, days_between, plus};
use proptest::prelude::*;

use crate::story::{at, day, events};

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
    fn a_whole_replay_changes_stage_on_the_announced_day_whatever_was_given_back(
        rules in rules(), told in shopper(), later in 0_i32..1_000,
    ) {
        let today = plus(day("1995-01-01"), later);
        let as_of = |then: Date| {
            let known = told.iter().filter(|event| Zone::utc().day(event.at) <= today).cloned();
            rules.lifecycle(&Profile::as_of(Zone::utc().end(then), known), &Zone::utc(), then)
        };
        let seen = as_of(today);
        let first = (1..700).map(|days| plus(today, days)).find(|then| as_of(*then).stage != seen.stage);
        match seen.next {
            Some((then, stage)) if days_between(today, then) < 700 => {
                prop_assert_eq!((Some(then), as_of(then).stage), (first, stage));
            }
            _ => prop_assert_eq!(first, None),
        }
        let then = as_of(plus(today, 400));
        prop_assert_eq!((then.friends, then.ambassador), (seen.friends, seen.ambassador));
    }

    #[test]
    fn every_reason_of_a_stage_holds_and_no_other_stage_fits(
        rules in sound_rules(), profile in buyer(), later in 0_i32..2_000,
    ) {
        let today = plus(day("1995-01-01"), later);
        let seen = rules.lifecycle(&profile, &Zone::utc(), today);
        prop_assert!(!seen.why.is_empty() && seen.why.iter().all(StageReason::holds), "{:?}", seen.why);
        let idle = seen.last.map(|last| days_between(last, today));
        let lately = idle.is_some_and(|idle| idle <= rules.active_days);
        let back = seen.comeback.is_some_and(|back| days_between(back.on, today) <= rules.won_back_days);
        let mut days = profile.purchase_days(&Zone::utc());
        days.retain(|day| *day <= today);
        let often = days.iter().filter(|day| days_between(**day, today) < rules.loyal_within_days).count();
        let often = often >= rules.loyal_purchase_days as usize;
        let first = days.len() == 1 && idle.is_some_and(|idle| idle <= rules.new_days);
        let fits = [
            (Stage::Prospect, idle.is_none()),
            (Stage::WonBack, lately && back),
            (Stage::New, lately && !back && first),
            (Stage::Loyal, lately && !back && !first && often),
            (Stage::Active, lately && !back && !first && !often),
            (Stage::AtRisk, idle.is_some_and(|idle| !lately && idle <= rules.at_risk_days)),
            (Stage::Lapsed, idle.is_some_and(|idle| !lately && idle > rules.at_risk_days)),
        ];
        let fits: Vec<Stage> = fits.into_iter().filter(|(_, fits)| *fits).map(|(stage, _)| stage).collect();
        prop_assert_eq!(fits, [seen.stage]);
    }

    #[test]
    fn orders_worth_nothing_change_no_stage(rules in rules(), told in shopper(), days in prop::collection::vec(0_i32..1_000, 1..4)) {
        let nothing = days.iter().map(|days| format!("{} bought 0.00", plus(day("1995-01-01"), *days)));
        let mut with = events(&nothing.collect::<Vec<_>>().join(";"));
        for (number, event) in with.iter_mut().enumerate() {
            event.id = EventId::new(format!("nothing-{number}")).unwrap();
            if let Fact::OrderCompleted { order, .. } = &mut event.fact {
                *order = OrderId::new(format!("nothing-{number}")).unwrap();
            }
        }
        with.extend(told.clone());
        let today = day("1997-10-01");
        let seen = |told: Vec<Event>| rules.lifecycle(&Profile::as_of(Zone::utc().end(today), told), &Zone::utc(), today);
        prop_assert_eq!(seen(with), seen(told));
    }

    #[test]
    fn a_first_order_given_back_whole_leaves_a_prospect(rules in rules(), later in 1_i32..700) {
        let told = format!("1995-01-01 bought 30.00; {} refunded o-1", plus(day("1995-01-01"), later));
        let seen = |today: Date| {
            rules.lifecycle(&Profile::as_of(Zone::utc().end(today), events(&told)), &Zone::utc(), today)
        };
        prop_assert_ne!(seen(plus(day("1995-01-01"), later - 1)).stage, Stage::Prospect);
        prop_assert_eq!(seen(plus(day("1995-01-01"), later)).stage, Stage::Prospect);
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

/// The same, who also give back.
fn shopper() -> impl Strategy<Value = Vec<Event>> {
    let orders = prop::collection::vec(0_i32..900, 0..8);
    let returns = prop::collection::vec((1_usize..9, 0_i32..200, 0_u32..3), 0..5);
    (orders, returns).prop_map(|(orders, returns)| {
        let moment = |days: i32| plus(day("1995-01-01"), days);
        let bought = orders.iter().map(|days| format!("{} bought 2.00", moment(*days)));
        let back = returns.iter().filter_map(|(order, later, amount)| {
            let bought = orders.get(order - 1)?;
            Some(format!("{} refunded o-{order} {amount}", moment(bought + later)))
        });
        events(&bought.chain(back).collect::<Vec<_>>().join(";"))
    })
}

/// Thresholds as a program file has them: no stage outlasts the one it is part of.
fn sound_rules() -> impl Strategy<Value = StageRules> {
    let sound = |rules: &StageRules| {
        rules.new_days <= rules.active_days
            && rules.won_back_days <= rules.active_days
            && rules.active_days < rules.at_risk_days
    };
    rules().prop_filter("stages that overlap", sound)
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
                ambassador_friends: 0,
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
