//! What holds of every explanation: it says what was observed, in sentences of a closed list, and nothing a model
//! concluded; and the day it names is the one a replay finds.

use std::sync::LazyLock;

use domain::condition::{Condition, Goods, Leaf, Range};
use domain::decision::{Situation, Visit};
use domain::event::{Fact, Item};
use domain::id::{
    BehaviourName, BenefitId, Category, CustomerId, Locale, OfferId, OrderId, ProductId, TierId,
};
use domain::lifecycle::STAGES;
use domain::offer::Audience;
use domain::profile::Profile;
use domain::program::Program;
use domain::referral::{Referral, Side};
use domain::surface::SURFACES;
use domain::time::{Date, Weekday, plus};
use proptest::prelude::*;
use proptest::sample::select;
use service::words::{Message, Value, speech};

use crate::house::{ada, at, dollars, for_customers, now, profile_of, program, terms, told};
use crate::languages::{LANGUAGES, speaking};
use crate::sentences::{CHANGES, REASONS, is_one_of};

/// The demo brand's program.
static MAISON: LazyLock<Program> = LazyLock::new(|| {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/maison/program.toml");
    service::program::read(&std::fs::read_to_string(file).unwrap()).unwrap()
});

fn assert_only_observed(program: &Program, profile: &Profile) -> Result<(), TestCaseError> {
    let program = &speaking(program.clone());
    for locale in LANGUAGES {
        for offer in told(program, profile, locale).offers {
            prop_assert!((1..=2).contains(&offer.why.len()), "{}: {:?}", offer.id, offer.why);
            for sentence in &offer.why {
                prop_assert!(is_one_of(locale, &REASONS, sentence), "{}: {sentence}", offer.id);
            }
            if let Some(sentence) = &offer.change {
                prop_assert!(is_one_of(locale, &CHANGES, sentence), "{}: {sentence}", offer.id);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn of_every_offer_of_the_demo_only_what_was_observed_is_said(profile in profiles()) {
        assert_only_observed(&MAISON, &profile)?;
    }

    #[test]
    fn of_every_rule_only_what_was_observed_is_said(profile in profiles(), condition in conditions()) {
        let mut program = program();
        program.offers = vec![for_customers("it", "It", "Cela", condition)].into();
        assert_only_observed(&program, &profile)?;
    }

    #[test]
    fn a_rule_of_forecasts_alone_says_nothing_of_the_customer(
        profile in profiles(), leaves in prop::collection::vec(unsaid(), 1..4),
    ) {
        let mut program = program();
        let parts = leaves.into_iter().map(Condition::Fact).collect();
        program.offers = vec![for_customers("it", "It", "Cela", Condition::Any(parts))].into();
        for offer in told(&program, &profile, "en").offers {
            prop_assert_eq!(offer.why, vec!["For everyone with an account here."]);
        }
    }

    #[test]
    fn the_day_that_is_told_is_the_last_on_which_a_replay_finds_the_rule_to_hold(
        profile in profiles(), condition in conditions(),
    ) {
        let mut program = program();
        program.offers = vec![for_customers("it", "It", "Cela", condition.clone())].into();
        let told = told(&program, &profile, "en").offers;
        let said = told.first().and_then(|offer| offer.change.clone()).unwrap_or_default();
        let holds = |day: Date| {
            let visit = Visit::default();
            let then = program.zone.start(day).max(now());
            condition.holds(&Situation::of(&program, ada(), &profile, visit, then).facts())
        };
        if said.contains(|c: char| c.is_ascii_digit()) {
            let today = program.zone.day(now());
            let days = (1..1_500).map(|days| plus(today, days));
            let last = days.into_iter().find(|day| !holds(*day)).map(|day| plus(day, -1));
            let english = speech(&Locale::new("en").unwrap());
            let sentence = |message, day| english.say(message, &[("day", Value::Day(day, today))]);
            let dated = [Message::ChangeDay, Message::ChangeDayOrOrder, Message::ChangeDayOrFirstOrder];
            let expected = last.map(|day| dated.map(|message| sentence(message, day)));
            prop_assert!(expected.is_some_and(|them| them.contains(&said)), "{said}, but {last:?}");
        }
    }
}

fn profiles() -> impl Strategy<Value = Profile> {
    let deeds = prop::collection::vec((0_i32..900, fact()), 0..24);
    (deeds, 0_usize..4).prop_map(|(deeds, friends)| {
        let day = |days: i32| plus(Date::constant(1996, 2, 1), days);
        let noon = |days| at(&format!("{}T16:00:00Z", day(days)));
        let numbered = deeds.into_iter().enumerate().map(|(n, (days, fact))| (noon(days), named(fact, n)));
        let mut profile = profile_of(numbered);
        let referral = |n: usize| Referral {
            side: Side::Inviter,
            other: CustomerId::new(format!("friend-{n}")).unwrap(),
            order: OrderId::new(format!("theirs-{n}")).unwrap(),
            at: noon(800),
        };
        profile.referrals = (0..friends).map(referral).collect();
        profile
    })
}

/// An order by a name of its own, so that each counts.
fn named(fact: Fact, n: usize) -> Fact {
    match fact {
        Fact::OrderCompleted { total, items, .. } => {
            Fact::OrderCompleted { order: OrderId::new(format!("o-{n}")).unwrap(), total, items }
        }
        other => other,
    }
}

fn fact() -> impl Strategy<Value = Fact> {
    let order = || OrderId::new("o-0").unwrap();
    let first = || OfferId::new("first-visit").unwrap();
    prop_oneof![
        4 => (1_i64..200, prop::collection::vec(item(), 0..3)).prop_map(move |(amount, items)| {
            Fact::OrderCompleted { order: order(), total: dollars(amount), items }
        }),
        1 => (0_usize..24).prop_map(|n| Fact::OrderRefunded {
            order: OrderId::new(format!("o-{n}")).unwrap(),
            amount: None,
        }),
        4 => (behaviour(), prop::option::of(item())).prop_map(|(name, item)| Fact::Behaviour { name, item }),
        1 => (0_usize..9).prop_map(move |n| Fact::OfferClaimed {
            claim: domain::id::ClaimId::new(format!("c-{n}")).unwrap(),
            offer: first(),
            until: at("1999-01-01T05:00:00Z"),
            terms: terms("A first visit", "Une première visite"),
        }),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    (select(vec!["lp-1", "lp-2"]), prop::option::of(select(vec!["Jazz", "Scores"])), 1_u32..4).prop_map(
        |(product, category, quantity)| Item {
            product: ProductId::new(product).unwrap(),
            category: category.map(|name| Category::new(name).unwrap()),
            quantity,
            price: Some(dollars(15)),
        },
    )
}

fn behaviour() -> impl Strategy<Value = BehaviourName> {
    let names = ["Product Viewed", "Product Added", "Checkout Started", "Friend Invited", "Piano Tuned"];
    select(names.map(|name| BehaviourName::new(name).unwrap()).to_vec())
}

fn conditions() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![said(), unsaid()].prop_map(Condition::Fact);
    leaf.prop_recursive(3, 8, 3, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(part.clone(), 1..4).prop_map(Condition::Any),
            part.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

/// A fact that may be said.
fn said() -> impl Strategy<Value = Leaf> {
    let within = || prop::option::of(1_i32..800);
    let goods = || {
        prop_oneof![
            select(vec!["Jazz", "Scores"]).prop_map(|name| Goods::Category(Category::new(name).unwrap())),
            select(vec!["lp-1", "lp-2"]).prop_map(|name| Goods::Product(ProductId::new(name).unwrap())),
        ]
    };
    let tier = || select(vec!["prelude", "sonata", "concerto"]).prop_map(|id| TierId::new(id).unwrap());
    let offer = || OfferId::new("it").unwrap();
    let benefit = || BenefitId::new("prelude-benefit").unwrap();
    let money = || range(0..300).prop_map(|range| range.map(dollars));
    let count = || range(0..6).prop_map(|range| range.map(i64::unsigned_abs));
    let days = || range(0..500).prop_map(|range| range.map(|days| days as i32));
    prop_oneof![
        prop::sample::subsequence(STAGES.to_vec(), 1..4).prop_map(Leaf::Stage),
        tier().prop_map(Leaf::TierAtLeast),
        tier().prop_map(Leaf::TierIs),
        (within(), count()).prop_map(|(within, range)| Leaf::Orders(within, range)),
        (within(), money()).prop_map(|(within, range)| Leaf::Spent(within, range)),
        days().prop_map(Leaf::DaysSinceOrder),
        days().prop_map(Leaf::DaysSinceFirstOrder),
        range(1..200).prop_map(Leaf::PointsToNextTier),
        (behaviour(), within(), count())
            .prop_map(|(name, within, range)| Leaf::Behaviour(name, within, range)),
        count().prop_map(move |range| Leaf::Claims(offer(), range)),
        count().prop_map(move |range| Leaf::Redemptions(offer(), range)),
        (goods(), within(), count()).prop_map(|(goods, within, range)| Leaf::Bought(goods, within, range)),
        (goods(), within(), count()).prop_map(|(goods, within, range)| Leaf::Viewed(goods, within, range)),
        money().prop_map(Leaf::AverageOrder),
        money().prop_map(Leaf::Basket),
        (goods(), count()).prop_map(|(goods, range)| Leaf::InBasket(goods, range)),
        (behaviour(), days()).prop_map(|(name, range)| Leaf::DaysSinceBehaviour(name, range)),
        range(0..300).prop_map(Leaf::Balance),
        count().prop_map(Leaf::Friends),
        count().prop_map(move |range| Leaf::BenefitLeft(benefit(), range)),
        prop::sample::subsequence(vec![Weekday::Monday, Weekday::Tuesday], 1..3).prop_map(Leaf::Weekday),
    ]
}

/// A fact that is never said: a forecast, or nothing about the customer.
fn unsaid() -> impl Strategy<Value = Leaf> {
    let share = || (0.0..100.0_f64).prop_map(Range::at_most);
    let date = (0_i32..60).prop_map(|days| Range::at_most(plus(Date::constant(1998, 6, 30), days)));
    prop_oneof![
        share().prop_map(|range| Leaf::ExpectedOrders(365, range)),
        share().prop_map(Leaf::StillWithUs),
        prop::sample::subsequence(SURFACES.to_vec(), 1..6).prop_map(Leaf::Surface),
        Just(Leaf::Locale(vec![Locale::new("fr").unwrap()])),
        date.prop_map(Leaf::Date),
    ]
}

fn range(numbers: std::ops::Range<i64>) -> impl Strategy<Value = Range<i64>> {
    (numbers.clone(), numbers, 0..3).prop_map(|(a, b, ends)| match ends {
        0 => Range::at_least(a),
        1 => Range::at_most(a),
        _ => Range { at_least: Some(a.min(b)), at_most: Some(a.max(b)) },
    })
}

/// Whether an offer is for a rule at all.
#[test]
fn the_demo_has_rules_to_explain() {
    let rules = MAISON.offers.iter().filter(|offer| matches!(offer.audience, Audience::Customers(_)));
    assert!(rules.count() > 8);
}
