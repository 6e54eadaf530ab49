//! What holds of every customer's tier, whatever they bought and gave back, under every way of holding it.

use domain::event::{Event, Fact};
use domain::id::{CustomerId, EventId, OrderId};
use domain::money::Points;
use domain::profile::Profile;
use domain::program::Program;
use domain::tier::{Holding, Keep, Landing, Standing, TierReason, Window};
use domain::time::{Date, Days, Timestamp, Zone, days_between, plus};
use proptest::prelude::*;

use crate::house::program;
use crate::story::{day, events_in, usd};

/// The first day of every story.
const BEGIN: &str = "2024-01-20";
/// Stories are told for so many days.
const DAYS: Days = 500;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_announced_last_day_is_the_last_a_replay_gives_the_tier(
        holding in holding(), told in story(), later in 0..DAYS,
    ) {
        let (program, today) = (under(holding), plus(day(BEGIN), later));
        let profile = as_of(&told, &program, today);
        let seen = program.ladder.standing(&program, &profile, today);
        let lost = (1..2_500).map(|days| plus(today, days)).find_map(|then| {
            let standing = program.ladder.standing(&program, &profile, then);
            (standing.tier.from < seen.tier.from).then_some((plus(then, -1), standing.tier))
        });
        prop_assert_eq!(seen.kept_until.zip(seen.then), lost);
        prop_assert_eq!(seen.kept_until.is_none(), seen.tier.from == Points(0));
    }

    #[test]
    fn the_last_change_is_the_one_a_replay_shows_and_a_fall_names_its_order(
        holding in holding(), told in story(), later in 0..DAYS,
    ) {
        let (program, today) = (under(holding), plus(day(BEGIN), later));
        let end = program.zone.end(today).as_second() - 1;
        let ends = (0..=later).map(|days| program.zone.start(plus(day(BEGIN), days)).as_second());
        let mut moments: Vec<i64> = ends.chain(told.iter().map(|event| event.at.as_second())).collect();
        moments.retain(|at| *at <= end);
        moments.extend([end]);
        moments.sort_unstable();
        moments.dedup();
        let (mut held, mut last) = ("prelude".to_owned(), None);
        for at in moments {
            let at = Timestamp::from_second(at).unwrap();
            let profile = Profile::as_of(at, told.clone());
            let tier = standing(&program, &profile, program.zone.day(at)).tier.id.to_string();
            if tier != held {
                last = Some((at, held));
                held = tier;
            }
        }
        let profile = as_of(&told, &program, today);
        let seen = standing(&program, &profile, today).change;
        prop_assert_eq!(
            seen.as_ref().map(|change| (change.on, change.from.id.to_string())),
            last.clone().map(|(at, from)| (program.zone.day(at), from))
        );
        if let Some((change, (at, _))) = seen.zip(last) {
            let back = told.iter().find(|event| event.at == at && event.fact.ends());
            let named = match change.why {
                TierReason::Returned(order) => Some(order),
                _ => None,
            };
            let given_back = back.map(|event| match &event.fact {
                Fact::OrderRefunded { order, .. } => order.clone(),
                fact => panic!("{fact:?}"),
            });
            prop_assert_eq!(named, given_back);
        }
    }

    #[test]
    fn what_keeps_a_tier_is_enough_on_every_day_it_names_and_no_more_than_enough(
        holding in holding(), mut told in story(), later in 0..DAYS,
    ) {
        let (program, today) = (under(holding), plus(day(BEGIN), later));
        told.retain(|event| program.zone.day(event.at) <= today);
        let profile = as_of(&told, &program, today);
        let seen = standing(&program, &profile, today);
        let Some(last) = seen.kept_until else { return Ok(()) };
        // The tiers on the day on which so many points are earned, and after the day announced.
        let tiers = |on: Date, points: i64| {
            let profile = as_of(&and_bought(&told, &program, on, points), &program, on);
            [on, plus(last, 1)].map(|then| standing(&program, &profile, then).tier.from)
        };
        // Who reaches a higher tier on the way may land in this one with fewer.
        let just_kept = |[then, after]: [Points; 2]| then == seen.tier.from && after == seen.tier.from;
        match seen.keeping {
            Some(keeping) => {
                prop_assert!(today <= keeping.from && keeping.from <= keeping.by && keeping.by <= last);
                for on in (0..=days_between(keeping.from, keeping.by)).map(|days| plus(keeping.from, days)) {
                    let [_, after] = tiers(on, keeping.missing.0);
                    prop_assert!(after >= seen.tier.from, "{:?} on {}", keeping, on);
                }
                let fewer = tiers(keeping.by, keeping.missing.0 - 1);
                prop_assert!(!just_kept(fewer), "{:?} is too much", keeping);
            }
            None => {
                let many = tiers(last, seen.tier.from.0);
                prop_assert!(!just_kept(many), "{} is enough on {}", seen.tier.from, last);
            }
        }
    }

    #[test]
    fn a_basket_does_what_buying_it_does(holding in holding(), told in story(), later in 0..DAYS, points in 0_i64..300) {
        let (program, today) = (under(holding), plus(day(BEGIN), later));
        let profile = as_of(&told, &program, today);
        let bought = as_of(&and_bought(&told, &program, today, points), &program, today);
        let told = program.ladder.if_bought(&program, &profile, today, usd(&points.to_string()), &[]);
        prop_assert_eq!(told.points, Points(points));
        prop_assert_eq!(told.standing, standing(&program, &bought, today));
    }

    #[test]
    fn order_of_arrival_and_repetition_change_nothing(
        holding in holding(),
        (told, arrived) in story().prop_flat_map(|told| {
            let twice = [told.clone(), told.clone()].concat();
            (Just(told), Just(twice).prop_shuffle())
        }),
    ) {
        let (program, today) = (under(holding), plus(day(BEGIN), DAYS));
        let (told, arrived) = (as_of(&told, &program, today), as_of(&arrived, &program, today));
        prop_assert_eq!(standing(&program, &told, today), standing(&program, &arrived, today));
    }

    #[test]
    fn buying_more_and_giving_back_less_never_lowers_a_tier(
        holding in holding(), told in story(), later in 0..DAYS, without in any::<prop::sample::Index>(),
    ) {
        let (program, today) = (under(holding), plus(day(BEGIN), later));
        let from = |told: &[Event]| standing(&program, &as_of(told, &program, today), today).tier.from;
        let mut less = told.clone();
        if !told.is_empty() {
            let taken = less.remove(without.index(told.len()));
            let came = told.iter().filter(|event| !event.fact.ends()).map(|event| event.at).min();
            if !taken.fact.ends() && Some(taken.at) == came {
                return Ok(()); // it says when the periods begin
            }
            let (more, less) = if taken.fact.ends() { (less, told) } else { (told, less) };
            prop_assert!(from(&less) <= from(&more));
        }
    }
}

fn standing<'p>(program: &'p Program, profile: &Profile, today: Date) -> Standing<'p> {
    program.ladder.standing(program, profile, today)
}

fn under(holding: Holding) -> Program {
    Program { zone: Zone::utc(), holding, ..program([]) }
}

fn as_of(told: &[Event], program: &Program, today: Date) -> Profile {
    let end = Timestamp::from_second(program.zone.end(today).as_second() - 1).unwrap();
    Profile::as_of(end, told.to_vec())
}

/// The same, and an order of so many points in the last second of a day.
fn and_bought(told: &[Event], program: &Program, on: Date, points: i64) -> Vec<Event> {
    let mut told = told.to_vec();
    let at = Timestamp::from_second(program.zone.end(on).as_second() - 1).unwrap();
    if points > 0 {
        told.push(Event {
            id: EventId::new("besides").unwrap(),
            customer: CustomerId::new("ada").unwrap(),
            at,
            fact: Fact::OrderCompleted {
                order: OrderId::new("besides").unwrap(),
                total: usd(&points.to_string()),
                items: Vec::new(),
            },
        });
    }
    told
}

/// Up to ten orders and eight returns of them, no two at one instant.
fn story() -> impl Strategy<Value = Vec<Event>> {
    let orders = prop::collection::vec((0..DAYS, 1_u32..260), 0..10);
    let returns = prop::collection::vec((0..DAYS, 1_usize..10, 1_u32..260), 0..8);
    (orders, returns).prop_map(|(orders, returns)| {
        let moment = |days: Days, minute: usize| format!("{}T12:{minute:02}", plus(day(BEGIN), days));
        let mut told: Vec<String> = Vec::new();
        for (number, (days, amount)) in orders.iter().enumerate() {
            told.push(format!("{} bought {amount}", moment(*days, number)));
        }
        for (number, (later, order, amount)) in returns.iter().enumerate() {
            if let Some((days, _)) = orders.get(order - 1) {
                let days = days + later % 120;
                told.push(format!("{} refunded o-{order} {amount}", moment(days, 20 + number)));
            }
        }
        events_in(&Zone::utc(), &told.join(";"))
    })
}

/// Every way of holding a tier.
fn holding() -> impl Strategy<Value = Holding> {
    let windows = prop_oneof![
        (1..400).prop_map(Window::Rolling),
        prop::sample::select(vec![1, 3, 6, 12]).prop_map(Window::Calendar),
        (1_u8..13).prop_map(Window::Personal),
    ];
    let keeps = prop_oneof![Just(Keep::Window), Just(Keep::NextPeriod), (1..200).prop_map(Keep::Days)];
    let landings = prop_oneof![Just(Landing::ByBalance), Just(Landing::OneDown)];
    let holding = |(window, keep, grace_days, landing)| Holding { window, keep, grace_days, landing };
    (windows, keeps, prop_oneof![Just(0), 0..40], landings).prop_map(holding)
}
