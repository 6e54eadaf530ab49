//! The purchases of a real cohort, staged by thresholds that others have published and counted.
//! Thresholds: Emarsys, "Customer lifecycle", article 115004676529. The data's source is told beside it.

use std::collections::BTreeMap;

use domain::event::{Event, Fact};
use domain::id::{CustomerId, EventId, OrderId};
use domain::lifecycle::{Stage, StageRules};
use domain::profile::Profile;
use domain::time::{Date, Days, Timestamp, Zone, days_between};

use crate::story::{day, money};

/// First-time and active to day 90, defecting to day 365, inactive after it. Nobody is loyal or won back.
const EMARSYS: StageRules = StageRules {
    new_days: 90,
    active_days: 90,
    at_risk_days: 365,
    loyal_purchase_days: u32::MAX,
    loyal_within_days: 0,
    won_back_days: -1,
};

/// The cohort; an order of nothing is told as an order of `least`.
fn cohort(least: &str) -> Vec<Profile> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/data/cdnow_transactions.csv");
    let rows = std::fs::read_to_string(file).expect("the demo's transactions are in the tree");
    let mut histories = BTreeMap::<String, Vec<Event>>::new();
    for (index, row) in rows.lines().enumerate().skip(1) {
        let [customer, day, _quantity, amount] = row.split(',').collect::<Vec<_>>()[..] else {
            panic!("row {index}")
        };
        let amount = if amount.parse() == Ok(0.0) { least } else { amount };
        let order = OrderId::new(format!("row-{index}")).unwrap();
        histories.entry(customer.to_owned()).or_default().push(Event {
            id: EventId::new(format!("row-{index}")).unwrap(),
            customer: CustomerId::new(customer).unwrap(),
            at: Zone::utc().start(day.parse().unwrap()),
            fact: Fact::OrderCompleted { order, total: money(amount, "USD") },
        });
    }
    histories.into_values().map(|events| Profile::as_of(Timestamp::MAX, events)).collect()
}

fn stages(cohort: &[Profile], today: &str) -> BTreeMap<Stage, usize> {
    let mut counts = BTreeMap::new();
    for profile in cohort {
        *counts.entry(EMARSYS.lifecycle(profile, &Zone::utc(), day(today)).stage).or_default() += 1;
    }
    counts
}

#[test]
fn the_cohort_falls_into_the_stages_that_others_counted() {
    use Stage::{Active, AtRisk, Lapsed, New};
    // They counted the orders of nothing as purchases.
    let cohort = cohort("0.01");
    for (today, counted) in [
        ("1997-04-30", vec![(New, 1_224), (Active, 596), (AtRisk, 537)]),
        ("1997-09-30", vec![(Active, 411), (AtRisk, 1_946)]),
        ("1997-12-31", vec![(Active, 402), (AtRisk, 1_955)]),
        ("1998-06-30", vec![(Active, 300), (AtRisk, 518), (Lapsed, 1_539)]),
    ] {
        assert_eq!(stages(&cohort, today), BTreeMap::from_iter(counted), "on {today}");
    }
}

#[test]
fn who_only_ever_ordered_nothing_stays_a_prospect() {
    assert_eq!(stages(&cohort("0.00"), "1997-04-30")[&Stage::Prospect], 8);
    assert!(!stages(&cohort("0.01"), "1997-04-30").contains_key(&Stage::Prospect));
}

#[test]
fn a_day_with_two_orders_is_one_and_an_order_of_nothing_is_none() {
    let cohort = cohort("0.00");
    let orders: usize = cohort.iter().map(|profile| profile.orders.len()).sum();
    let days: usize = cohort.iter().map(|profile| profile.purchase_days(&Zone::utc()).len()).sum();
    assert_eq!((cohort.len(), orders, days), (2_357, 6_919 - 8, 6_688));
}

#[test]
fn the_cohort_pauses_as_long_as_others_counted() {
    let days: Vec<Vec<Date>> =
        cohort("0.01").iter().map(|profile| profile.purchase_days(&Zone::utc())).collect();
    let pauses = |over: Days| {
        days.iter()
            .flat_map(|days| days.windows(2))
            .filter(|pair| days_between(pair[0], pair[1]) > over)
            .count()
    };
    assert_eq!([90, 182, 365, 385].map(pauses), [1_085, 478, 87, 62]);
}
