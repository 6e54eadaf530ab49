//! The purchases of a real cohort, staged by thresholds that others have published and counted.
//! The thresholds' sources are told with the presets, the data's beside it.

use std::collections::BTreeMap;

use domain::event::{Event, Fact};
use domain::id::{CustomerId, EventId, OrderId};
use domain::lifecycle::grid::{Cell, Grid, Segment, Step};
use domain::lifecycle::preset::Preset;
use domain::lifecycle::{Stage, StageRules};
use domain::profile::Profile;
use domain::time::{Date, Days, Timestamp, Zone};

use crate::story::{day, money};

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
            fact: Fact::OrderCompleted { order, total: money(amount, "USD"), items: Vec::new() },
        });
    }
    histories.into_values().map(|events| Profile::as_of(Timestamp::MAX, events)).collect()
}

fn stages(preset: Preset, cohort: &[Profile], today: &str) -> BTreeMap<Stage, usize> {
    let mut counts = BTreeMap::new();
    for profile in cohort {
        *counts.entry(preset.rules().lifecycle(profile, &Zone::utc(), day(today)).stage).or_default() += 1;
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
        assert_eq!(stages(Preset::Emarsys, &cohort, today), BTreeMap::from_iter(counted), "on {today}");
    }
}

#[test]
fn who_only_ever_ordered_nothing_stays_a_prospect() {
    assert_eq!(stages(Preset::Emarsys, &cohort("0.00"), "1997-04-30")[&Stage::Prospect], 8);
    assert!(!stages(Preset::Emarsys, &cohort("0.01"), "1997-04-30").contains_key(&Stage::Prospect));
}

#[test]
fn a_day_with_two_orders_is_one_and_an_order_of_nothing_is_none() {
    let cohort = cohort("0.00");
    let orders: usize = cohort.iter().map(|profile| profile.orders.len()).sum();
    let days: usize = cohort.iter().map(|profile| profile.purchase_days(&Zone::utc()).len()).sum();
    assert_eq!((cohort.len(), orders, days), (2_357, 6_919 - 8, 6_688));
}

#[test]
fn the_cohort_falls_into_the_stages_of_ometria() {
    use Stage::{Active, AtRisk, Lapsed};
    let cohort = cohort("0.01");
    for (today, counted) in [
        ("1997-04-30", vec![(Active, 2_357)]),
        ("1997-09-30", vec![(Active, 728), (AtRisk, 1_629)]),
        ("1997-12-31", vec![(Active, 613), (AtRisk, 1_744)]),
        ("1998-06-30", vec![(Active, 517), (AtRisk, 348), (Lapsed, 1_492)]),
    ] {
        assert_eq!(stages(Preset::Ometria, &cohort, today), BTreeMap::from_iter(counted), "on {today}");
    }
}

#[test]
fn each_scheme_calls_its_stages_as_its_documents_do() {
    let names = |preset: Preset| {
        [Stage::Prospect, Stage::New, Stage::Active, Stage::AtRisk, Stage::Lapsed].map(|s| preset.name(s))
    };
    assert_eq!(names(Preset::Emarsys), ["lead", "first_time", "active", "defecting", "inactive"]);
    assert_eq!(names(Preset::Ometria), ["lead", "active", "active", "at_risk", "lapsed"]);
    assert_eq!(names(Preset::Standard), ["prospect", "new", "active", "at_risk", "lapsed"]);
}

#[test]
fn the_cohort_falls_into_the_segments_of_the_grid() {
    let mut counts = BTreeMap::new();
    for days in days() {
        let cell = Grid::FIXED.cell(&days, day("1998-06-30")).expect("everybody bought");
        *counts.entry(cell.segment()).or_insert(0) += 1;
    }
    let counted = [
        (Segment::Hibernating, 1_551),
        (Segment::AtRisk, 286),
        (Segment::Loyal, 183),
        (Segment::PotentialLoyalist, 110),
        (Segment::Champions, 98),
        (Segment::NeedAttention, 81),
        (Segment::AboutToSleep, 43),
        (Segment::CannotLose, 5),
    ];
    assert_eq!(counts, BTreeMap::from(counted));
}

#[test]
fn every_cell_of_the_grid_is_in_the_segment_that_others_print() {
    let steps = [Step::One, Step::Two, Step::Three, Step::Four, Step::Five];
    let mut cells = BTreeMap::new();
    for cell in steps.into_iter().flat_map(|recency| steps.map(|frequency| Cell { recency, frequency })) {
        *cells.entry(cell.segment()).or_insert(0) += 1;
    }
    let printed = [
        (Segment::Hibernating, 4),
        (Segment::AtRisk, 4),
        (Segment::CannotLose, 2),
        (Segment::AboutToSleep, 2),
        (Segment::NeedAttention, 1),
        (Segment::Loyal, 4),
        (Segment::Promising, 1),
        (Segment::New, 1),
        (Segment::PotentialLoyalist, 4),
        (Segment::Champions, 2),
    ];
    assert_eq!(cells, BTreeMap::from(printed));
}

#[test]
fn a_day_on_a_threshold_of_the_grid_is_on_its_better_side() {
    let cell = |bought: &str, today: &str| Grid::FIXED.cell(&[day(bought)], day(today)).map(|c| c.recency);
    assert_eq!(cell("1998-01-01", "1998-01-31"), Some(Step::Five));
    assert_eq!(cell("1998-01-01", "1998-02-01"), Some(Step::Four));
    assert_eq!(cell("1998-01-01", "1999-01-01"), Some(Step::Two));
    assert_eq!(cell("1998-01-01", "1999-01-02"), Some(Step::One));
    assert_eq!(cell("1998-01-02", "1998-01-01"), None, "nothing was bought yet");
}

#[test]
fn the_cohort_is_won_back_as_often_as_others_counted() {
    let won_back = |over: Days| {
        let rules = StageRules { active_days: over, at_risk_days: over, won_back_days: 0, ..EMPTY };
        let days = days();
        let stages =
            days.iter().flat_map(|days| (1..=days.len()).map(|n| rules.stage(&days[..n], days[n - 1])));
        stages.filter(|stage| *stage == Stage::WonBack).count()
    };
    assert_eq!([90, 182, 365, 385].map(won_back), [1_085, 478, 87, 62]);
}

const EMPTY: StageRules = StageRules {
    ambassador_friends: 0,
    new_days: 0,
    active_days: 0,
    at_risk_days: 0,
    loyal_purchase_days: u32::MAX,
    loyal_within_days: 0,
    won_back_days: 0,
};

/// The purchase days of each customer, orders of nothing among them.
fn days() -> Vec<Vec<Date>> {
    cohort("0.01").iter().map(|profile| profile.purchase_days(&Zone::utc())).collect()
}
