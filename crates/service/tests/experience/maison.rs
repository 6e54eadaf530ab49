//! The demo brand's program and its real purchase histories, as its customers read them.

use std::collections::BTreeMap;
use std::path::Path;

use contract::experience::Experience;
use domain::decision::{Situation, Visit};
use domain::event::Fact;
use domain::id::OrderId;
use domain::lifecycle::Stage;
use domain::money::Money;
use domain::profile::Profile;
use domain::program::Program;

use crate::assert_whole;
use crate::house::{ada, now, profile_of, tell};

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo").join(file)).unwrap()
}

/// The program, and the profile of everyone who ever bought.
fn maison() -> (Program, BTreeMap<String, Profile>) {
    let program = service::program::read(&read("maison/program.toml")).unwrap();
    let mut orders = BTreeMap::<String, Vec<_>>::new();
    for file in ["data/cdnow_transactions.csv", "data/newcomers.csv"] {
        for (line, row) in read(file).lines().enumerate().skip(1) {
            let [customer, date, _, amount] = row.split(',').collect::<Vec<_>>().try_into().unwrap();
            let day = program.zone.start(date.parse().unwrap());
            let total = Money::parse(amount, program.points.currency()).unwrap();
            let order = OrderId::new(format!("{file}-{line}")).unwrap();
            orders
                .entry(customer.to_owned())
                .or_default()
                .push((day, Fact::OrderCompleted { order, total, items: Vec::new() }));
        }
    }
    (program, orders.into_iter().map(|(customer, facts)| (customer, profile_of(facts))).collect())
}

#[test]
fn every_customer_reads_whole_sentences_in_both_languages() {
    let (program, profiles) = maison();
    assert!(profiles.len() > 2_300);
    for profile in profiles.values() {
        let situation = Situation::of(&program, ada(), profile, Visit::default(), now());
        assert_whole(&tell(&situation, "en"));
        assert_whole(&tell(&situation, "fr"));
    }
}

#[test]
fn the_four_customers_the_house_cares_for_are_told_four_different_things() {
    let (program, profiles) = maison();
    let situations = profiles
        .values()
        .map(|profile| Situation::of(&program, ada(), profile, Visit::default(), now()))
        .collect::<Vec<_>>();
    for locale in ["en", "fr"] {
        let told = [Stage::Lapsed, Stage::AtRisk, Stage::Loyal, Stage::New].map(|stage| {
            let one = situations.iter().find(|situation| situation.lifecycle.stage == stage);
            tell(one.unwrap(), locale)
        });
        let first = |told: &Experience| (told.offers[0].id.clone(), told.offers[0].why.clone());
        for (i, one) in told.iter().enumerate() {
            for other in &told[i + 1..] {
                assert_ne!((&one.greeting, &one.lead), (&other.greeting, &other.lead));
                assert_ne!(first(one), first(other));
            }
        }
    }
}
