//! The demo brand's program: it reaches everyone, differently, and speaks well.

use std::collections::BTreeSet;

use domain::decision::{Situation, Slot, Visit};
use domain::event::{Event, Fact, Item};
use domain::id::{Category, CustomerId, EventId, OrderId, Placement, ProductId};
use domain::lifecycle::{STAGES, Stage};
use domain::money::{Currency, Money};
use domain::offer::Offer;
use domain::profile::Profile;
use domain::program::{Program, Tallies};
use domain::time::{Date, Timestamp, plus};
use service::program::read;

use super::told;

const FILE: &str = include_str!("../../../demo/maison/program.toml");

fn program() -> Program {
    read(FILE).unwrap_or_else(|faults| panic!("{}", told(&faults)))
}

fn now() -> Timestamp {
    "1998-06-30T09:00:00Z".parse().unwrap()
}

/// A customer.
fn ada() -> CustomerId {
    CustomerId::new("ada").unwrap()
}

/// Someone who bought so many days ago, each time for so many dollars.
fn who_bought(dollars: i64, days_ago: &[i32]) -> Profile {
    let today: Date = "1998-06-30".parse().unwrap();
    let order = |(number, days): (usize, &i32)| Event {
        id: EventId::new(format!("event-{number}")).unwrap(),
        customer: CustomerId::new("someone").unwrap(),
        at: format!("{}T12:00:00-04:00", plus(today, -days)).parse().unwrap(),
        fact: Fact::OrderCompleted {
            order: OrderId::new(format!("order-{number}")).unwrap(),
            total: Money { minor: dollars * 100, currency: Currency::new("USD").unwrap() },
            items: Vec::new(),
        },
    };
    Profile::as_of(now(), days_ago.iter().enumerate().map(order))
}

/// Someone who bought a score in June.
fn who_bought_a_score() -> Profile {
    let mut profile = who_bought(20, &[20]);
    profile.orders[0].items.push(Item {
        product: ProductId::new("nine-aubades-score").unwrap(),
        category: Some(Category::new("score").unwrap()),
        quantity: 1,
        price: None,
    });
    profile
}

/// Someone at each stage, in the lowest tier or near it.
fn at_each_stage() -> [(Stage, Profile); 7] {
    [
        (Stage::Prospect, Profile::default()),
        (Stage::New, who_bought(20, &[12])),
        (Stage::Active, who_bought(30, &[80, 130])),
        (Stage::Loyal, who_bought(15, &[20, 70, 150, 220])),
        (Stage::AtRisk, who_bought(25, &[120, 200, 290])),
        (Stage::Lapsed, who_bought(30, &[420])),
        (Stage::WonBack, who_bought(40, &[15, 500])),
    ]
}

fn listed(program: &Program, profile: &Profile, placement: &str) -> Vec<String> {
    let slot = Slot { placement: Placement::new(placement).unwrap(), limit: None, seed: 0 };
    Situation::of(program, ada(), profile, Visit::default(), now())
        .decide(&slot, &Tallies::new())
        .ids()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn every_stage_is_offered_at_least_three_things_and_no_two_stages_the_same() {
    let program = program();
    let mut lists = BTreeSet::new();
    for (stage, profile) in at_each_stage() {
        assert_eq!(Situation::of(&program, ada(), &profile, Visit::default(), now()).lifecycle.stage, stage);
        let list = listed(&program, &profile, "home");
        assert!((3..=6).contains(&list.len()), "{stage:?}: {list:?}");
        assert!(lists.insert(list.clone()), "{stage:?} sees what another stage sees: {list:?}");
    }
    assert_eq!(lists.len(), STAGES.len());
}

#[test]
fn every_tier_is_offered_at_least_three_things_and_the_higher_ones_their_own() {
    let program = program();
    let mut lists = BTreeSet::new();
    for (tier, dollars) in [("prelude", 30), ("sonata", 120), ("concerto", 300), ("symphonie", 700)] {
        let profile = who_bought(dollars, &[60]);
        assert_eq!(
            Situation::of(&program, ada(), &profile, Visit::default(), now()).standing.tier.id.as_str(),
            tier
        );
        let list = listed(&program, &profile, "home");
        assert!((3..=6).contains(&list.len()), "{tier}: {list:?}");
        lists.insert(list);
    }
    assert!(lists.len() >= 3, "{lists:?}");
}

#[test]
fn what_is_for_a_few_stands_before_what_is_for_all() {
    let program = program();
    let first = |profile: &Profile| listed(&program, profile, "home")[0].clone();
    let firsts: Vec<String> = at_each_stage().iter().map(|(_, profile)| first(profile)).collect();
    assert_eq!(
        firsts,
        [
            "first-record",
            "second-side",
            "almost-there",
            "early-pressing",
            "your-chair",
            "gift-record",
            "encore"
        ]
    );
    assert_eq!(first(&who_bought(700, &[60])), "cellar-tasting");
}

#[test]
fn a_visitor_sees_what_is_for_everyone() {
    let (program, nobody) = (program(), Profile::default());
    let slot = Slot { placement: Placement::new("home").unwrap(), limit: None, seed: 0 };
    let situation = Situation::of_visitor(&program, &nobody, Visit::default(), now());
    let decision = situation.decide(&slot, &Tallies::new());
    let ids: Vec<String> = decision.ids().map(ToString::to_string).collect();
    assert_eq!(ids, ["listening-evening", "season-catalogue"]);
}

#[test]
fn every_offer_is_for_somebody_on_the_last_of_june() {
    let program = program();
    let mut people: Vec<Profile> = at_each_stage().into_iter().map(|(_, profile)| profile).collect();
    people.push(who_bought(700, &[60]));
    people.push(who_bought(90, &[30, 545]));
    people.push(who_bought_a_score());
    let seen: BTreeSet<String> =
        people.iter().flat_map(|profile| listed(&program, profile, "account")).collect();
    let unseen: Vec<&Offer> =
        program.offers.iter().filter(|offer| !seen.contains(offer.id.as_str())).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn it_never_raises_its_voice_and_minds_its_spaces() {
    for line in FILE.lines() {
        assert!(!line.contains('!'), "{line}");
        assert!(!line.trim().contains("  ") || line.contains('#'), "{line}");
        if line.contains(".fr = ") {
            let text = line.split_once(" = ").unwrap().1;
            assert!(![" %", " $", " ;", " :", " ?", "'"].iter().any(|slip| text.contains(slip)), "{line}");
        }
    }
}

#[test]
fn every_offer_has_terms_where_something_is_promised_and_a_picture_that_is_there() {
    let shop = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/maison");
    for offer in program().offers {
        let terms = offer.words.0.values().all(|wording| wording.terms.is_some());
        assert!(offer.voucher.is_none() || terms, "{} promises without terms", offer.id);
        let source = offer.image.unwrap().src;
        let file = source.strip_prefix("/shop").unwrap();
        assert!(std::path::Path::new(&format!("{shop}{file}")).is_file(), "{source}");
    }
}

#[test]
fn every_link_leads_to_a_place_on_the_page_of_its_language() {
    let pages =
        [include_str!("../../../../www/maison/index.html"), include_str!("../../../../www/maison/fr.html")];
    for link in program().offers.into_iter().filter_map(|offer| offer.link) {
        for ((href, start), page) in link.href.values().zip(["/#", "/fr/#"]).zip(pages) {
            let place = href.strip_prefix(start).unwrap();
            assert!(page.contains(&format!("id=\"{place}\"")), "{href}");
        }
    }
}
